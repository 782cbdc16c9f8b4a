import { fold } from '../text.ts';
import type { Office } from './office.ts';
import { provinces } from './office-name.ts';
import { escaped, squeezeMarks, without } from './plain.ts';

/** Words before a place that belong to its name: "ở phường Ngọc Trạo", "Sở KH&CN Quảng Trị". */
function placePattern(place: string): RegExp {
  const spaced = escaped(place);
  const glued = escaped(place.replaceAll(' ', ''));
  return new RegExp(
    ` (?:(?:uy ban nhan dan|ubnd) )?(?:(?:phuong|xa|tinh|thanh pho|tp|thi tran|quan|huyen|p|ben|o|tai) )*(?:${spaced}|${glued})(?= )`,
    'gu',
  );
}

export interface OfficeReading {
  readonly offices: Office[];
  readonly narrowed: Office[];
  /** An office of the larger place, which no loaded plan is of; folded. */
  readonly other?: string;
  /** The question with the offices' names taken out. */
  readonly rest: string;
}

export function readOffices(plain: string, all: readonly Office[]): OfficeReading {
  const has = (place: string) => placePattern(place).test(plain);
  let other: string | undefined;
  let offices = all.filter((office) => office.places.some(has));
  if (offices.length === 0) {
    const wider = all.filter((office) => office.widerPlaces.some(has));
    // "Sở … Hà Nội" is no ward of Hà Nội
    const higher = (office: Office) =>
      office.type !== 'so' &&
      office.widerPlaces.some((place) =>
        new RegExp(` so (?:[a-z&]+ ){0,8}${escaped(place)} `, 'u').test(plain),
      );
    offices = wider.filter((office) => !higher(office));
    if (wider.length > 0 && offices.length === 0) other = higherOffice(plain, wider);
  }
  const ward = / (?:phuong|ubnd phuong|uy ban nhan dan phuong) /u.test(plain);
  if (offices.length > 1) {
    const departments = offices.filter((office) => office.type === 'so' && bodyOf(office).test(plain));
    const wards = ward ? offices.filter(({ type }) => type === 'phuong') : [];
    if (departments.length > 0) offices = departments;
    else offices = committeesMeant(wards.length > 0 ? wards : offices, plain);
  }
  let narrowed: Office[] = [];
  if (offices.length === 0) {
    const isSo = all.filter((office) => office.type === 'so');
    const typed = / (?:so) (?=khoa hoc|khcn|kh&cn| )/u.test(plain) || isSo.some((o) => bodyOf(o).test(plain));
    if (typed && isSo.length > 0) narrowed = isSo;
    else if (ward) narrowed = all.filter((office) => office.type === 'phuong' || office.type === 'xa');
    else if (/ (?:o|cua|thuoc|tai) so /u.test(plain)) narrowed = isSo;
  }
  let rest = plain;
  for (const office of all) {
    const named = offices.includes(office);
    if (named || narrowed.includes(office)) {
      rest = rest.replace(bodyOf(office), ' so ');
      if (named)
        for (const place of [...office.places, ...office.widerPlaces])
          rest = without(rest, placePattern(place));
    }
  }
  return { offices, narrowed, rest: squeezeMarks(rest), ...(other ? { other } : {}) };
}

/** "Sở Nông nghiệp và Môi trường" as people say it: whole, without "và", its first two words, or its initials. */
function bodyOf({ body }: Office): RegExp {
  const field = body.replace(/^(?:so|phong|ban|chi cuc) /u, '');
  const parts = field.split(' va ');
  const begun = field.split(' ').slice(0, 2).join(' ');
  const initials = parts.map((part) =>
    part
      .split(' ')
      .map((word) => word.charAt(0))
      .join(''),
  );
  const forms = [field, parts.join(' '), begun].map(escaped);
  return new RegExp(` so (?:${forms.join('|')}|${initials.join(' ?&? ?')})(?= )`, 'u');
}

/** Of the offices of one place the committee, where the place is said with its level, or a unit of the committee's. */
function committeesMeant(offices: Office[], plain: string): Office[] {
  const committees = offices.filter((office) => office.type !== 'so');
  const said =
    / (?:ubnd|uy ban nhan dan) /u.test(plain) || committees.some((office) => saysLevel(office, plain));
  // "Sở Y tế Quảng Ngãi" is a unit in the plans of the province where no plan of its own is loaded
  const unit = / (?<name>so (?!(?:nao|gi|may) )[a-z&]+ [a-z&]+)/u.exec(plain)?.groups?.['name'];
  const charged = committees.filter(
    ({ units }) =>
      unit !== undefined && units.some(({ forms }) => forms.some((form) => form.startsWith(unit))),
  );
  if (said && committees.length > 0) return committees;
  return charged.length > 0 ? charged : offices;
}

/** "tỉnh Quảng Ngãi", "thành phố Cần Thơ": the place with its level is its People's Committee. */
const saysLevel = ({ places, widerPlaces }: Office, plain: string) =>
  [...places, ...widerPlaces].some((place) =>
    new RegExp(` (?:tinh|thanh pho|tp|huyen|quan|thi xa) ${escaped(place)} `, 'u').test(plain),
  );

/** The words of an office of the larger place: "so khoa hoc va cong nghe ha noi". */
function higherOffice(plain: string, offices: readonly Office[]): string | undefined {
  const places = offices.flatMap((office) => office.widerPlaces.map(escaped)).join('|');
  return new RegExp(` (?<name>so (?:[a-z&]+ ){0,8}?(?:${places})) `, 'u').exec(plain)?.groups?.['name'];
}

const wardNamed =
  /(?<![\p{L}])(?:[Pp]hường|[Xx]ã|[Tt]hị trấn|[Qq]uận|[Hh]uyện|[Tt]ỉnh|[Tt]hành phố|TP\.?)\s+(?<place>\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+){0,3})/u;

/** A place that no loaded plan is of: "Sở … Đà Nẵng", "phường Bến Thành". */
export function readOtherPlace(text: string, plain: string, all: readonly Office[]): string | undefined {
  const ours = new Set(all.flatMap((office) => [...office.places, ...office.widerPlaces]));
  const province = provinces.find((name) => !ours.has(name) && plain.includes(` ${name} `));
  const named = wardNamed.exec(text)?.groups?.['place'];
  const foreign =
    named && ![...ours].some((place) => place.includes(fold(named)) || fold(named).includes(place));
  const inPlans = (name: string) =>
    all.some((office) => office.rarity(name.replaceAll(' ', '_')) !== undefined);
  if (foreign && !inPlans(fold(named).split(' ').slice(0, 2).join(' '))) return named;
  if (!province || inPlans(province)) return undefined;
  const at = fold(text).indexOf(province);
  return at < 0 ? province : text.slice(at, at + province.length);
}
