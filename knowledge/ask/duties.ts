import type { Assignment } from '../assignment.ts';
import { syllables } from '../text.ts';
import type { Office } from './office.ts';
import type { Entry } from './entry.ts';
import type { UnitName } from './unit-names.ts';
import type { Finding, Item, Role } from './finding.ts';
import { askingWords } from './lexicon.ts';
import { coverageOf, weigh } from './coverage.ts';
import type { UnitMention } from './read-units.ts';
import { substitutesIn } from './synonyms.ts';
import type { Query } from './understand.ts';
import { itemOf } from './warnings.ts';

const roleCues: readonly (readonly [Role, RegExp])[] = [
  ['lead', / (?:chu tri|chiu trach nhiem) /u],
  ['advising', / tham muu /u],
  ['coordinating', / phoi hop /u],
  ['directing', /(?<! ban) chi dao /u],
];
/** Every part that a unit can have in a duty. */
export const everyRole: readonly Role[] = ['lead', 'advising', 'coordinating', 'directing'];

/** A duty that holds less of the matter asked about has nothing to do with it. */
const touches = 0.1;

const squashed = (text: string) => syllables(text).join(' ');

/** Is this the unit, under any of its names? A person is found inside "PGĐ Nguyễn Hữu Thắng". */
function isUnit(name: string, unit: UnitName): boolean {
  const folded = squashed(name);
  if (unit.forms.includes(folded)) return true;
  // "Ban Chỉ đạo ISO" is meant by "Ban Chỉ đạo ISO Khối Văn phòng Sở" too
  if (unit.kind === 'committee' && unit.forms.some((form) => folded.startsWith(`${form} `))) return true;
  return unit.kind === 'person' && unit.forms.some((form) => folded.endsWith(form));
}

export function has(assignment: Assignment, role: Role, unit: UnitName): boolean {
  if (role === 'directing') return assignment.directing !== null && isUnit(assignment.directing, unit);
  return assignment[role].some((name) => isUnit(name, unit));
}

/** Has the unit a part in the duty? */
export function holdsUnit({ assignment }: Entry, unit: UnitName): boolean {
  return assignment !== undefined && everyRole.some((role) => has(assignment, role, unit));
}

/** The words of the question that are neither the unit, nor the plan's own title, nor the cue. */
function furtherTopic(query: Query, unit: UnitName, office: Office): (string | undefined)[] {
  const own = new Set(unit.forms.flatMap((form) => form.split(' ')));
  const asked = new Set([
    'de',
    'nghi',
    'tham',
    'muu',
    'phoi',
    'hop',
    'dao',
    'phu',
    'luc',
    'chi',
    'giao',
    'trach',
    'nhiem',
    'cu',
    'the',
    'theo',
    'doi',
    'phan',
    'cong',
  ]);
  return query.topic.map((word) =>
    word &&
    !askingWords.has(word) &&
    !office.titleWords.has(word) &&
    !own.has(word) &&
    !asked.has(word) &&
    !/^\d+$/u.test(word)
      ? word
      : undefined,
  );
}

/** Everything the plans give a unit to do, by its role. */
export function findDuties(query: Query, office: Office, mention: UnitMention): Finding | undefined {
  const meant = office.units.filter(({ name }) => mention.names.includes(name));
  const [first] = meant;
  if (!first) return undefined;
  const unit: UnitName = { name: mention.name, kind: first.kind, forms: meant.flatMap(({ forms }) => forms) };
  const asked = roleCues.filter(([, cue]) => cue.test(query.plain)).map(([role]) => role);
  const roles = asked.length > 0 ? asked : everyRole;
  const further = furtherTopic(query, unit, office);
  // Words that no plan of the office has are talk around the question, not a matter to narrow it by.
  const named =
    further.some((word) => word && office.rarity(word) !== undefined) || substitutesIn(further).length > 0;
  const topic = named ? further : [];
  const weights = weigh({ ...query, topic }, office);
  const entries = office.duties(unit);
  const coverages = new Map(
    entries.map((entry) => [entry, weights.total > 0 ? coverageOf(entry, weights) : 1]),
  );
  const own = entries.filter(
    ({ assignment }) => assignment && roles.some((role) => has(assignment, role, unit)),
  );
  const best = Math.max(0, ...own.map((entry) => coverages.get(entry) ?? 0));
  // The unit is named, its duties have nothing of the matter: whoever has it is found elsewhere.
  if (own.length > 0 && best < touches) return undefined;
  const enough = best < 0.3 ? 0.5 : Math.min(0.5, best * 0.8);
  // Where two plans speak of the matter, neither is left out.
  const bestOfPlan = new Map<string, Entry>();
  for (const entry of own) {
    const rival = bestOfPlan.get(entry.document.id);
    const coverage = coverages.get(entry) ?? 0;
    if (coverage >= best / 8 && (!rival || coverage > (coverages.get(rival) ?? 0)))
      bestOfPlan.set(entry.document.id, entry);
  }
  const told = new Set<string>();
  const groups: { role: Role; items: Item[] }[] = [];
  const dropped = new Set<string>();
  for (const role of roles) {
    const items: Item[] = [];
    for (const entry of entries) {
      const { assignment, document } = entry;
      if (!assignment || told.has(assignment.id) || !has(assignment, role, unit)) continue;
      if (query.documents.length > 0 && !query.documents.includes(document.id)) continue;
      if ((coverages.get(entry) ?? 0) < enough && bestOfPlan.get(document.id) !== entry) {
        dropped.add(assignment.id);
        continue;
      }
      const item = itemOf(entry, []);
      if (!item) continue;
      told.add(assignment.id);
      items.push(item);
    }
    if (items.length > 0) groups.push({ role, items });
  }
  if (groups.length === 0 && dropped.size > 0) return undefined;
  const officeName = { id: office.id, name: office.name };
  if (groups.length === 0) {
    const others = everyRole.flatMap((role) =>
      entries.flatMap((entry) => {
        const item = entry.assignment && has(entry.assignment, role, unit) ? itemOf(entry, []) : undefined;
        return item ? [item] : [];
      }),
    );
    return {
      kind: 'nothing',
      why: 'no-such-duty',
      office: officeName,
      about: unit.name,
      nearest: others.slice(0, 2),
    };
  }
  const left = [...dropped].filter((id) => !told.has(id)).length;
  return { kind: 'duties', office: officeName, unit: unit.name, roles: asked, groups, left };
}
