import { describe, expect, it } from 'vitest';
import { guardedLookup, InsideAddress, mayBeTold } from '../../../src/notices/outside-address.ts';
import { isPublicAddress } from '../../../src/web/public-address.ts';

describe('an address that a message may go to', () => {
  it.each(['8.8.8.8', '113.160.1.1', '2606:4700::1111', '2401:d800::1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    'fd00::1',
    'fe80::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:0:4136::1',
    'ff02::1',
    'no address',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    ['https://tinh.example.gov.vn/nhan', true],
    ['https://8.8.8.8/', true],
    ['http://tinh.example.gov.vn/nhan', false],
    ['https://user:pass@tinh.example.gov.vn/', false],
    ['https://10.0.0.1/', false],
    ['https://0x0a000001/', false],
    ['https://167772161/', false],
    ['https://[::ffff:10.0.0.1]/', false],
    ['https://127.0.0.1/', false],
    ['https://localhost/', false],
    ['ftp://tinh.example.gov.vn/', false],
    ['không phải địa chỉ', false],
  ])('%s: %s', (url, may) => {
    expect(mayBeTold(url, { loopback: false })).toBe(may);
  });

  it('is this machine in a trial, and still no other inside address', () => {
    expect(mayBeTold('http://127.0.0.1:4240/nhan', { loopback: true })).toBe(true);
    expect(mayBeTold('http://localhost:4240/nhan', { loopback: true })).toBe(true);
    expect(mayBeTold('http://10.0.0.1/', { loopback: true })).toBe(false);
  });

  it('is seen again when its name is looked up', async () => {
    const seen = (loopback: boolean) =>
      new Promise<unknown>((resolve) =>
        guardedLookup({ loopback })('localhost', { all: true }, (error, found) => resolve(error ?? found)),
      );
    expect(await seen(false)).toBeInstanceOf(InsideAddress);
    expect(await seen(true)).toContainEqual(expect.objectContaining({ address: expect.any(String) }));
  });
});
