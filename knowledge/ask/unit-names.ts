import type { Assignment, Plan, PlanDocument, Unit } from '../assignment.ts';
import { fold, syllables } from '../text.ts';
import type { Expand } from './entry.ts';
import { placeNames } from './office-name.ts';

export interface UnitName {
  readonly name: string;
  readonly kind: Unit['kind'];
  /** Folded forms, longest first. */
  readonly forms: readonly string[];
}

/** "Văn phòng HĐND-UBND phường": people leave the office's own kind out. */
const belonging =
  / (?:(?:cua|thuoc) )?(?:so|phuong|xa|thi tran|huyen|(?<!lien )quan|thi xa|tinh|thanh pho|ubnd phuong)$/u;

/** Of a plan: the units that it names, and the names to which it gives duties. */
export interface NamedUnits {
  readonly document: Pick<PlanDocument, 'issuer'>;
  readonly units: readonly Pick<Unit, 'name' | 'kind' | 'aliases'>[];
  readonly dutiful: readonly string[];
}

export function namedUnits({ document, units, assignments }: Plan): NamedUnits {
  return {
    document: { issuer: document.issuer },
    units: units.map(({ name, kind, aliases }) => ({ name, kind, aliases })),
    dutiful: [...new Set(assignments.flatMap(unitsOf))],
  };
}

/** The units of an office, from its plans in the order of their ids. */
export function unitNames(plans: readonly NamedUnits[], expand: Expand): UnitName[] {
  const named = new Map<string, { kind: Unit['kind']; forms: Set<string> }>();
  for (const plan of plans) {
    const home = homeOf(plan);
    for (const unit of plan.units) {
      const entry = named.get(unit.name) ?? { kind: unit.kind, forms: new Set<string>() };
      for (const form of [unit.name, ...unit.aliases]) {
        for (const written of [form, expand(form)]) {
          const folded = syllables(written).join(' ');
          entry.forms.add(folded);
          for (const bare of [
            folded.replace(belonging, ''),
            withoutPlace(folded, home),
            unit.kind === 'group' ? kindOf(folded) : folded,
          ])
            if (bare.split(' ').length > 1 && !isOfOwnLevel(bare, folded, home)) entry.forms.add(bare);
        }
      }
      named.set(unit.name, entry);
    }
  }
  const withDuties = new Set(plans.flatMap(({ dutiful }) => dutiful));
  addShortForms([...named].map(([name, unit]) => ({ ...unit, hasDuties: withDuties.has(name) })));
  for (const { kind, forms } of named.values()) if (kind === 'person') addGivenNames(forms);
  return [...named].map(([name, { kind, forms }]) => ({
    name,
    kind,
    forms: [...forms].filter((form) => form.length > 1).sort((a, b) => b.length - a.length),
  }));
}

/** Of the office of a plan: its places, its level ("huyen") and the units that its plan names, all folded. */
interface Home {
  readonly places: readonly string[];
  readonly level: string | undefined;
  readonly units: ReadonlySet<string>;
}

function homeOf({ document, units }: NamedUnits): Home {
  return {
    places: placeNames(document).map((name) => syllables(name).join(' ')),
    level: /^ubnd (?<level>phuong|xa|thi tran|huyen|quan|thi xa|thanh pho|tinh) /u.exec(fold(document.issuer))
      ?.groups?.['level'],
    units: new Set(units.map(({ name }) => syllables(name).join(' '))),
  };
}

/** "Điện lực Lương Tài" in the plan of that district: who asks about the district has said the place already. */
function withoutPlace(folded: string, { places }: Home): string {
  const place = places.find((name) => folded.endsWith(` ${name}`));
  return place === undefined ? folded : folded.slice(0, -place.length - 1);
}

/** "các trường học trên địa bàn xã" → "truong hoc": who asks of them leaves the count and the range out. */
function kindOf(folded: string): string {
  return folded.replace(
    /^(?:cac|tat ca cac|toan the) (?<kind>(?!phong|don vi|bo phan|co quan).+? (?:.+?))(?: (?:tren dia ban|truc thuoc|thuoc|co lien quan|lien quan).*)?$/u,
    '$<kind>',
  );
}

