import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  caseKeyFile,
  openKeys,
  parseKeys,
  printKeys,
  readKeys,
  writeKeys,
} from '../../../src/cases/key-files.ts';
import {
  blindIndex,
  newDataKey,
  newKeyRing,
  normalPhone,
  seal,
  sealText,
  unseal,
  unsealText,
  unwrapKey,
  withNewWrappingKey,
  withoutOldWrappingKeys,
  wrapKey,
} from '../../../src/cases/personal-data.ts';

const unreadable = expect.objectContaining({ code: 'data/unreadable' }) as unknown;

function failure(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('sealing', () => {
  const key = newDataKey();

  it('gives every text back, and never holds it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        const sealed = sealText(key, text, context);
        expect(unsealText(key, sealed, context)).toBe(text);
      }),
    );
    expect(Buffer.from(sealText(key, 'Nguyễn Thị Ánh', 'x'), 'base64url').includes('Nguyễn')).toBe(false);
  });

  it('seals the same text differently each time', () => {
    expect(sealText(key, 'a', 'x')).not.toBe(sealText(key, 'a', 'x'));
  });

  it('does not open elsewhere, with another key, or changed', () => {
    const sealed = seal(key, Buffer.from('bí mật'), 'case 1, event 1');
    expect(failure(() => unseal(key, sealed, 'case 1, event 2'))).toEqual(unreadable);
    expect(failure(() => unseal(newDataKey(), sealed, 'case 1, event 1'))).toEqual(unreadable);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(sealed);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        expect(failure(() => unseal(key, changed, 'case 1, event 1'))).toEqual(unreadable);
      }),
    );
    expect(failure(() => unseal(key, Buffer.from('short'), 'x'))).toEqual(unreadable);
  });
});

describe('case keys', () => {
  it('open with the ring that wrapped them, for their own case only', () => {
    const ring = newKeyRing('k1');
    const dataKey = newDataKey();
    const wrapped = wrapKey(ring, dataKey, 'case-1');
    expect(unwrapKey(ring, wrapped, 'case-1')).toEqual(dataKey);
    expect(failure(() => unwrapKey(ring, wrapped, 'case-2'))).toEqual(unreadable);
    expect(failure(() => unwrapKey(newKeyRing('k1'), wrapped, 'case-1'))).toEqual(unreadable);
    expect(failure(() => unwrapKey(newKeyRing('other'), wrapped, 'case-1'))).toMatchObject({
      code: 'data/no-key',
    });
  });

  it('survive a rotation until the old key is dropped', () => {
    const old = newKeyRing('k1');
    const dataKey = newDataKey();
    const wrapped = wrapKey(old, dataKey, 'case-1');
    const both = withNewWrappingKey(old, 'k2');
    expect(unwrapKey(both, wrapped, 'case-1')).toEqual(dataKey);
    const again = wrapKey(both, dataKey, 'case-1');
    expect(again.wrappedBy).toBe('k2');
    const rotated = withoutOldWrappingKeys(both);
    expect(unwrapKey(rotated, again, 'case-1')).toEqual(dataKey);
    expect(failure(() => unwrapKey(rotated, wrapped, 'case-1'))).toMatchObject({ code: 'data/no-key' });
    expect(rotated.index).toEqual(old.index);
    expect(rotated.secret).toEqual(old.secret);
  });
});

describe('blind index', () => {
  it('is the same for the same value and purpose, under the same key only', () => {
    const ring = newKeyRing('k1');
    const index = blindIndex(ring, 'phone', '0912345678');
    expect(index).toBe(blindIndex(ring, 'phone', '0912345678'));
    expect(index).not.toBe(blindIndex(ring, 'email', '0912345678'));
    expect(index).not.toBe(blindIndex(newKeyRing('k1'), 'phone', '0912345678'));
    expect(index).not.toContain('0912');
  });

  it.each([
    ['0912 345 678', '0912345678'],
    ['+84 912.345.678', '0912345678'],
    ['84912345678', '0912345678'],
    ['(0225) 3822-616', '02253822616'],
    ['12345', undefined],
    ['không có', undefined],
  ])('reads the phone %j as %s', (text, phone) => {
    expect(normalPhone(text)).toBe(phone);
  });
});

describe('key files', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'keys-test-')), 'keys');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are made once, readable by the owner only, and read back', () => {
    const ring = openKeys(folder, caseKeyFile, true, 'k1');
    expect(openKeys(folder, caseKeyFile, false, 'k2')).toEqual(ring);
    expect(statSync(join(folder, caseKeyFile)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual([caseKeyFile]);
  });

  it('are not replaced by new ones where data is sealed already', () => {
    expect(failure(() => openKeys(folder, caseKeyFile, false, 'k1'))).toMatchObject({ code: 'keys/missing' });
    expect(readKeys(folder, caseKeyFile)).toBeUndefined();
  });

  it('are refused when others may read them, or when they are something else', () => {
    writeKeys(folder, caseKeyFile, newKeyRing('k1'));
    chmodSync(join(folder, caseKeyFile), 0o640);
    expect(failure(() => readKeys(folder, caseKeyFile))).toMatchObject({ code: 'keys/exposed' });
    chmodSync(join(folder, caseKeyFile), 0o600);
    writeFileSync(join(folder, caseKeyFile), '{"wrapping":[]}');
    expect(failure(() => readKeys(folder, caseKeyFile))).toMatchObject({ code: 'keys/invalid' });
    writeFileSync(join(folder, caseKeyFile), 'không phải JSON');
    expect(failure(() => readKeys(folder, caseKeyFile))).toMatchObject({ code: 'keys/invalid' });
  });

  it('never show key material in an error', () => {
    const ring = newKeyRing('k1');
    const text = printKeys(ring).replace('"secret"', '"secrets"');
    const error = failure(() => parseKeys(text, 'CASE_KEYS'));
    expect(String(error)).not.toContain(Buffer.from(ring.index).toString('base64').slice(0, 12));
    writeKeys(folder, caseKeyFile, ring);
    expect(parseKeys(readFileSync(join(folder, caseKeyFile), 'utf8'), 'file')).toEqual(ring);
  });
});
