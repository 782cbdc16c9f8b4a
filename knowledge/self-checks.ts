import type { Assignment, Plan } from './assignment.ts';
import { aspectKey } from './ask/aspect-key.ts';
import type { Finding, Item } from './ask/finding.ts';
import { undatedTask } from './same-work.ts';
import { squeeze } from './text.ts';

/** Câu hỏi tự kiểm: a question made from one duty, and what its answer must tell. Plain data, kept with a version. */
export interface SelfCheck {
  readonly question: string;
  readonly asks: 'lead' | 'deadline' | 'deliverable';
  readonly document: string;
  /** `aspectKey` of what the duty says. */
  readonly expected: string;
}

const asked = {
  lead: (task: string, of: string) => `Ai chủ trì ${task} ${of}?`,
  deadline: (task: string, of: string) => `Thời hạn ${task} ${of} là khi nào?`,
  deliverable: (task: string, of: string) => `Kết quả của việc ${task} ${of} là gì?`,
} as const;

/**
 * Who, when and what of every duty, asked in its own words of its office and year. Of a plan that was reviewed only
 * the reviewed duties count; who publishes a plan that was not vouches for all of it.
 */
export function selfChecks({ document, assignments }: Plan): SelfCheck[] {
  const reviewed = assignments.filter((assignment) => assignment.reviewed);
  const year = document.year === null ? '' : ` năm ${document.year}`;
  const of = `trong kế hoạch${year} của ${document.issuer}`;
  const checks = (reviewed.length > 0 ? reviewed : assignments)
    .filter(({ kind }) => kind !== 'orientation')
    .flatMap((assignment) =>
      said(assignment).map((asks): SelfCheck => {
        const question = asked[asks](fewWords(undatedTask(assignment)), of);
        return { question, asks, document: document.id, expected: aspectKey(assignment, asks) };
      }),
    );
  // Two duties in the same words are asked about once: which of them answers is not settled.
  return [...new Map(checks.map((check) => [check.question, check])).values()];
}

const aspects = ['lead', 'deadline', 'deliverable'] as const;

const said = (assignment: Assignment) => aspects.filter((aspect) => aspectKey(assignment, aspect) !== '');

const longest = 24;

/** The task as a person would name it: its first words, without what punctuation ends. */
function fewWords(task: string): string {
  const words = squeeze(task).split(' ');
  const cut = words.length <= longest ? words : words.slice(0, longest);
  const text = cut.join(' ').replace(/[.;:,?!]+$/u, '');
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** Does the answer tell the duty that was asked about, with that value? */
export function isRight({ asks, document, expected }: SelfCheck, finding: Finding): boolean {
  return itemsIn(finding).some(
    (item) => item.document.id === document && aspectKey(item.assignment, asks) === expected,
  );
}

function itemsIn(finding: Finding): readonly Item[] {
  switch (finding.kind) {
    case 'facts':
    case 'period':
      return finding.items;
    case 'duties':
      return finding.groups.flatMap((group) => group.items);
    case 'which-task':
      return finding.options;
    default:
      return [];
  }
}
