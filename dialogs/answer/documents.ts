import type { Effect, PlanDocument, Reference } from '../../knowledge/assignment.ts';
import type { DocumentFact, Finding, ReferenceAsk, ReferenceItem } from '../../knowledge/ask/finding.ts';
import { cut, dayMonthYear, literal, plan, shortTitle, type Words } from './phrases.ts';
import type { Sources } from './sources.ts';
import type { Messages } from '../messages/vi.ts';

/** The date as the plan prints it: "07/4/2020". */
export function printedDate({ quote, date }: Reference): string {
  const printed = /\d{1,2}\/\d{1,2}\/\d{4}/u.exec(quote)?.[0];
  return printed ?? dayMonthYear(date ?? '');
}

export function wordReference(
  item: ReferenceItem,
  ask: ReferenceAsk,
  say: Messages,
  sources: Sources,
): string {
  const { reference, document, citations } = item;
  const mark = sources.mark(citations, document);
  const title = [reference.type, reference.number ? `số ${reference.number}` : ''].filter(Boolean).join(' ');
  const by = reference.issuer ? ` của ${reference.issuer}` : '';
  const on = reference.date ? ` ${say.asker.references.date(printedDate(reference))}` : '';
  const about = reference.subject ? `: ${literal(cut(reference.subject, 420))}` : '';
  const missing =
    ask === 'date' && !reference.date
      ? say.asker.references.noDate
      : ask === 'issuer' && !reference.issuer
        ? say.asker.references.noIssuer
        : ask === 'standing'
          ? say.asker.references.noStanding
          : ask === 'subject' && !reference.subject
            ? say.asker.references.noSubject
            : '';
  const around =
    missing && ask !== 'standing' && item.sentence
      ? `${say.asker.cited} “${literal(cut(item.sentence, 420))}”`
      : '';
  const warnings = item.warnings.map((warning) => `${say.asker.warning}: ${warning}`);
  return [
    `${title}${by}${on}${about}.${mark}`,
    missing,
    around,
    `${say.asker.source}: ${plan(document)}`,
    ...warnings,
  ]
    .filter(Boolean)
    .join('\n');
}

export function wordReferences(
  finding: Extract<Finding, { kind: 'references' }>,
  say: Messages,
  sources: Sources,
): Words {
  const items = finding.items.slice(0, 3);
  const lines = items.map((item) => wordReference(item, finding.ask, say, sources));
  return {
    kind: 'answer',
    text:
      items.length > 1
        ? [say.asker.references.several(finding.items.length), ...lines].join('\n')
        : lines.join('\n'),
    choices: [say.choices.askElse],
  };
}

function effectLine({ effect, quote, issuer }: Effect, say: Messages): string {
  const by = issuer ? ` của ${issuer}` : '';
  return `${say.asker.document.effectVerbs[effect]} ${literal(quote)}${by}`;
}

/** One fact of the document, or that the document does not print it. */
function factOf(fact: DocumentFact, document: PlanDocument, say: Messages): string {
  const label = say.asker.document;
  switch (fact) {
    case 'signer':
      return document.signer ? label.signer(document.signer.name, document.signer.title) : label.noSigner;
    case 'recipients':
      return document.recipients.length > 0
        ? `${label.recipients} ${document.recipients.map(literal).join('; ')}.`
        : label.noRecipients;
    case 'year':
      return document.year ? label.year(document.year) : label.noYear;
    case 'number':
      return document.number ? label.number(document.number) : label.noNumber(document.symbol);
    case 'issuedOn':
      return document.issuedOn ? label.issuedOn(dayMonthYear(document.issuedOn)) : label.noIssuedOn;
    case 'issuer':
      return label.issuer(document.issuer);
    case 'title':
      return label.title(document.title);
    case 'legalBasis':
      return document.legalBasis.length > 0
        ? `${label.legalBasis} ${document.legalBasis.map((basis) => literal(cut(basis.quote, 220))).join('; ')}.`
        : label.noLegalBasis;
    case 'effects':
      return document.effects.length > 0
        ? label.effects(document.effects.map((effect) => effectLine(effect, say)))
        : label.noEffects;
    case 'standing':
      return document.year ? label.year(document.year) : label.noYear;
    case 'list':
      return '';
  }
}

export function wordDocument(
  finding: Extract<Finding, { kind: 'document' }>,
  say: Messages,
  sources: Sources,
): Words {
  const { documents, facts } = finding;
  const lines: string[] = [];
  if (facts.includes('list')) {
    lines.push(say.asker.document.list(documents.length));
    for (const { document, citations } of documents)
      lines.push(`• ${shortTitle(document)} – ${document.issuer}${sources.mark(citations, document)}`);
  } else {
    for (const { document, citations } of documents) {
      const told = facts.map((fact) => factOf(fact, document, say)).join(' ');
      const mark = sources.mark(citations, document);
      if (documents.length > 1) lines.push(`• ${shortTitle(document)}: ${told}${mark}`);
      else lines.push(`${told}${mark}`, plan(document));
    }
    if (facts.includes('standing') && documents.every((item) => (item.warnings ?? []).length === 0))
      lines.push(say.asker.document.noSuccessor);
    const warnings = new Set(documents.flatMap((item) => item.warnings ?? []));
    lines.push(...[...warnings].map((warning) => `${say.asker.warning}: ${warning}`));
  }
  return { kind: 'answer', text: lines.join('\n'), choices: [say.choices.askElse] };
}
