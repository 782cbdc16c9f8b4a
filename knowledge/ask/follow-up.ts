import { syllables } from '../text.ts';
import type { Catalogue } from './catalogue.ts';
import type { Office } from './office.ts';
import type { AskMemory, Finding, Item } from './finding.ts';
import { periodWords } from './lexicon.ts';
import { readPeriod, overlaps } from './period.ts';
import type { Query } from './understand.ts';

const ordinals: readonly (readonly [RegExp, number])[] = [
  [/(?:^| )(?:dau tien|thu nhat|so mot|mot|nhat|tren cung|1st)(?: |$)/u, 0],
  [/(?:^| )(?:thu hai|thu nhi|so hai|hai)(?: |$)/u, 1],
  [/(?:^| )(?:thu ba|so ba|ba)(?: |$)/u, 2],
  [/(?:^| )(?:thu tu|so bon|bon|thu bon)(?: |$)/u, 3],
  [/(?:^| )(?:thu nam|so nam)(?: |$)/u, 4],
];

/** "cái thứ hai", "số 3", "2", "cái cuối" among `count` choices; undefined when no place is named. */
export function readOrdinal(text: string, count: number): number | undefined {
  const words = syllables(text);
  if (words.length === 0 || words.length > 6) return undefined;
  const plain = words.join(' ');
  if (/(?:^| )(?:cuoi|cuoi cung|sau cung|duoi cung)(?: |$)/u.test(plain)) return count - 1;
  const digits = words.filter((word) => /^\d{1,2}$/u.test(word));
  const only = digits.length === 1 ? Number(digits[0]) : undefined;
  const bare = words.every((word) =>
    /^(?:\d{1,2}|cai|so|thu|viec|muc|chon|lua|phuong|an|y|la|toi|cho|em|o|dong)$/u.test(word),
  );
  if (only !== undefined && bare) return only >= 1 && only <= count ? only - 1 : undefined;
  const named = ordinals.find(([pattern, at]) => at < count && pattern.test(plain));
  const choosing = /(?:^| )(?:cai|thu|so|viec|muc|chon|y|dau tien)(?: |$)/u.test(plain) || words.length === 1;
  return named && choosing ? named[1] : undefined;
}

/** Which of the offered offices a typed reply means. */
export function chooseOffice(
  reply: string,
  options: readonly string[],
  catalogue: Catalogue,
  named: readonly Office[],
): string | undefined {
  const fitting = named.filter((office) => options.includes(office.id));
  if (fitting.length === 1) return fitting[0]?.id;
  const place = readOrdinal(reply, options.length);
  if (place !== undefined) return options[place];
  // "ý tôi hỏi Tây Ninh" is none of those offered, though "y" is in "Sở Y tế"
  if (named.length > 0 && fitting.length === 0) return undefined;
  const words = syllables(reply);
  if (words.length === 0 || words.length > 12) return undefined;
  const hits = catalogue.offices.filter((office) => {
    const name = syllables(office.name);
    return (
      options.includes(office.id) &&
      words.filter((w) => !['so', 'phuong', 'ubnd', 'cua', 'o'].includes(w)).some((w) => name.includes(w))
    );
  });
  return hits.length === 1 ? hits[0]?.id : undefined;
}

/** Which of the offered duties a typed reply means: by place, by date, or by words of its own. */
export function chooseTask(reply: string, options: readonly Item[], today: string): Item | undefined {
  const place = readOrdinal(reply, options.length);
  if (place !== undefined) return options[place];
  const period = readPeriod(reply, { today });
  if (period) {
    const dated = options.filter(({ assignment }) => {
      const fixed = assignment.time.filter((time) => time.type !== 'continuous' && time.type !== 'year');
      return overlaps(period, fixed).length > 0;
    });
    if (dated.length === 1) return dated[0];
  }
  const words = syllables(reply);
  if (words.length === 0 || words.length > 25) return undefined;
  const scores = options.map(({ assignment }) => {
    const own = new Set(
      syllables(
        [
          assignment.task,
          ...assignment.lead,
          ...assignment.coordinating,
          assignment.deliverable ?? '',
          assignment.section,
        ].join(' '),
      ),
    );
    return words.filter((word) => own.has(word)).length / words.length;
  });
  const best = Math.max(...scores);
  const winners = options.filter((_, i) => scores[i] === best);
  return best >= 0.6 && winners.length === 1 ? winners[0] : undefined;
}

/** Has the question words of its own, or does it lean on the last one? */
export function leansOnLast(query: Query, office: Office | undefined, memory: AskMemory): boolean {
  if (!memory.last && !memory.about) return false;
  const words = query.topic.filter((word): word is string => Boolean(word));
  const content = words.filter((word) => !/^\d{1,4}$/u.test(word) && !periodWords.has(word));
  const onlyRoles = content.every(
    (word) =>
      leaning.has(word) ||
      (office !== undefined && office.rarity(word) === undefined && content.length === 1),
  );
  if (
    query.numbers.length > 0 ||
    (query.units.some((u) => u.kind !== 'group') && !query.refersBack && !query.continues)
  )
    return false;
  return onlyRoles || (content.length <= 1 && (query.continues || query.refersBack));
}

const leaning = new Set(
  'phoi hop tham muu chi dao thoi gian han gui bao cao ket qua san pham cach thuc hinh chi tiet ro hon cu the nguoi lanh pham nhan biet dat dau ra ai muc tieu them viec khac nguon trich dan cau duoc ra sao thuoc phong ben so phuong'.split(
    ' ',
  ),
);

/** "chi tiết", "nói rõ hơn", "nguồn ở đâu": tell the same duties in full. */
export function asksForMore(query: Query): boolean {
  return / (?:chi tiet|ro hon|cu the hon|day du|nguyen van|trich dan|nguon|van ban nao|o muc nao|noi them|ke them|them thong tin|giai thich) /u.test(
    query.plain,
  );
}

/** Ids of the duties spoken of in a finding, for the next question. */
export function spokenOf(finding: Finding): string[] {
  switch (finding.kind) {
    case 'facts':
      return finding.items.map((item) => item.assignment.id);
    case 'duties':
      return finding.groups.flatMap((group) => group.items.map((item) => item.assignment.id));
    case 'period':
      return finding.items.map((item) => item.assignment.id);
    case 'which-task':
      return finding.options.map((item) => item.assignment.id);
    default:
      return [];
  }
}
