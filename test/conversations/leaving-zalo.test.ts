import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '../../src/cases/case-event.ts';
import { ConversationStore } from '../../src/storage/conversation-store.ts';
import { OutboxStore } from '../../src/storage/outbox-store.ts';
import { onePixel } from './pictures.ts';
import { WholeOffice } from './whole-office.ts';

const leader: Officer = { id: 'l', name: 'Bà Lãnh Đạo', roles: ['leader', 'clerk', 'specialist'], units: [] };
const patient = { timeout: 15_000, interval: 50 };

let office: WholeOffice;
beforeAll(async () => {
  office = await WholeOffice.open();
}, 120_000);
afterAll(() => office.close());

const codesIn = (receipt: string) => ({
  code: /(?:PAHT|KN)\.\d{8}\.\d{4}/u.exec(receipt)?.[0] ?? '',
  secret: /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/u.exec(receipt)?.[0] ?? '',
});

describe.each(['unfollow', 'withdraw'] as const)('người dùng rời Zalo (%s)', (leaving) => {
  it(
    'dữ liệu được xoá; hồ sơ luật buộc giữ thì còn, không gắn với tài khoản',
    { timeout: 60_000 },
    async () => {
      const { store, desk, reception } = office.app.service.cases;
      const now = new Date();
      const talk = await office.someone('Zalo');
      const { channel, userId } = talk.account;
      const file = async (story: string) => {
        await talk.says(story);
        await talk.sendsPicture('anh.png', onePixel);
        return codesIn(await talk.saysAll('không nêu', 'có', 'Gửi'));
      };
      const ended = await file('Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà');
      const open = await file('Cột đèn nghiêng trước số 9 đường Hoàng Hoa Thám, phường Ngọc Hà');
      await talk.says(
        'tôi muốn khiếu nại quyết định thu hồi đất số 15 của phường Ngọc Hà, nhận ngày 2/11/2026',
      );
      const petition = codesIn(
        await talk.saysAll('có', 'tính thiếu diện tích, xin đo lại', 'Lê Thị Hoa', '0912345678', 'có', 'Gửi'),
      );
      const does = (code: string, move: Parameters<typeof desk.move>[1]) =>
        desk.move(code, move, leader, { now });
      await does(ended.code, { type: 'assigned', unit: 'Phòng Kinh tế' });
      await does(ended.code, { type: 'answered', text: 'Đã dọn', attachments: [] });
      await does(ended.code, { type: 'closed', outcome: 'done', text: 'xong', evidence: [] });
      await does(petition.code, { type: 'lodged', on: '2026-11-20' });
      await does(petition.code, { type: 'forwarded', to: 'Thanh tra', reason: 'đúng thẩm quyền' });
      const ids = await Promise.all([ended, open, petition].map(({ code }) => store.idOf(code)));
      const [endedId = '', openId = '', petitionId = ''] = ids.map((id) => id ?? '');

      await office.zalo[leaving](userId);
      await expect.poll(() => store.idsOfAccount({ channel, userId }), patient).toEqual([]);

      expect(await store.load(endedId)).toBeUndefined();
      expect((await store.load(openId))?.submission.content).toContain('Cột đèn nghiêng');
      expect(await store.load(petitionId)).toBeDefined();
      for (const id of [openId, petitionId]) expect(await store.accountOf(id)).toBeUndefined();
      const { database, dataDir } = { database: office.app.service.database, dataDir: office.dataDir };
      expect(await new ConversationStore(database).ofPerson(channel, userId)).toEqual([]);
      expect(readdirSync(join(dataDir, 'uploads'))).toEqual([]);

      const heard = office.zalo.received(userId).length;
      await does(open.code, { type: 'assigned', unit: 'Phòng Kinh tế' });
      await does(open.code, { type: 'answered', text: 'Đã dựng lại cột', attachments: [] });
      const outbox = new OutboxStore(database);
      const told = await Promise.all(
        (['waiting', 'sending', 'delivered', 'dead'] as const).map((state) =>
          outbox.inState(state, 100, channel),
        ),
      );
      expect(told.flat().filter(({ recipient }) => recipient.userId === userId)).toEqual([]);
      expect(office.zalo.received(userId)).toHaveLength(heard);
      const access = { ...open, sender: { key: 'web/test' } };
      expect((await reception.progressOf(access, now))?.answer?.text).toBe('Đã dựng lại cột');

      await office.zalo.follow(userId);
      expect(await talk.says('tra cứu')).not.toContain(open.code);
    },
  );
});
