import { fold, syllables } from '../text.ts';
import type { Reference } from '../assignment.ts';
import { createCiter } from './cite.ts';
import type { Finding, ReferenceItem } from './finding.ts';
import { coverageOf, weigh } from './coverage.ts';
import type { Office } from './office.ts';
import type { Query } from './understand.ts';
import { doubtsOfReference } from './warnings.ts';

const kinds =
  'quyet dinh|nghi quyet|nghi dinh|chi thi|thong tu|cong van|ket luan|chuong trinh hanh dong|huong dan|thong bao|de an|luat';

/** "theo quyết định số mấy", "Quyết định ban hành chuẩn mực đạo đức là số bao nhiêu, ngày nào": one cited, by its matter. */
const asksWhichOne = new RegExp(
  ` (?<type>${kinds}) (?:[a-z0-9&-]+ ){0,24}?(?:(?:la )?so (?:may|bao nhieu|hieu|gi)|nao|ngay (?:may|bao nhieu|nao)|ban hanh (?:khi nao|bao gio)) `,
  'u',
);

/** So much of the matter must stand in what the plan says of the cited document. */
const surelyOf = 0.75;

/** The cited documents of the kind asked for whose matter the question tells; nothing when the question gives a number. */
export function findDescribedReference(query: Query, office: Office): Finding | undefined {
  const type = asksWhichOne.exec(query.plain)?.groups?.['type'];
  if (!type || query.numbers.length > 0) return undefined;
  const own = new Set([...type.split(' '), 'so', 'ngay', 'ban', 'hanh', 've']);
  const topic = query.topic.map((word) => (word && !own.has(word) ? word : undefined));
  if (topic.filter(Boolean).length < 2) return undefined;
  const weights = weigh({ ...query, topic }, office);
  const near = office
    .pool(query)
    .passages.map((entry) => ({ entry, coverage: coverageOf(entry, weights) }))
    .filter(({ coverage }) => coverage >= surelyOf)
    .sort((a, b) => b.coverage - a.coverage);
  for (const { entry } of near) {
    const plan = office.plan(entry.document.id);
    const [from, to] = entry.passage?.lines ?? [0, 0];
    const cited = (plan?.references ?? []).filter(
      ({ lines, number, type: own }) =>
        number !== null && from <= lines[0] && lines[0] <= to && fold(own).startsWith(type),
    );
    const meant = bestTold(cited, topic);
    if (!plan || meant.length === 0) continue;
    const items = meant.map((reference): ReferenceItem => ({
      document: plan.document,
      reference,
      sentence: entry.passage?.text,
      citations: createCiter(plan).reference(reference),
      warnings: doubtsOfReference(reference, plan),
    }));
    return { kind: 'references', items, ask: 'subject' };
  }
  return undefined;
}

/** Where one sentence cites several, those whose own subject holds most of the matter. */
function bestTold(cited: readonly Reference[], topic: readonly (string | undefined)[]): readonly Reference[] {
  if (cited.length < 2) return cited;
  const words = topic.filter((word): word is string => word !== undefined);
  const told = cited.map((reference) => {
    const subject = new Set(syllables(`${reference.subject ?? ''} ${reference.issuer ?? ''}`));
    return { reference, held: words.filter((word) => subject.has(word)).length };
  });
  const most = Math.max(...told.map(({ held }) => held));
  return told.filter(({ held }) => held === most).map(({ reference }) => reference);
}
