import type { Effect, PlanDocument } from '../assignment.ts';
import type { Finding } from './finding.ts';
import { cardOf, type Office, type PlanCard } from './office.ts';
import { standingOf, type Standing } from './standing.ts';

/** Says with every plan that is told from whether its time is over, and what replaced or changed it. */
export function withStanding(finding: Finding, offices: readonly Office[], today: string): Finding {
  const notes = (document: PlanDocument): Notes => notesOf(document, offices, today);
  const noted = <T extends Noted>(item: T): T => {
    const { changes, over } = notes(item.document);
    return { ...item, warnings: [...(item.warnings ?? []), ...changes, ...over] };
  };
  switch (finding.kind) {
    case 'facts':
      return { ...finding, items: finding.items.map(noted) };
    case 'duties':
      return {
        ...finding,
        groups: finding.groups.map((group) => ({ ...group, items: group.items.map(noted) })),
      };
    case 'period':
      return { ...finding, items: finding.items.map(noted), ongoing: finding.ongoing.map(noted) };
    case 'passages':
      return { ...finding, items: finding.items.map(noted) };
    case 'document':
      return {
        ...finding,
        documents: finding.documents.map((item) => {
          const { changes, over } = notes(item.document);
          return { ...item, warnings: finding.facts.includes('standing') ? [...changes, ...over] : changes };
        }),
      };
    default:
      return finding;
  }
}

interface Noted {
  readonly document: PlanDocument;
  readonly warnings?: readonly string[];
}

interface Notes {
  readonly changes: readonly string[];
  readonly over: readonly string[];
}

function notesOf(document: PlanDocument, offices: readonly Office[], today: string): Notes {
  const cards = offices.find(({ id }) => id === document.office)?.cards ?? [];
  const standing = standingOf(cardOf(document), cards, today);
  return { changes: changeNotes(standing), over: overNotes(document, standing) };
}

function overNotes({ year }: PlanDocument, { isOver }: Standing): string[] {
  return isOver ? [`Kế hoạch năm ${year} đã hết năm thực hiện.`] : [];
}

const changed: Readonly<Record<Effect['effect'], string>> = {
  replaces: 'Văn bản này đã được thay thế bởi',
  amends: 'Văn bản này đã được sửa đổi, bổ sung bởi',
  repeals: 'Văn bản này đã bị bãi bỏ theo',
};

function changeNotes({ changes }: Standing): string[] {
  return changes.map(({ effect, by }) => `${changed[effect]} ${nameOf(by)}.`);
}

function nameOf({ type, number, issuedOn }: PlanCard): string {
  const on = issuedOn ? ` ngày ${issuedOn.split('-').toReversed().join('/')}` : '';
  return `${type}${number ? ` số ${number}` : ''}${on}`;
}
