import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { macOf, readSigned } from '../../../../src/channels/zalo/signature.ts';
import { keys, macs, recorded } from './fixtures.ts';

const body = recorded('user-send-text');
const mac = macs['user-send-text'] ?? '';
const sentAt = 1_790_000_000_000;
const hour = 3_600_000;
const read = (raw: Buffer, header: unknown, now = sentAt + 1000) => readSigned(raw, header, keys, now);

describe('the signature of a Zalo event', () => {
  it.each(Object.entries(macs))(
    'is accepted over the recorded bytes of %s, with and without mac=',
    (name, mac) => {
      const raw = recorded(name);
      const now = sentAt + 80_000;
      expect(read(raw, `mac=${mac}`, now).fault).toBeUndefined();
      expect(read(raw, mac, now).fault).toBeUndefined();
      const wrong = `${mac.slice(0, -1)}${mac.endsWith('0') ? '1' : '0'}`;
      expect(read(raw, `mac=${wrong}`, now)).toEqual({ fault: 'forged' });
    },
  );

  it('is refused when it is missing, torn, upper case, doubled or of another kind', () => {
    const bad = [
      undefined,
      '',
      [`mac=${mac}`],
      mac.toUpperCase(),
      `MAC=${mac}`,
      `mac=${mac.slice(1)}`,
      `mac=${mac} `,
    ];
    for (const header of bad) expect(read(body, header).fault).toMatch(/unsigned|malformed/);
  });

  it('is refused over the same JSON written anew', () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));
    expect(again.equals(body)).toBe(false);
    expect(read(again, `mac=${mac}`)).toEqual({ fault: 'forged' });
  });

  it('is refused after any change of one bit, and after any cut', () => {
    fc.assert(
      fc.property(fc.nat(body.length * 8 - 1), (bit) => {
        const forged = Buffer.from(body);
        forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(read(forged, `mac=${mac}`).fault).toBeDefined();
      }),
      { numRuns: 2000 },
    );
    for (let end = 0; end < body.length; end += 1)
      expect(read(body.subarray(0, end), `mac=${mac}`).fault).toBe('malformed');
  });

  it('is refused with another secret, another app, or the formula of an HMAC', () => {
    expect(readSigned(body, mac, { ...keys, oaSecret: 'khac' }, sentAt)).toEqual({ fault: 'forged' });
    expect(readSigned(body, mac, { ...keys, appId: '1' }, sentAt)).toEqual({ fault: 'forged' });
    const ofOtherApp = Buffer.from(body.toString('utf8').replace(keys.appId, '1'));
    const wellSigned = macOf(ofOtherApp, String(sentAt), keys);
    expect(read(ofOtherApp, wellSigned)).toEqual({ fault: 'wrong-app' });
  });

  it("lets Zalo's own late retries in, and no replay after a day or from the future", () => {
    expect(read(body, mac, sentAt + 2 * hour).fault).toBeUndefined();
    expect(read(body, mac, sentAt + 24 * hour).fault).toBeUndefined();
    expect(read(body, mac, sentAt + 24 * hour + 1)).toEqual({ fault: 'too-old' });
    expect(read(body, mac, sentAt - 5 * 60_000).fault).toBeUndefined();
    expect(read(body, mac, sentAt - 5 * 60_000 - 1)).toEqual({ fault: 'from-the-future' });
  });

  it('never accepts what is not a JSON object with a timestamp', () => {
    for (const text of [
      '',
      'null',
      '[]',
      '"x"',
      '{}',
      '{"timestamp":null}',
      '{"timestamp":"1e12"}',
      '{"timestamp":{}}',
    ]) {
      const raw = Buffer.from(text);
      expect(read(raw, macOf(raw, '', keys))).toEqual({ fault: 'malformed' });
    }
  });
});
