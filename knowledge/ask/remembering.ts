import type { AskMemory, Finding, Found, RememberedQuery } from './finding.ts';
import { spokenOf } from './follow-up.ts';
import type { Query } from './understand.ts';

/** The finding, with what the next question may lean on. */
export function found(finding: Finding, query: RememberedQuery, memory: AskMemory): Found {
  const about = spokenOf(finding);
  const ofDocuments =
    finding.kind === 'document' ? finding.documents.map(({ document }) => document.id) : undefined;
  const next: AskMemory = {
    ...withoutPending(memory),
    last: ofDocuments ? { ...query, ofDocuments } : query,
    ...(about.length > 0 ? { about } : {}),
  };
  if (finding.kind !== 'which-task') return { finding, memory: next };
  return { finding, memory: { ...next, pending: { kind: 'task', query, options: about } } };
}

/** What is kept of a question: its words and what it asked, nothing personal. */
export function remember(query: Query): RememberedQuery {
  return {
    text: query.text,
    aspects: query.aspects,
    topic: query.topic.filter(Boolean).join(' '),
    ...(query.units[0] ? { unit: query.units[0].name } : {}),
  };
}

/** The memory once our own question is settled or dropped. */
export function withoutPending({ pending: _pending, ...memory }: AskMemory): AskMemory {
  return memory;
}
