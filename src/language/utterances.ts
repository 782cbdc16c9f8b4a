import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { intents, type Intent } from '../../dialogs/intent.ts';
import { ServiceError } from '../errors.ts';
import { plainWords } from './spelling.ts';

/** Câu mẫu: something a person could type, and what they want with it. */
export interface Utterance {
  readonly text: string;
  readonly intent: Intent;
}

export const fewestPerIntent = 25;

/** "AskUnitDuties" → "ask-unit-duties.txt". */
export function fileOf(intent: Intent): string {
  return `${intent.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}.txt`;
}

/** One utterance a line; blank lines and lines that begin with # say nothing. */
export function parseUtterances(intent: Intent, source: string): Utterance[] {
  return source
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((text) => ({ text, intent }));
}

/** Every fault of a collection, in words for whoever edits the files; empty when it may be trained on. */
export function faultsOf(utterances: readonly Utterance[]): string[] {
  const faults: string[] = [];
  const typed = new Set<string>();
  const meant = new Map<string, Utterance>();
  for (const utterance of utterances) {
    const { text, intent } = utterance;
    const place = `${fileOf(intent)}: "${text}"`;
    if (text !== text.normalize('NFC')) faults.push(`${place} is not NFC`);
    const exact = `${intent} ${text.toLowerCase()}`;
    if (typed.has(exact)) faults.push(`${place} stands there twice`);
    typed.add(exact);
    // Across intents the folded words decide, because they are all that the recogniser sees.
    const words = plainWords(text).join(' ') || text;
    const other = meant.get(words) ?? utterance;
    meant.set(words, other);
    if (other.intent !== intent)
      faults.push(`${place} says the same as "${other.text}" of ${fileOf(other.intent)}`);
  }
  for (const intent of intents) {
    const count = utterances.filter((utterance) => utterance.intent === intent).length;
    if (count < fewestPerIntent)
      faults.push(`${fileOf(intent)}: ${count} utterances, ${fewestPerIntent} needed`);
  }
  return faults;
}

/** All utterances of a folder, one file per intent; throws naming every fault at once. */
export function loadUtterances(folder: string): Utterance[] {
  const known = new Map(intents.map((intent) => [fileOf(intent), intent]));
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const strangers = files.filter((name) => !known.has(name)).map((name) => `${name}: no such intent`);
  const utterances = intents
    .filter((intent) => files.includes(fileOf(intent)))
    .flatMap((intent) => parseUtterances(intent, readFileSync(join(folder, fileOf(intent)), 'utf8')));
  const faults = [...strangers, ...faultsOf(utterances)];
  if (faults.length > 0)
    throw new ServiceError(
      'language/bad-utterances',
      `The utterances cannot be trained on: ${faults.join('; ')}`,
      'Correct the files named in src/language/utterances.',
    );
  return utterances;
}
