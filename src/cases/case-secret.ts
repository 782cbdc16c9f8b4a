import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, so that nothing reads like something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const dataLength = 14;
const groupLength = 5;

/**
 * Mã bí mật của hồ sơ: "K7QF9-3MDXT-2P8WA", shown once. 14 random symbols (70 bits) and a check symbol,
 * so that a slip of the finger is noticed before it counts as a guess.
 */
export function newSecret(pick: (below: number) => number = randomInt): string {
  const symbols = Array.from({ length: dataLength }, () => pick(alphabet.length));
  return [...symbols, checkSymbol(symbols)].map((symbol) => alphabet.charAt(symbol)).join('');
}

/** "K7QF93MDXT2P8WA" → "K7QF9-3MDXT-2P8WA". */
export function printSecret(secret: string): string {
  return (secret.match(new RegExp(`.{1,${groupLength}}`, 'g')) ?? []).join('-');
}

/**
 * Reads what a person typed: any case, spaces and dashes, O for 0, I and L for 1. Undefined when it cannot
 * be a secret (wrong length, wrong symbol, or the check symbol does not fit).
 */
export function readSecret(text: string): string | undefined {
  const typed = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—._]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (typed.length !== dataLength + 1) return undefined;
  const symbols = Array.from(typed, (symbol) => alphabet.indexOf(symbol));
  if (symbols.includes(-1)) return undefined;
  return checkSymbol(symbols.slice(0, dataLength)) === symbols[dataLength] ? typed : undefined;
}

/** What is stored in place of the secret: a keyed hash, bound to the case. */
export function secretHash(key: Uint8Array, caseId: string, secret: string): string {
  return createHmac('sha256', key).update(`${caseId}\n${secret}`).digest('base64url');
}

/** In constant time. */
export function sameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Luhn's sum over base 32: catches every single wrong symbol and nearly every swap of two neighbours.
 * The weights 1 and 3 keep it so for 32 symbols (3 has an inverse modulo 32).
 */
function checkSymbol(symbols: readonly number[]): number {
  const total = symbols.reduce((sum, symbol, index) => sum + symbol * (index % 2 === 1 ? 3 : 1), 0);
  return (alphabet.length - (total % alphabet.length)) % alphabet.length;
}
