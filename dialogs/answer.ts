import type { AnswerMetadata } from '../knowledge/assignment.ts';
import type { Finding } from '../knowledge/ask/finding.ts';
import { wordDocument, wordReferences } from './answer/documents.ts';
import { wordFacts } from './answer/facts.ts';
import { wordDuties, wordPeriod } from './answer/lists.ts';
import { wordNothing } from './answer/nothing.ts';
import { contentLength, cut, literal, plan, taskLine, type Words } from './answer/phrases.ts';
import { Sources, type Source } from './answer/sources.ts';
import type { Messages } from './messages/vi.ts';

/** A finding in words: markdown text, next steps, and the metadata that every answer carries. */
export interface Wording {
  readonly text: string;
  readonly choices: readonly string[];
  readonly metadata: AnswerMetadata;
  readonly sources: readonly Source[];
}

/** Puts a finding into words. Pure: says nothing that the finding does not hold. */
export function wordAnswer(finding: Finding, say: Messages): Wording {
  const sources = new Sources();
  const { kind, text, choices } = word(finding, say, sources);
  return {
    text,
    choices: [...new Set(choices)].slice(0, finding.kind.startsWith('which') ? 6 : 3),
    sources: sources.list,
    metadata: { kind, citations: sources.citations, assignments: [...new Set(sources.assignments)] },
  };
}

function word(finding: Finding, say: Messages, sources: Sources): Words {
  switch (finding.kind) {
    case 'facts':
      return wordFacts(finding, say, sources);
    case 'duties':
      return wordDuties(finding, say, sources);
    case 'period':
      return wordPeriod(finding, say, sources);
    case 'references':
      return wordReferences(finding, say, sources);
    case 'document':
      return wordDocument(finding, say, sources);
    case 'passages':
      return {
        kind: 'answer',
        text: [
          say.asker.passages,
          ...finding.items.map(
            ({ passage, document, citations }) =>
              `> ${literal(cut(passage.text, contentLength))}${sources.mark(citations, document)}\n> — ${plan(document)}`,
          ),
          ...new Set(
            finding.items.flatMap(({ warnings = [] }) =>
              warnings.map((text) => `${say.asker.warning}: ${text}`),
            ),
          ),
        ].join('\n'),
        choices: [say.choices.askElse],
      };
    case 'which-office':
      return {
        kind: 'clarify',
        text: say.asker.whichOffice(finding.unit),
        choices: finding.options.map(({ name }) => name),
      };
    case 'which-task': {
      const options = finding.options.map((item, i) => `${i + 1}. ${taskLine(item, say)}`);
      return {
        kind: 'clarify',
        text: [say.asker.whichTask(finding.options.length), ...options].join('\n'),
        choices: finding.options.map((item, i) => `${i + 1}. ${cut(item.assignment.task, 60)}`),
      };
    }
    case 'nothing':
      return wordNothing(finding, say, sources);
  }
}
