import type { Plan, Problem } from '../../../knowledge/assignment.ts';

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

export const levelNames = { error: 'LỖI', warning: 'CẦN SOÁT', info: 'LƯU Ý' } as const;

export function problemLine({ level, code, message, lines }: Problem): string {
  const place = lines.length > 0 ? ` (dòng ${lines.join(', ')})` : '';
  return `[${levelNames[level]}] ${code}${place}: ${message}`;
}

/** Everything of a plan but its text, which the plan folder holds. */
export function exported(plan: Plan): Omit<Plan, 'lines' | 'restoredLines'> {
  const { document, sections, units, assignments, passages, references, abbreviations, problems } = plan;
  return { document, sections, assignments, references, problems, units, abbreviations, passages };
}
