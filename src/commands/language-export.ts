import { writeFileSync } from 'node:fs';
import { toCluProject } from '../language/clu-project.ts';
import { shippedUtterances } from '../language/local-recognizer.ts';
import { loadUtterances } from '../language/utterances.ts';

const usage = 'Usage: npm run language:export [-- FILE [--project NAME]]';
const projectName = /^[A-Za-z0-9_.-]{1,50}$/;

/** Undefined when the words after the command make no sense. */
function readArguments(words: readonly string[]): { file?: string; project: string } | undefined {
  const at = words.indexOf('--project');
  const project = at < 0 ? 'tro-ly-ke-hoach' : words[at + 1];
  const [file, ...rest] = at < 0 ? words : [...words.slice(0, at), ...words.slice(at + 2)];
  if (rest.length > 0 || file?.startsWith('-') || !project || !projectName.test(project)) return undefined;
  return { project, ...(file !== undefined && { file }) };
}

function run(words: readonly string[]): number {
  const asked = readArguments(words);
  if (!asked) {
    console.error(usage);
    return 2;
  }
  const project = toCluProject({ name: asked.project, utterances: loadUtterances(shippedUtterances) });
  const json = `${JSON.stringify(project, undefined, 2)}\n`;
  if (asked.file === undefined) {
    process.stdout.write(json);
    return 0;
  }
  try {
    writeFileSync(asked.file, json);
  } catch (error) {
    console.error(`Cannot write ${asked.file}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  const { intents, utterances } = project.assets;
  console.error(`${asked.file}: ${intents.length} intents, ${utterances.length} utterances`);
  return 0;
}

process.exitCode = run(process.argv.slice(2));