/** "Công an" in a district's plan is "Công an huyện", not "Công an tỉnh", where it names both. */
function isOfOwnLevel(bare: string, folded: string, { level, units }: Home): boolean {
  if (level === undefined || folded === `${bare} ${level}`) return false;
  return units.has(`${bare} ${level}`);
}

const unitsOf = ({ lead, advising, coordinating, directing }: Assignment) => [
  ...lead,
  ...advising,
  ...coordinating,
  ...(directing ? [directing] : []),
];

const shortHead = /^(?:van phong|thanh tra|chi cuc|trung tam|cong an|ban quan ly)(?= )/u;

/** Mặt trận, đoàn thể and others that nobody calls by their full names, and what everybody calls them. */
const calledOtherwise: readonly (readonly [RegExp, string])[] = [
  [/^(?:uy ban |ban thuong truc )?(?:uy ban )?mat tran to quoc.*$/u, 'mat tran'],
  [/^(?:cac )?doan the .*$/u, 'doan the'],
  // "Agribank Chi nhánh Định Hóa", "Trưởng các xóm", "Trưởng 15 khu phố"
  [/^(?<whole>.+?) chi nhanh .*$/u, '$<whole>'],
  [/^(?<post>truong|to truong|ubnd) (?:cac|\d+) (?<what>[a-z].*)$/u, '$<post> $<what>'],
  [/^hoi lien hiep (?<whom>[a-z]+ [a-z]+).*$/u, 'hoi $<whom>'],
  [/^doan (?:tncs .*|thanh nien cong san.*)$/u, 'doan thanh nien'],
  [/^ban chi huy quan su.*$/u, 'ban chqs'],
  [/^ban chi huy quan su.*$/u, 'ban quan su'],
  [/^trung tam phuc vu hanh chinh cong.*$/u, 'trung tam hanh chinh cong'],
];

interface Shortened {
  readonly kind: Unit['kind'];
  readonly forms: Set<string>;
  readonly hasDuties: boolean;
}

/**
 * "văn phòng" alone means the one unit that is called so: "Bộ phận Văn phòng", "Văn phòng HĐND-UBND phường". One
 * that the plans give duties goes before those that are only mentioned, such as an addressee.
 */
function addShortForms(units: readonly Shortened[]): void {
  const taken = new Set(units.flatMap((unit) => [...unit.forms]));
  const claims = new Map<string, Set<number>>();
  units.forEach((unit, i) => {
    if (unit.kind !== 'unit' && unit.kind !== 'group' && unit.kind !== 'role') return;
    for (const form of unit.forms) {
      const shorter = [
        /^cac (?:phong|bo phan|don vi|co quan)(?= (?!.*lien quan))/u.exec(form)?.[0],
        shortHead.exec(form)?.[0],
        /^(?:bo phan|uy ban) (?<rest>.+ .+)$/u.exec(form)?.groups?.['rest'],
        // "UBND các xã, phường": "các xã phường", "các xã"
        /^(?:ubnd|uy ban nhan dan) (?<rest>cac .+)$/u.exec(form)?.groups?.['rest'],
        /^(?:ubnd|uy ban nhan dan) (?<rest>cac (?:xa|phuong))(?= )/u.exec(form)?.groups?.['rest'],
        ...calledOtherwise.map(([pattern, said]) =>
          pattern.test(form) ? form.replace(pattern, said) : undefined,
        ),
      ];
      for (const short of shorter)
        if (short && !taken.has(short)) claims.set(short, (claims.get(short) ?? new Set()).add(i));
    }
  });
  for (const [short, claimants] of claims) {
    const dutiful = [...claimants].filter((i) => units[i]?.hasDuties);
    const [only, ...others] = dutiful.length > 0 ? dutiful : claimants;
    if (only !== undefined && others.length === 0) units[only]?.forms.add(short);
  }
}

/** "anh Thắng", "ông Hoàng": a person by given name and a word of address. */
function addGivenNames(forms: Set<string>): void {
  const given = [...forms][0]?.split(' ').at(-1);
  if (given)
    for (const address of ['anh', 'chi', 'ong', 'ba', 'co', 'chu', 'dong chi', 'd c'])
      forms.add(`${address} ${given}`);
}
