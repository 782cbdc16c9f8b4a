import { syllables } from '../text.ts';
import type { Finding } from './finding.ts';
import type { Office } from './office.ts';
import { escaped } from './plain.ts';
import type { Query } from './understand.ts';
import { itemOf } from './warnings.ts';

/**
 * "Hợp tác xã Sông Thao được giao những việc gì?" where a heading names it and the duties under it name nobody: those
 * duties, and those that other places give it. A heading is taken for someone only where the question has it do something.
 */
export function findUnderHeading(query: Query, office: Office): Finding | undefined {
  if (!query.asksDuties) return undefined;
  const leaderless = office
    .pool(query)
    .assignments.filter(({ assignment }) => assignment !== undefined && assignment.lead.length === 0);
  const first = leaderless.find(({ assignment }) => isAsked(assignment?.sectionTitle ?? '', query, office));
  const named = first?.assignment?.sectionTitle;
  if (!first || !named) return undefined;
  const called = query.units.flatMap(({ names }) => names);
  const items = office
    .dutiesOf(first.document.id)
    .filter(({ assignment }) =>
      assignment?.lead.length === 0
        ? assignment.sectionTitle === named
        : assignment?.lead.some((lead) => called.includes(lead)),
    )
    .flatMap((entry) => itemOf(entry, []) ?? []);
  return {
    kind: 'duties',
    office: { id: office.id, name: office.name },
    unit: named,
    roles: [],
    groups: [{ role: 'lead', items }],
    left: 0,
  };
}

/** The heading's words, the place left out or not, and then what someone has to do. */
function isAsked(title: string, { plain }: Query, { places }: Office): boolean {
  const words = syllables(title).join(' ');
  const place = places.find((name) => words.endsWith(` ${name}`));
  const bare = place ? words.slice(0, -place.length - 1) : words;
  if (bare.split(' ').length < 3) return false;
  return new RegExp(
    ` ${escaped(bare)}(?: ${escaped(place ?? '')})? (?:duoc giao|duoc phan cong|phai|co (?:nhiem vu|trach nhiem)|lam (?:gi|nhung|viec)|chu tri|chiu) `,
    'u',
  ).test(plain);
}
