import { ActionTypes, CardFactory, MessageFactory, type Activity } from 'botbuilder';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceMeant, numbered } from '../../../../src/channels/zalo/choices.ts';
import { fromActivity, messagesOf, textLimit } from '../../../../src/channels/zalo/from-activity.ts';
import { plainText } from '../../../../src/channels/zalo/plain-text.ts';
import { splitText } from '../../../../src/channels/zalo/split-text.ts';

const site = 'https://hoidap.example.gov.vn';
const textOf = (activity: Partial<Activity>, url: string | undefined = site) =>
  fromActivity(activity, url).messages.map(({ text }) => text);

describe('markup', () => {
  it.each([
    ['**Văn phòng** chủ trì, *cả năm* 2023.', 'Văn phòng chủ trì, cả năm 2023.'],
    ['- một\n- hai\n  * ba', '• một\n• hai\n  • ba'],
    ['### Nhiệm vụ\n> trích', 'Nhiệm vụ\ntrích'],
    ['xem [kế hoạch](https://a.vn/k_h_1) nhé', 'xem kế hoạch (https://a.vn/k_h_1) nhé'],
    ['[https://a.vn](https://a.vn) và <https://b.vn/x>', 'https://a.vn và https://b.vn/x'],
    ['| Việc | Hạn |\n|---|---|\n| Báo cáo | 30/6 |', 'Việc | Hạn\nBáo cáo | 30/6'],
    ['Mẫu `01/KN` và ~~bỏ~~<br>hết', 'Mẫu 01/KN và bỏ\nhết'],
    ['5 \\* 3 \\_x\\_', '5 * 3 _x_'],
    ['a &amp; b &lt;c&gt;', 'a & b <c>'],
  ])('%j is shown as %j', (markdown, plain) => {
    expect(plainText(markdown)).toBe(plain);
  });

  it.each([
    '(*) Ghi chú: (*) không áp dụng',
    'số 09/KH-SKHCN',
    'tep_tin_moi.pdf',
    '2 * 3 * 4',
    '[1][2] theo Phụ lục',
    '– Văn phòng',
  ])('leaves %j as it stands', (text) => expect(plainText(text)).toBe(text));

  it('is gone after one pass: a second one changes nothing', () => {
    const markdown = '## A\n**b** và *c*\n\n\n- d [e](https://f.vn)\n\n| g | h |\n|---|---|\n| i | j |';
    expect(plainText(plainText(markdown))).toBe(plainText(markdown));
  });
});

describe('splitting', () => {
  it('never goes over the limit, loses nothing and tears no word', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'ờ', 'ặ', 'Đ', '1', '👍', 'e\u0302\u0301', '/', '.'),
      minLength: 1,
      maxLength: 12,
    });
    const text = fc
      .array(fc.tuple(word, fc.constantFrom(' ', '\n', '. ', '\n\n')), { maxLength: 120 })
      .map((all) => all.flat().join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 60, max: 200 }), (whole, limit) => {
        const pieces = splitText(whole, limit);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(limit);
        expect(pieces.flatMap((piece) => piece.split(/\s+/u))).toEqual(whole.split(/\s+/u).filter(Boolean));
      }),
    );
  });

  it('prefers a paragraph to a line, a line to a sentence, a sentence to a word', () => {
    expect(splitText('Câu một. Câu hai.\n\nĐoạn hai ở đây.', 24)).toEqual([
      'Câu một. Câu hai.',
      'Đoạn hai ở đây.',
    ]);
    expect(splitText('Câu một dài. Câu hai dài hơn.', 20)).toEqual(['Câu một dài.', 'Câu hai dài hơn.']);
  });

  it('leaves no heading alone at the end', () => {
    const text = 'Chủ trì:\n• việc thứ nhất\n• việc thứ hai\n\nPhối hợp:\n\n• việc thứ ba và còn dài';
    expect(splitText(text, 60)).toEqual([
      'Chủ trì:\n• việc thứ nhất\n• việc thứ hai',
      'Phối hợp:\n\n• việc thứ ba và còn dài',
    ]);
  });

  it('cuts an endless word between letters', () => {
    const pieces = splitText('e\u0302\u0301'.repeat(100), 50);
    expect(pieces.join('')).toBe('e\u0302\u0301'.repeat(100));
    for (const piece of pieces) expect(piece.startsWith('e')).toBe(true);
  });
});

