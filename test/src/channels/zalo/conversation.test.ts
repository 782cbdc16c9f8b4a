import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { happeningsOf } from '../../../zalo-stand-in/events.ts';
import { noTrouble } from '../../../zalo-stand-in/trouble.ts';
import { greeting } from './office-bot.ts';
import { Office, type OfficeOptions } from './office.ts';

const lan = '8675309123456789012';
let office: Office;

async function open(options: OfficeOptions = {}): Promise<Office> {
  office = await Office.open(options);
  return office;
}
afterEach(() => office.close());

/** What the person gets in answer. */
async function says(text: string, who = lan): Promise<readonly string[]> {
  const before = office.answersTo(who).length;
  expect(await office.zalo.say(who, text)).toEqual({ status: 200 });
  await office.work();
  return office.answersTo(who).slice(before);
}

describe('a conversation on Zalo', () => {
  it('greets once who follows and then presses "Nhắn tin"', async () => {
    const { zalo } = await open();
    await zalo.follow(lan);
    await office.work();
    office.clock.pass({ seconds: 5 });
    await zalo.post({ event_name: 'user_click_chatnow', oa_id: zalo.keys.oaId, user_id: lan });
    await office.work();
    expect(zalo.received(lan)).toEqual([greeting]);
    office.clock.pass({ hours: 1 });
    await zalo.post({ event_name: 'user_click_chatnow', oa_id: zalo.keys.oaId, user_id: lan });
    await office.work();
    expect(zalo.received(lan)).toEqual([greeting, greeting]);
  });

  it('answers in plain text, and understands a number as the choice offered last', async () => {
    await open();
    expect(await says('chọn')).toEqual([
      'Văn phòng chủ trì.\n\nGõ số để chọn:\n1. Kết quả phải có\n2. Ai phối hợp',
    ]);
    expect(await says('1')).toEqual(['Nghe: Việc này phải có kết quả gì?']);
    expect(await says('1')).toEqual(['Nghe: 1']);
  });

  it('keeps the offer over a restart, and for each person apart', async () => {
    await open();
    await says('chọn');
    await office.restart();
    expect(await says('2', '999')).toEqual(['Nghe: 2']);
    expect(await says('2')).toEqual(['Nghe: Ai phối hợp']);
  });

  it('shows buttons where they are switched on, and does without where Zalo refuses them', async () => {
    const { zalo } = await open({ buttons: true });
    await says('chọn');
    const line = zalo.people.person(lan).lines.at(-1);
    expect(line?.buttons?.map(({ payload }) => payload)).toEqual(['Kết quả phải có', 'Ai phối hợp']);
    expect(await says('Kết quả phải có')).toEqual(['Nghe: Việc này phải có kết quả gì?']);
    zalo.trouble.buttons = false;
    expect(await says('chọn')).toHaveLength(1);
    expect(zalo.people.person(lan).lines.at(-1)?.buttons).toBeUndefined();
    const calls = zalo.api.messageCalls;
    await says('chọn');
    expect(zalo.api.messageCalls).toBe(calls + 1);
  });

  it('greets who writes without any sign of a first contact, once and before the answer', async () => {
    const { zalo } = await open();
    await says('một');
    await says('hai');
    expect(zalo.received(lan)).toEqual([greeting, 'Nghe: một', 'Nghe: hai']);
  });

  it('gives up an event that ends the process every time, and goes on', async () => {
    const { zalo } = await open();
    await says('trước');
    await zalo.say(lan, 'chí mạng');
    for (let n = 0; n < 7; n += 1) {
      const now = office.clock.now();
      await office.service.events.claimNext('zalo', now, new Date(now.getTime() + 1000)); // and dies
      office.clock.pass({ minutes: 1 });
    }
    expect(await says('sau')).toEqual(['Nghe: sau']);
    expect((await office.service.events.backlog()).failed).toBe(1);
  });

  it('splits a long answer and sends its parts in order', async () => {
    await open();
    const parts = await says('dài 200');
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(1900);
    expect(parts.join(' ')).toBe('Nhiệm vụ của phòng là như sau. '.repeat(200).trim());
  });

  it('takes photos, files and places, and tells what it cannot take', async () => {
    const { zalo } = await open({ limits: { fileBytes: 1_000_000 } });
    await zalo.sendImage(lan, Buffer.from('ảnh'), 'image/jpeg', 'ổ gà');
    await zalo.sendLocation(lan, 19.807, 105.776);
    await zalo.sendFile(lan, Buffer.from('MZ..'), 'application/octet-stream', 'a.exe');
    await zalo.sendFile(lan, Buffer.alloc(1_000_001), 'application/pdf', 'to.pdf');
    await office.work();
    expect(office.seen.files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([['anh', 'ảnh']]);
    expect(office.answersTo(lan)).toEqual([
      'Đã nhận anh (image/jpeg). ổ gà',
      'Đã nhận Vị trí (application/geo+json).',
      'Tôi không nhận được loại tệp này. Mời ông/bà gửi ảnh, PDF, Word hoặc tệp văn bản.',
      'Tệp quá lớn nên tôi không nhận được. Mỗi tệp tối đa 1 MB; mời ông/bà gửi tệp nhỏ hơn.',
    ]);
  });

  it('keeps silent for a while after an officer has written, also over a restart', async () => {
    const { zalo } = await open();
    expect(await says('một')).toEqual(['Nghe: một']);
    await zalo.officerSays(lan, 'Chào ông, tôi là cán bộ một cửa.');
    expect(await says('hai')).toEqual([]);
    await office.restart();
    office.clock.pass({ hours: 11 });
    expect(await says('ba')).toEqual([]);
    office.clock.pass({ hours: 1, minutes: 1 });
    expect(await says('bốn')).toEqual(['Nghe: bốn']);
    expect(await says('một', '999')).toEqual(['Nghe: một']);
  });

  it('is not stopped by the echo of its own messages', async () => {
    const { zalo } = await open();
    await says('một');
    await zalo.settled();
    expect(zalo.webhook.log.map(({ event }) => event)).toContain('oa_send_text');
    expect(await says('hai')).toEqual(['Nghe: hai']);
  });

  it.each(['unfollow', 'withdraw'] as const)(
    'erases what is kept when the person does %s',
    async (leaving) => {
      const { zalo } = await open();
      await says('chọn');
      await zalo[leaving](lan);
      await office.work();
      expect(office.seen.forgotten).toEqual([lan]);
      const id = `zalo:${zalo.keys.oaId}:${lan}`;
      expect(await office.service.conversations.find(id)).toBeUndefined();
      expect(await says('1')).toEqual(['Nghe: 1']);
    },
  );

  it('apologises with a code when the bot breaks three times, and goes on', async () => {
    await open();
    await office.zalo.say(lan, 'hỏng');
    await office.zalo.say(lan, 'sau đó');
    for (let i = 0; i < 4; i += 1) {
      await office.work();
      office.clock.pass({ minutes: 2 });
    }
    const answers = office.answersTo(lan);
    expect(answers[0]).toMatch(/^Xin lỗi, tôi chưa xử lý được\..*mã [0-9A-Z]{4} cho cơ quan\.$/u);
    expect(answers.slice(1)).toEqual(['Nghe: sau đó']);
  });

  it('puts messages that overtook each other back in order', async () => {
    const { zalo } = await open({ limits: { settleMs: 300 } });
    const at = office.clock.now().getTime();
    const { text } = happeningsOf(zalo.keys.oaId, lan);
    zalo.people.person(lan).lastSeenAt = at;
    for (const [n, back] of [
      [3, 0],
      [1, 200],
      [2, 100],
    ] as const)
      await zalo.webhook.deliver(zalo.sign(text(`m${n}`, `câu ${n}`), at - back));
    await office.work();
    expect(office.answersTo(lan)).toEqual([]);
    office.clock.pass({ ms: 300 });
    await office.work();
    expect(office.answersTo(lan)).toEqual(['Nghe: câu 1', 'Nghe: câu 2', 'Nghe: câu 3']);
  });

  it('does not lose what a slow turn says in the end, and lets the next one begin', async () => {
    const slow = new AbortController();
    const finished = once(slow.signal, 'abort');
    await open({
      limits: { turnMs: 50 },
      turn: async (context) => {
        const { type, text } = context.activity;
        if (type !== 'message') return;
        if (text === 'chậm') await finished;
        await context.sendActivity(`Nghe: ${text}`);
      },
    });
    await office.zalo.say(lan, 'chậm');
    await office.zalo.say(lan, 'nhanh');
    await office.work();
    expect(office.answersTo(lan)).toEqual(['Nghe: nhanh']);
    slow.abort();
    await finished;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await office.work();
    expect(office.answersTo(lan)).toEqual(['Nghe: nhanh', 'Nghe: chậm']);
  });
});

const notice = (id: string, text: string, choices?: string[]) => ({
  id,
  recipient: { channel: 'zalo', userId: lan, conversationId: `zalo:${office.zalo.keys.oaId}:${lan}` },
  message: { text, ...(choices && { choices }) },
});

const tell = async (...all: ReturnType<typeof notice>[]) => {
  await office.service.outboxStore.enqueue(all, office.clock.now());
  await office.work();
};

describe('a message on the own account of the office', () => {
  it('reaches the person, and its choices work by number', async () => {
    await open();
    await says('xin chào');
    await tell(notice('case/1', 'Hồ sơ của ông/bà đã **trả lời**.', ['Xem trả lời', 'Hỏi việc khác']));
    expect(office.answersTo(lan).at(-1)).toBe(
      'Hồ sơ của ông/bà đã trả lời.\n\nGõ số để chọn:\n1. Xem trả lời\n2. Hỏi việc khác',
    );
    expect(await says('1')).toEqual(['Nghe: Xem trả lời']);
  });

  it('is sent within seven days of the last sign of life; later it is given up with a record and an alert', async () => {
    await open();
    await says('xin chào');
    office.clock.pass({ days: 6, hours: 23 });
    await office.service.channel.keepTokensFresh();
    await tell(notice('case/2', 'Trong hạn'));
    expect(office.answersTo(lan).at(-1)).toBe('Trong hạn');
    office.clock.pass({ hours: 2 });
    const calls = office.zalo.api.messageCalls;
    await tell(notice('case/3', 'Quá hạn'));
    expect(office.zalo.api.messageCalls).toBe(calls);
    expect(await office.service.outboxStore.find('case/3')).toMatchObject({
      state: 'dead',
      code: 'zalo/window-closed',
    });
    expect(office.seen.alerts).toMatchObject([{ id: 'case/3', code: 'zalo/window-closed' }]);
  });

  it.each([
    [-213, 'zalo/person-unreachable'],
    [-230, 'zalo/window-closed'],
    [-248, 'zalo/content-refused'],
    [-201, 'zalo/not-accepted'],
  ])('that Zalo refuses for good with %i is recorded as %s', async (error, code) => {
    await open();
    await says('xin chào');
    office.zalo.trouble.error = error;
    await tell(notice('case/4', 'Tin'));
    expect(await office.service.outboxStore.find('case/4')).toMatchObject({ state: 'dead', code });
  });

  it.each([[-32], [-200], [-211], [-221], [-234], [-99999]])(
    'that Zalo does not take now (%i) is sent when it does',
    async (error) => {
      await open();
      await says('xin chào');
      office.zalo.trouble.error = error;
      await tell(notice('case/5', 'Tin'));
      expect(await office.service.outboxStore.find('case/5')).toMatchObject({ state: 'waiting' });
      Object.assign(office.zalo.trouble, noTrouble());
      await office.pass(24, 60);
      expect(office.answersTo(lan).filter((text) => text === 'Tin')).toHaveLength(1);
    },
  );

  it('of several parts goes on behind the part that arrived', async () => {
    await open();
    await says('xin chào');
    const long = Array.from({ length: 300 }, (_, n) => `Mục ${n}: nhiệm vụ của phòng.`).join(' ');
    let calls = 0;
    office.zalo.watch(() => {
      calls += 1;
      office.zalo.trouble.error = -200;
    });
    await tell(notice('case/6', long));
    expect(calls).toBeGreaterThan(0);
    office.zalo.trouble.error = 0;
    office.zalo.watch(() => (office.zalo.trouble.error = 0));
    await office.pass(2, 10);
    const parts = office.answersTo(lan).slice(1);
    expect(parts.join(' ')).toBe(long);
  });
});
