import { describe, expect, it } from 'vitest';
import { noticesOf } from '../../../src/cases/case-notices.ts';
import type { EventBody } from '../../../src/cases/case-event.ts';
import { caseFileOf, type CaseFile } from '../../../src/cases/case-file.ts';
import { progressOf } from '../../../src/cases/case-progress.ts';
import { caseMessages } from '../../../src/cases/messages.ts';
import { rules } from './office.ts';

const say = caseMessages('anh/chị');
const now = new Date('2026-11-21T02:00:00Z');
const account = { channel: 'zalo', userId: 'u', conversationId: 'c' };
const story = 'Câu chuyện riêng';

/** One event of each type, with words that must not travel where they do not belong. */
const happenings: readonly (readonly [body: EventBody, told: string | undefined])[] = [
  [{ type: 'classified', kind: 'complaint', level: 2 }, undefined],
  [{ type: 'lodged', on: '2026-11-18' }, 'Cơ quan nhận đơn có chữ ký ngày 18/11/2026.'],
  [{ type: 'assigned', unit: 'Thanh tra', duty: 'x' }, 'Giao Thanh tra xử lý.'],
  [{ type: 'accepted', on: '2026-11-19' }, 'Thụ lý ngày 19/11/2026.'],
  [{ type: 'flagged', flag: 'complex', on: true, reason: 'nội bộ' }, undefined],
  [{ type: 'barred', officerId: 'x', reason: 'nội bộ' }, undefined],
  [
    { type: 'extended', clock: 'x', days: 15, reason: 'phải giám định' },
    'Gia hạn thêm 15 ngày. Lý do: phải giám định',
  ],
  [{ type: 'suspended', reason: 'chờ toà án' }, 'Tạm đình chỉ. Lý do: chờ toà án'],
  [{ type: 'resumed', reason: 'đã có án' }, 'Tiếp tục giải quyết.'],
  [{ type: 'asked', text: 'Xin bản sao' }, 'Cơ quan đề nghị anh/chị bổ sung thông tin.'],
  [{ type: 'supplied', text: story, attachments: [] }, 'Cơ quan nhận được thông tin bổ sung.'],
  [{ type: 'noted', text: 'nội bộ' }, undefined],
  [{ type: 'absorbed', from: 'KN.20261101.0001' }, undefined],
  [{ type: 'answered', text: 'Chấp nhận', attachments: [], decision: '9/QĐ' }, 'Cơ quan trả lời.'],
  [{ type: 'closed', outcome: 'partly', text: 'x', evidence: [] }, 'Kết thúc: đã giải quyết một phần.'],
  [{ type: 'reopened', reason: 'y' }, 'Hồ sơ được mở lại.'],
  [{ type: 'forwarded', to: 'Công an', reason: 'thẩm quyền' }, 'Chuyển Công an. Lý do: thẩm quyền'],
  [{ type: 'refused', reason: 'hết thời hiệu' }, 'Không thụ lý. Lý do: hết thời hiệu'],
  [{ type: 'withdrawn', reason: 'z' }, 'Hồ sơ được rút.'],
  [{ type: 'merged', into: 'KN.20261101.0002' }, 'Gộp vào hồ sơ KN.20261101.0002 vì cùng nội dung.'],
];

function fileWith(bodies: readonly EventBody[], kind: 'complaint' | 'denunciation' = 'complaint'): CaseFile {
  const first: EventBody = {
    type: 'received',
    kind,
    office: 'ngoc-ha',
    channel: 'zalo',
    submission: { content: story, consent: { at: now.toISOString(), purpose: 'x', messages: true } },
    attachments: [],
  };
  const file = caseFileOf(
    'id',
    'KN.20261121.0001',
    [first, ...bodies].map((body, index) => ({
      seq: index + 1,
      at: now.toISOString(),
      by: { is: 'officer', id: 'clerk', name: 'Ông Văn Thư' },
      body,
    })),
  );
  if (!file) throw new Error('no case');
  return file;
}

function view(file: CaseFile) {
  return progressOf(file, {
    now,
    office: rules.office(undefined),
    calendar: rules.calendar,
    say,
    attachments: [],
  });
}

describe('what the citizen is told', () => {
  it.each(happenings)('of %j', (body, told) => {
    expect(view(fileWith([body])).timeline.slice(1)).toEqual(told ? [{ on: '2026-11-21', text: told }] : []);
  });

  it('is the whole story in order, without the words of the story', () => {
    const progress = view(fileWith(happenings.map(([body]) => body)));
    expect(progress.timeline.map(({ text }) => text)).toEqual([
      say.timeline.received,
      ...happenings.flatMap(([, told]) => told ?? []),
    ]);
    const text = JSON.stringify(progress);
    for (const word of ['nội bộ', story, 'Văn Thư']) expect(text).not.toContain(word);
  });

  it('of a sealed case is the stage alone, whatever happened', () => {
    for (const [body] of happenings) {
      const progress = view(fileWith([body], 'denunciation'));
      expect(progress).toMatchObject({ kindName: 'Hồ sơ', timeline: [], answer: undefined, unit: undefined });
    }
    const guided = caseFileOf('id', 'HS.20261121.0001', [
      {
        seq: 1,
        at: now.toISOString(),
        by: { is: 'system' },
        body: { type: 'guided', kind: 'denunciation', office: 'x', channel: 'web' },
      },
    ]);
    expect(guided && view(guided)).toMatchObject({ stageName: 'Đã hướng dẫn', due: undefined, timeline: [] });
  });
});

describe('what a notice says', () => {
  const context = { say, account, trackUrl: undefined, tellsOffice: true, dueOn: '2026-12-07' };

  it.each(happenings)(
    'of %j is safe on a lock screen, and sent whenever the timeline grows',
    (body, told) => {
      const file = fileWith([body]);
      const event = file.events[1];
      if (!event) throw new Error('no event');
      const notices = noticesOf(file, event, context);
      const citizen = notices.filter(({ recipient }) => recipient === account);
      expect(citizen).toHaveLength(told && body.type !== 'supplied' ? 1 : 0);
      for (const { message } of notices) {
        expect(message.text).toMatch(/^Hồ sơ KN\.20261121\.0001/u);
        for (const word of [story, 'nội bộ', 'giám định', 'toà án', 'Chấp nhận', 'hết thời hiệu', 'Văn Thư'])
          expect(message.text).not.toContain(word);
      }
      expect(
        noticesOf(fileWith([body], 'denunciation'), event, context).filter((n) => n.recipient === account),
      ).toEqual([]);
    },
  );
});
