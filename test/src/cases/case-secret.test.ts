import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseCode, caseCodesIn, codeSeries, readCaseCode } from '../../../src/cases/case-code.ts';
import { newSecret, printSecret, readSecret, sameHash, secretHash } from '../../../src/cases/case-secret.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** A secret from given random symbols, as `newSecret` would make it. */
const secrets = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 14, maxLength: 14 }).map((symbols) => {
  const left = [...symbols];
  return newSecret(() => left.shift() ?? 0);
});

describe('the code of a case', () => {
  it('names the kind, the day and the number of the day', () => {
    expect(caseCode(codeSeries('proposal', '2026-11-21'), 7)).toBe('PAKN.20261121.0007');
    expect(caseCode(codeSeries('incident', '2026-11-21'), 12_345)).toBe('PAHT.20261121.12345');
    expect(caseCode(codeSeries('complaint', '2026-11-21'), 1)).toBe('KN.20261121.0001');
  });

  it('does not tell a denunciation from a question', () => {
    expect(codeSeries('denunciation', '2026-11-21')).toBe(codeSeries('question', '2026-11-21'));
    expect(codeSeries('denunciation', '2026-11-21')).toBe(codeSeries('suggestion', '2026-11-21'));
  });

  it.each([
    ['pakn.20261121.0007', 'PAKN.20261121.0007'],
    [' PAKN 20261121 0007 ', 'PAKN.20261121.0007'],
    ['paht-20261121-0012', 'PAHT.20261121.0012'],
    ['KN202611210001', 'KN.20261121.0001'],
    ['PAKN.2026.0007', undefined],
    ['XYZ.20261121.0007', undefined],
    ['', undefined],
  ])('reads %j as %s', (text, code) => {
    expect(readCaseCode(text)).toBe(code);
  });

  it('finds codes inside a sentence', () => {
    expect(caseCodesIn('hồ sơ pakn.20261121.0007 và KN-20261120-0003 tới đâu rồi, sđt 0912345678')).toEqual([
      'PAKN.20261121.0007',
      'KN.20261120.0003',
    ]);
  });
});

describe('the secret of a case', () => {
  it('is three groups of five, with at least 64 random bits', () => {
    const secret = newSecret();
    expect(printSecret(secret)).toMatch(
      /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/,
    );
    expect((secret.length - 1) * Math.log2(alphabet.length)).toBeGreaterThanOrEqual(64);
  });

  it('is never the same twice, and uses every symbol in every place', () => {
    const made = Array.from({ length: 5_000 }, () => newSecret());
    expect(new Set(made).size).toBe(made.length);
    for (let place = 0; place < 15; place += 1)
      expect(new Set(made.map((secret) => secret.charAt(place))).size).toBe(32);
  });

  it('is read as people type it', () => {
    fc.assert(
      fc.property(secrets, fc.constantFrom(' ', '-', '–', '', '. '), (secret, between) => {
        const typed = secret.replace(/(.{5})(?=.)/g, `$1${between}`);
        expect(readSecret(typed)).toBe(secret);
        expect(readSecret(typed.toLowerCase())).toBe(secret);
        expect(readSecret(secret.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(secret);
        expect(readSecret(secret.replaceAll('0', 'o').replaceAll('1', 'I'))).toBe(secret);
        expect(readSecret(printSecret(secret))).toBe(secret);
      }),
    );
  });

  it('notices every single wrong symbol', () => {
    fc.assert(
      fc.property(secrets, fc.nat(14), fc.nat(31), (secret, place, symbol) => {
        const wrong = `${secret.slice(0, place)}${alphabet.charAt(symbol)}${secret.slice(place + 1)}`;
        expect(readSecret(wrong)).toBe(wrong === secret ? secret : undefined);
      }),
    );
  });

  it('notices two neighbours swapped, but for the pairs that lie half the alphabet apart', () => {
    fc.assert(
      fc.property(secrets, fc.nat(13), (secret, place) => {
        const [a, b] = [secret.charAt(place), secret.charAt(place + 1)];
        const apart = Math.abs(alphabet.indexOf(a) - alphabet.indexOf(b));
        fc.pre(apart !== 0 && apart !== 16);
        expect(readSecret(`${secret.slice(0, place)}${b}${a}${secret.slice(place + 2)}`)).toBeUndefined();
      }),
    );
  });

  it.each([
    '',
    'K7QF9',
    'không biết',
    'K7QF9-3MDXT-2P8WA-1',
    '000000000000001',
    '🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑',
  ])('does not read %j', (text) => {
    expect(readSecret(text)).toBeUndefined();
  });

  it('is hashed with a key and bound to its case', () => {
    const [key, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const hash = secretHash(key, 'case-1', 'K7QF93MDXT2P8WA');
    expect(hash).not.toContain('K7QF9');
    expect(sameHash(hash, secretHash(key, 'case-1', 'K7QF93MDXT2P8WA'))).toBe(true);
    expect(sameHash(hash, secretHash(key, 'case-2', 'K7QF93MDXT2P8WA'))).toBe(false);
    expect(sameHash(hash, secretHash(other, 'case-1', 'K7QF93MDXT2P8WA'))).toBe(false);
    expect(sameHash(hash, 'short')).toBe(false);
  });
});
