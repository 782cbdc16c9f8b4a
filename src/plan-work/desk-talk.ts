import { wordAnswer } from '../../dialogs/answer.ts';
import { asMarkdown } from '../../dialogs/answer/markdown.ts';
import type { Messages } from '../../dialogs/messages/vi.ts';
import type { PlanDesk } from '../../dialogs/ports.ts';

import type { AskMemory } from '../../knowledge/ask/finding.ts';
import type { AnswerMetadata } from '../../knowledge/assignment.ts';

export interface DeskReply {
  readonly text: string;
  readonly choices: readonly string[];
  readonly answer: AnswerMetadata;
}

/** One conversation with the plans alone, worded as the bot words it: no channel, no forms, nothing kept. */
export function deskTalk(desk: PlanDesk, say: Messages, today: string): (text: string) => Promise<DeskReply> {
  let memory: AskMemory = {};
  return async (text) => {
    const found = await desk.ask(text, memory, today);
    memory = found.memory;
    const { text: words, choices, metadata, sources } = wordAnswer(found.finding, say);
    const named = sources.map(({ position, path, name }) => `[${position}]: ${path} "${name}"`);
    return { text: [asMarkdown(words), ...named].join('\n'), choices, answer: metadata };
  };
}