describe('an answer of the bot on Zalo', () => {
  const answer: Partial<Activity> = {
    type: 'message',
    text: '**Trung tâm Thông tin** chủ trì. [1] [2]\n\n[1]: /van-ban/002#L245 "Kế hoạch 09/KH-SKHCN"\n[2]: cite:2 "Chương trình hành động"',
    entities: [
      {
        type: 'https://schema.org/Message',
        '@type': 'Message',
        '@id': '',
        citation: [
          {
            '@type': 'Claim',
            position: 1,
            appearance: {
              '@type': 'DigitalDocument',
              name: 'Kế hoạch 09/KH-SKHCN',
              url: '/van-ban/002#L245',
            },
          },
          {
            '@type': 'Claim',
            position: 2,
            appearance: { '@type': 'DigitalDocument', name: 'Chương trình hành động', text: 'trích' },
          },
        ],
      },
    ],
  };

  it('names its sources in plain lines with the address of the reader', () => {
    expect(textOf(answer)).toEqual([
      `Trung tâm Thông tin chủ trì. [1] [2]\n\n[1] Kế hoạch 09/KH-SKHCN\n${site}/van-ban/002#L245\n[2] Chương trình hành động`,
    ]);
  });

  it('reads the sources from the text alone too, and sends nobody to an address of this machine', () => {
    const { entities: _none, ...rest } = answer;
    expect(textOf(rest)[0]).toContain(`[1] Kế hoạch 09/KH-SKHCN\n${site}/van-ban/002#L245`);
    expect(fromActivity(rest, undefined).messages[0]?.text).not.toContain('van-ban');
  });

  it('keeps a source line that the text has already, and adds only the address', () => {
    const text = 'Văn phòng chủ trì. [1]\n[1] Kế hoạch 09/KH-SKHCN, Phụ lục, mục 6';
    expect(textOf({ ...answer, text })[0]).toContain(
      `[1] Kế hoạch 09/KH-SKHCN, Phụ lục, mục 6\n${site}/van-ban/002#L245`,
    );
  });

  it('offers its next steps as numbers, below the text of the last message', () => {
    const activity = MessageFactory.suggestedActions(
      [{ type: ActionTypes.ImBack, title: 'Kết quả phải có', value: 'Kết quả của việc này?' }, 'Ai phối hợp'],
      'Văn phòng chủ trì.',
    );
    const { messages, choices } = fromActivity(activity, site);
    expect(messages).toEqual([
      {
        text: 'Văn phòng chủ trì.\n\nGõ số để chọn:\n1. Kết quả phải có\n2. Ai phối hợp',
        choices: ['Kết quả phải có', 'Ai phối hợp'],
      },
    ]);
    expect(choiceMeant('1', choices)).toBe('Kết quả của việc này?');
  });

  it('shows cards and links as text', () => {
    const card = CardFactory.heroCard('Nộp hồ sơ', 'Cách *nộp*', undefined, [
      { type: ActionTypes.OpenUrl, title: 'Cổng dịch vụ công', value: 'https://dichvucong.gov.vn' },
      { type: ActionTypes.ImBack, title: 'Hỏi việc khác', value: 'Hỏi việc khác' },
    ]);
    expect(textOf(MessageFactory.attachment(card))).toEqual([
      'Nộp hồ sơ\nCách nộp\n\nCổng dịch vụ công: https://dichvucong.gov.vn\n\nGõ số để chọn:\n1. Hỏi việc khác',
    ]);
  });

  it('does not read markup into plain text, and is silent about typing and traces', () => {
    expect(textOf({ type: 'message', text: 'a *b* c', textFormat: 'plain' })).toEqual(['a *b* c']);
    for (const type of ['typing', 'trace', 'event', 'endOfConversation'])
      expect(fromActivity({ type, text: 'x' }, site).messages).toEqual([]);
    expect(textOf({ type: 'message', text: '  ' })).toEqual([]);
  });

  it('of any length comes in messages that Zalo takes, the choices whole in the last', () => {
    const titles = ['Xem tất cả', 'Hỏi việc khác', 'Gửi câu hỏi'];
    for (const words of [10, 370, 380, 390, 400, 2000]) {
      const messages = messagesOf('nhiệm vụ. '.repeat(words).trim(), titles);
      for (const { text } of messages) expect(text.length).toBeLessThanOrEqual(textLimit);
      expect(messages.at(-1)?.text.endsWith(numbered(titles))).toBe(true);
      expect(messages.filter(({ choices }) => choices)).toEqual([messages.at(-1)]);
    }
  });
});

describe('numbered choices', () => {
  const offered = [
    { title: 'Ai phối hợp', says: 'Ai phối hợp việc này?' },
    { title: 'Gửi câu hỏi', says: 'Gửi câu hỏi' },
  ];

  it.each(['2', ' 2 ', '2.', '2)', '(2)', 'số 2', 'chọn 2', 'Chon 2'])('%j is the second one', (said) => {
    expect(choiceMeant(said, offered)).toBe('Gửi câu hỏi');
  });

  it('can be taken by title, as a tapped button says it', () => {
    expect(choiceMeant('ai phối hợp', offered)).toBe('Ai phối hợp việc này?');
  });

  it.each(['3', '0', '22', '2 năm', 'ngõ 2', '123456', '-1', '2/3', '2,5'])(
    '%j stays what the person said',
    (said) => {
      expect(choiceMeant(said, offered)).toBe(said);
    },
  );
});
