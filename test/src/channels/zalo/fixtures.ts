import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEvent, type ZaloEvent } from '../../../../src/channels/zalo/event.ts';

const folder = join(import.meta.dirname, '../../../fixtures/zalo');

export const oaId = '2389475610293847561';
export const userId = '8675309123456789012';
export const keys = { appId: '4102938475610293847', oaSecret: 'khoa-oa-de-thu' };

/** The bytes of a webhook call, as they came. */
export function recorded(name: string): Buffer {
  return readFileSync(join(folder, `${name}.json`));
}

/** Macs over the recorded bytes, taken with `sha256sum` and not with our own code. */
export const macs = JSON.parse(recorded('macs').toString('utf8')) as Readonly<Record<string, string>>;

export function eventOf(name: string): ZaloEvent {
  const event = readEvent(JSON.parse(recorded(name).toString('utf8')), oaId);
  if (!event) throw new Error(`${name} is not an event of the account`);
  return event;
}
