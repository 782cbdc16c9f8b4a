import type { Office } from './office.ts';
import type { UnitName } from './unit-names.ts';

/** A unit named in the question; `at` is its place among the words. */
export interface UnitMention {
  readonly office: string;
  readonly name: string;
  /** All units meant: several when only the beginning of their names was said. */
  readonly names: readonly string[];
  readonly kind: UnitName['kind'];
  readonly at: number;
  readonly length: number;
  /** "nộp Văn phòng Sở": it is handed something, the duty is another's. */
  readonly receives?: boolean;
}

const handed = / (?:nop|gui)(?: (?:cho|ve|len|den|toi|qua))?$/u;

/** Longest names first; a word belongs to one unit only. */
export function readUnits(words: string, offices: readonly Office[]): UnitMention[] {
  const rest = words.replace(/[-&/]/g, ' ').replace(/ {2,}/g, ' ');
  const found: UnitMention[] = [];
  for (const office of offices) {
    const taken: [number, number][] = [];
    const forms = office.units
      .filter((unit) => unit.kind !== 'external' && unit.kind !== 'issuer')
      .flatMap((unit) =>
        unit.forms.filter((form) => rest.includes(` ${form} `)).map((form) => ({ unit, form })),
      )
      .sort((a, b) => b.form.length - a.form.length);
    for (const { unit, form } of forms) {
      const needle = ` ${form} `;
      for (let at = rest.indexOf(needle); at >= 0; at = rest.indexOf(needle, at + 1)) {
        const end = at + needle.length;
        if (taken.some(([from, to]) => at < to - 1 && from < end - 1)) continue;
        // "phó giám đốc" is not the director
        if (unit.kind !== 'person' && rest.slice(0, at).endsWith(' pho')) continue;
        taken.push([at, end]);
        found.push({
          office: office.id,
          name: unit.name,
          names: [unit.name],
          kind: unit.kind,
          at,
          length: needle.length - 2,
          receives: handed.test(rest.slice(0, at)),
        });
      }
    }
  }
  for (const office of offices) found.push(...readPartly(rest, office, found));
  return found.sort((a, b) => a.at - b.at);
}

/** "phòng quản lý công nghệ" where two units begin so: both are meant. */
function readPartly(rest: string, office: Office, found: readonly UnitMention[]): UnitMention[] {
  const best = new Map<string, { words: number; units: Set<string>; at: number }>();
  for (const unit of office.units) {
    if (unit.kind !== 'unit') continue;
    for (const form of unit.forms) {
      // Few of the names of many offices begin as anything in the question does.
      const head = /^(?:\S+ ){3}/u.exec(form)?.[0];
      if (head === undefined || !rest.includes(` ${head}`)) continue;
      const words = form.split(' ');
      for (let count = words.length - 1; count >= 3; count--) {
        const part = words.slice(0, count).join(' ');
        const at = rest.indexOf(` ${part} `);
        if (at < 0) continue;
        const same = best.get(part) ?? { words: count, units: new Set<string>(), at };
        same.units.add(unit.name);
        best.set(part, same);
        break;
      }
    }
  }
  const longest = [...best.entries()].sort((a, b) => b[1].words - a[1].words)[0];
  if (!longest) return [];
  const [part, { units, at, words }] = longest;
  const covered = found.some((m) => m.office === office.id && m.at <= at && at < m.at + m.length + 1);
  if (covered) return [];
  const names = [...units];
  const name =
    names.length === 1 ? (names[0] ?? part) : (names[0] ?? part).split(' ').slice(0, words).join(' ');
  return [{ office: office.id, name, names, kind: 'unit', at, length: part.length }];
}
