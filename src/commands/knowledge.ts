import { parseArgs } from 'node:util';
import { outliveReader } from './closed-pipe.ts';
import { add } from './knowledge/add.ts';
import { check } from './knowledge/check.ts';
import { diff } from './knowledge/diff.ts';
import { list } from './knowledge/list.ts';
import { publish } from './knowledge/publish.ts';
import { questions } from './knowledge/questions.ts';
import { retire } from './knowledge/retire.ts';
import { show } from './knowledge/show.ts';
import { usage, UsageError } from './knowledge/usage-error.ts';

const options = {
  json: { type: 'boolean' },
  uncorrected: { type: 'boolean' },
  id: { type: 'string' },
  publish: { type: 'boolean' },
  force: { type: 'boolean' },
} as const;

type Option = keyof typeof options;
type Values = ReturnType<typeof readWords>['values'];

interface Command {
  /** How many words follow the command's own: at least, at most. */
  readonly words: readonly [number, number];
  readonly options: readonly Option[];
  readonly run: (words: readonly string[], values: Values) => Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  add: {
    words: [1, 1],
    options: ['json', 'id', 'publish', 'force'],
    run: ([file = ''], values) => add(file, values),
  },
  list: { words: [0, 0], options: ['json'], run: (_words, values) => list(values) },
  show: {
    words: [1, 1],
    options: ['json', 'uncorrected'],
    run: ([id = ''], values) => show(id, values),
  },
  check: { words: [0, 1], options: ['json', 'uncorrected'], run: ([id], values) => check(id, values) },
  diff: { words: [1, 3], options: ['json'], run: (words, values) => diff(words, values) },
  publish: { words: [1, 1], options: ['force', 'json'], run: ([id = ''], values) => publish(id, values) },
  questions: { words: [2, 2], options: [], run: ([id = '', file = '']) => questions(id, file) },
  retire: { words: [1, 1], options: [], run: ([id = '']) => retire(id) },
};

function main(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words);
  const [name = '', ...more] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const known = (option: string) => command?.options.some((one) => one === option);
  if (!command || more.length < command.words[0] || more.length > command.words[1])
    throw new UsageError(usage);
  if (!Object.keys(values).every(known)) throw new UsageError(usage);
  return command.run(more, values);
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}. ${usage}`, {
      cause: error,
    });
  }
}

outliveReader();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
  process.exitCode = 2;
}
