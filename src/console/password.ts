import { hash, verify } from '@node-rs/argon2';
import { searchWords } from '../cases/search-words.ts';

/** OWASP's first choice for Argon2id, which is the library's own default kind: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const shortestPassword = 12;
const longestPassword = 200;
const fewestCharacters = 6;

/** Everyday beginnings of guessed passwords, folded. */
const guessed = [
  'password',
  'matkhau',
  'quantri',
  'quanly',
  'administrator',
  'admin',
  'congchuc',
  'ubnd',
  'vietnam',
  'hanoi',
  'haiphong',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'iloveyou',
  'abcdefgh',
  'abc',
];

export type PasswordProblem = 'too-short' | 'too-long' | 'too-simple' | 'holds-name';

/** Why a password is not taken; undefined when it is. */
export function passwordProblem(password: string, login: string): PasswordProblem | undefined {
  const text = password.normalize('NFC');
  if (Array.from(text).length < shortestPassword) return 'too-short';
  if (text.length > longestPassword) return 'too-long';
  const letters = searchWords(text).join('').replace(/\d/g, '');
  if (login.length >= 3 && searchWords(text).join('').includes(searchWords(login).join('')))
    return 'holds-name';
  const digits = text.replace(/\D/g, '');
  const mostlyDigits = text.length - digits.length < 3;
  const known = guessed.some((word) => letters.replaceAll(word, '').length < 3 && letters.includes(word));
  const few = new Set(text.toLowerCase()).size < fewestCharacters;
  return few || known || mostlyDigits ? 'too-simple' : undefined;
}

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

/** Nobody's password: verified where there is no account, so that the answer takes as long. */
const nobodys = hash('nobody has this password', cost);

/** False, after the same work, when there is no hash to compare with. */
export async function isPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const fits = await verify(stored ?? (await nobodys), password.normalize('NFC')).catch(() => false);
  return fits && typeof stored === 'string';
}
