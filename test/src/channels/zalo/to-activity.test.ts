import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvent } from '../../../../src/channels/zalo/event.ts';
import { toActivity, type ZaloAction } from '../../../../src/channels/zalo/to-activity.ts';
import { eventOf, oaId, recorded, userId } from './fixtures.ts';

const turn = (name: string): Extract<ZaloAction, { kind: 'turn' }> => {
  const action = toActivity(eventOf(name));
  if (action.kind !== 'turn') throw new Error(`${name} is ${action.kind}`);
  return action;
};

describe('a Zalo event', () => {
  it('of a text becomes a message in the conversation of that person', () => {
    const { activity, media } = turn('user-send-text');
    expect(activity).toMatchObject({
      type: 'message',
      id: '96d3cdf3af150460909',
      text: 'Ai chủ trì xây dựng CSDL KH&CN/2023? Đúng hay sai 👍',
      textFormat: 'plain',
      channelId: 'zalo',
      from: { id: userId },
      recipient: { id: oaId },
      conversation: { id: `zalo:${oaId}:${userId}` },
      timestamp: new Date(1_790_000_000_000),
    });
    expect(media).toEqual([]);
  });

  it('of a photo or file names what is to be fetched, and never passes the link on to the bot', () => {
    expect(turn('user-send-image')).toMatchObject({
      activity: { text: 'ổ gà trước số nhà 12', attachments: [] },
      media: [{ url: 'http://photo-stal-1.talk.zdn.vn/a1.jpg', name: 'anh' }],
    });
    expect(turn('user-send-file').media).toEqual([
      { url: 'https://f2-zpcloud.zdn.vn/x/don.pdf', name: 'Đơn kiến nghị.pdf' },
    ]);
    expect(turn('user-send-audio').media[0]?.name).toBe('ghi-am');
  });

  it.each(['user-send-location', 'user-send-location-older'])('of a place (%s) becomes a point', (name) => {
    expect(turn(name).activity.attachments).toEqual([
      {
        contentType: 'application/geo+json',
        name: 'Vị trí',
        content: { type: 'Point', coordinates: [105.776, 19.807] },
      },
    ]);
  });

  it('of a place that is not on earth is no place', () => {
    const body = JSON.parse(
      recorded('user-send-location').toString('utf8').replace('19.807', '190'),
    ) as unknown;
    const event = readEvent(body, oaId);
    expect(event && toActivity(event)).toEqual({ kind: 'sign-of-life' });
  });

  it('of a link or a contact card says what the person meant', () => {
    expect(turn('user-send-link').activity.text).toBe('kế hoạch này\nhttps://example.gov.vn/kh09');
    expect(turn('user-send-business-card').activity.text).toBe('84900000000');
  });

  it.each(['follow', 'user-click-chatnow'])('%s makes the bot greet the person, not itself', (name) => {
    expect(toActivity(eventOf(name))).toMatchObject({
      kind: 'greet',
      activity: { type: 'conversationUpdate', membersAdded: [{ id: userId }], recipient: { id: oaId } },
    });
  });

  it.each(['unfollow', 'user-withdraw'])(
    '%s starts the deletion of what is kept about the person',
    (name) => {
      expect(eventOf(name).userId).toBe(userId);
      expect(toActivity(eventOf(name))).toEqual({ kind: 'forget' });
    },
  );

  it('tells an officer who writes by hand from the echo of our own message', () => {
    expect(eventOf('oa-send-text-by-officer').userId).toBe(userId);
    expect(toActivity(eventOf('oa-send-text-by-officer'))).toEqual({ kind: 'officer-replied' });
    expect(toActivity(eventOf('oa-send-text-echo'))).toMatchObject({ kind: 'ignored' });
  });

  it('that needs no answer may still be a sign of life', () => {
    expect(toActivity(eventOf('user-send-sticker'))).toEqual({ kind: 'sign-of-life' });
    expect(toActivity(eventOf('user-submit-info'))).toEqual({ kind: 'sign-of-life' });
    for (const name of ['user-received-message', 'user-seen-message', 'anonymous-send-text'])
      expect(toActivity(eventOf(name))).toMatchObject({ kind: 'ignored' });
  });

  it('that nobody has heard of is ignored as such', () => {
    const event = { ...eventOf('follow'), name: 'user_teleported' };
    expect(toActivity(event)).toEqual({ kind: 'ignored', why: 'unknown event' });
  });

  it('of another account, or about nobody, is not ours', () => {
    expect(readEvent(JSON.parse(recorded('other-account').toString('utf8')), oaId)).toBeUndefined();
    const withoutPerson = { event_name: 'change_oa_daily_quota', oa_id: oaId, timestamp: '1790000000000' };
    expect(readEvent(withoutPerson, oaId)).toBeUndefined();
    for (const body of [null, [], 'x', { event_name: 7 }]) expect(readEvent(body, oaId)).toBeUndefined();
  });

  it('has a key of its own, also where two events speak of one message', () => {
    const names = readdirSync(join(import.meta.dirname, '../../../fixtures/zalo'))
      .map((file) => file.replace('.json', ''))
      .filter((name) => name !== 'macs' && name !== 'other-account');
    expect(names.length).toBeGreaterThan(15);
    const all = names.map((name) => eventOf(name).key);
    expect(new Set(all).size).toBe(names.length);
  });

  it('keeps long ids whole', () => {
    expect(eventOf('user-seen-message')).toMatchObject({ userId, oaId, at: 1_790_000_073_000 });
  });
});
