import { createInterface } from 'node:readline/promises';
import { createService } from '../service.ts';
import { TerminalAdapter, type TerminalReply } from '../channels/terminal/terminal-adapter.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { outliveReader } from './closed-pipe.ts';

/** `npm run ask -- "câu hỏi" ["câu tiếp theo" …] [--json]`; without a question, an interactive chat. */
async function main(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--json');
  if (unknown) {
    process.stderr.write(
      `Không có tuỳ chọn ${unknown}. Cách dùng: npm run ask -- "câu hỏi" ["câu tiếp theo"] [--json]\n`,
    );
    return 2;
  }
  const { config, faults } = readConfig({ LOG_LEVEL: 'error', ...process.env });
  if (!config) {
    process.stderr.write(`${faults.join('\n')}\n`);
    return 2;
  }
  const service = await createService(config, createLog(config.LOG_LEVEL));
  const terminal = new TerminalAdapter(service.turn);
  const turns = args.filter((arg) => arg !== '--json');
  if (turns.length === 0) await chat(terminal);
  else {
    let replies: TerminalReply[] = [];
    for (const turn of turns) {
      replies = await terminal.say(turn);
      if (!args.includes('--json')) print(turns.length > 1 ? `> ${turn}` : '', replies);
    }
    if (args.includes('--json')) {
      const answer =
        replies
          .map((reply) => reply.answer)
          .filter(Boolean)
          .at(-1) ?? null;
      console.log(JSON.stringify({ text: replies.map(({ text }) => text).join('\n'), answer }, null, 2));
    }
  }
  await service.close();
  return 0;
}

function print(asked: string, replies: readonly TerminalReply[]): void {
  if (asked) console.log(asked);
  for (const { text, choices, answer } of replies) {
    console.log(plainText(text));
    for (const quote of quotesOf(answer)) console.log(quote);
    if (choices.length > 0) console.log(`  [${choices.join('] [')}]`);
  }
  console.log();
}

/** Markdown as a terminal shows it: no stars, sources as lines. */
function plainText(text: string): string {
  return text
    .replace(/\*\*/g, '')
    .replace(/\\([*_`[\]<>\\])/g, '$1')
    .replace(/^\[(\d+)\]: (\S+) "(.*)"$/gmu, '[$1] $3\n    $2');
}

function quotesOf(answer: unknown): string[] {
  const { citations = [] } = (answer ?? {}) as {
    citations?: readonly { quote: string; restored?: string; lines: readonly number[] }[];
  };
  return citations
    .slice(0, 4)
    .map(
      ({ quote, restored, lines }) => `    dòng ${lines.join('–')}: “${(restored ?? quote).slice(0, 300)}”`,
    );
}

async function chat(terminal: TerminalAdapter): Promise<void> {
  const line = createInterface({ input: process.stdin, output: process.stdout });
  console.log('Gõ câu hỏi rồi Enter; Ctrl+D để thoát.');
  line.setPrompt('> ');
  line.prompt();
  for await (const text of line) {
    if (text.trim()) print('', await terminal.say(text));
    line.prompt();
  }
}

outliveReader();
process.exitCode = await main(process.argv.slice(2));
