import type { CaseKind } from './submission.ts';
import type { Day } from './calendar-day.ts';

/**
 * Mã hồ sơ: not a secret, opens nothing by itself. Khiếu nại shares its letters with nothing, but a
 * denunciation, a question and a suggestion look alike, so that a code seen on a lock screen tells nobody
 * that its owner denounced someone.
 */
const prefixes: Readonly<Record<CaseKind, string>> = {
  incident: 'PAHT',
  proposal: 'PAKN',
  complaint: 'KN',
  denunciation: 'HS',
  suggestion: 'HS',
  question: 'HS',
};

/** "PAKN.20261121": what the daily sequence is counted for. */
export function codeSeries(kind: CaseKind, on: Day): string {
  return `${prefixes[kind]}.${on.replaceAll('-', '')}`;
}

/** "PAKN.20261121.0007". */
export function caseCode(series: string, sequence: number): string {
  return `${series}.${String(sequence).padStart(4, '0')}`;
}

const written = /^(?<prefix>PAHT|PAKN|KN|HS)[\s.\-_/]*(?<day>\d{8})[\s.\-_/]*(?<sequence>\d{4,6})$/u;

/**
 * "pakn 20261121-0007" → "PAKN.20261121.0007". Undefined when the text is not a code.
 */
export function readCaseCode(text: string): string | undefined {
  const { prefix, day, sequence } = written.exec(text.trim().toUpperCase())?.groups ?? {};
  return prefix && day && sequence ? `${prefix}.${day}.${sequence}` : undefined;
}

const inText = /\b(?:PAHT|PAKN|KN|HS)[.\-_/ ]?\d{8}[.\-_/ ]?\d{4,6}\b/giu;

/** The case codes written in a message: "hồ sơ PAKN.20261121.0007 tới đâu rồi". */
export function caseCodesIn(text: string): string[] {
  return [...text.matchAll(inText)].flatMap(([found]) => readCaseCode(found) ?? []);
}
