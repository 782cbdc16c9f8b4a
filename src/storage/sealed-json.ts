import type { Sealer } from './sealer.ts';

/** A value as the database holds it: sealed, bound to the row it stands in. */
export function sealJson(sealer: Sealer, value: unknown, about: string): string {
  return sealer.seal(JSON.stringify(value), about);
}

/** The value again. Rows that were written before there was a seal are JSON still, and are read as they are. */
export function openJson(sealer: Sealer, stored: string, about: string): unknown {
  return JSON.parse(openText(sealer, stored, about)) as unknown;
}

/** The same for a text that is JSON already. */
export function openText(sealer: Sealer, stored: string, about: string): string {
  return stored.startsWith('{') ? stored : sealer.open(stored, about);
}
