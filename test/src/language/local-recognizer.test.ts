import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { intents, unsureBelow, type Intent } from '../../../dialogs/intent.ts';
import {
  createLocalRecognizer,
  createShippedRecognizer,
  localTemperature,
  shippedUtterances,
  trainIntents,
} from '../../../src/language/local-recognizer.ts';
import { plainWords } from '../../../src/language/spelling.ts';
import { loadUtterances } from '../../../src/language/utterances.ts';
import {
  accuracyOf,
  bestTemperature,
  calibrationError,
  crossValidate,
  type Judged,
} from './cross-validation.ts';

const utterances = loadUtterances(shippedUtterances);
const heldOut = readFileSync(new URL('held-out.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => z.object({ text: z.string(), intent: z.enum(intents) }).parse(JSON.parse(line)));
const score = trainIntents(utterances);

function withoutDiacritics(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
}

function judge(rewrite: (text: string) => string): Judged[] {
  return heldOut.map((utterance) => ({ utterance, scores: score(rewrite(utterance.text)) }));
}

describe('the local recogniser on people it has not heard', () => {
  const folds = crossValidate(utterances);

  it('is right on five stratified folds', () => {
    const { first, firstTwo, family } = accuracyOf(folds);
    expect(first).toBeGreaterThanOrEqual(0.87);
    expect(firstTwo).toBeGreaterThanOrEqual(0.95);
    expect(family).toBeGreaterThanOrEqual(0.91);
  });

  it('says how sure it is, honestly', () => {
    expect(calibrationError(folds, localTemperature)).toBeLessThan(0.05);
    expect(Math.abs(bestTemperature(folds) - localTemperature)).toBeLessThanOrEqual(0.15);
  });

  it('is right on the held-out file, with and without diacritics', () => {
    expect(heldOut.length).toBeGreaterThanOrEqual(120);
    for (const rewrite of [(text: string) => text, withoutDiacritics]) {
      const { first, family } = accuracyOf(judge(rewrite));
      expect(first).toBeGreaterThanOrEqual(0.93);
      expect(family).toBeGreaterThanOrEqual(0.95);
    }
  });

  it.each([
    ['decomposed', (text: string) => text.normalize('NFD')],
    ['in capitals', (text: string) => text.toUpperCase()],
    ['without punctuation', (text: string) => text.replace(/[?.,!]/g, '')],
  ])('understands the same %s', (_, rewrite) => {
    expect(accuracyOf(judge(rewrite)).family).toBeGreaterThanOrEqual(0.93);
  });

  it('was not trained on any held-out sentence', () => {
    const trained = new Set(utterances.map(({ text }) => plainWords(text).join(' ')));
    // Formulas of a few words ("làm lại từ đầu") belong to everybody.
    const short = 4;
    const shared = heldOut.filter(({ text }) => {
      const words = plainWords(text);
      return words.length > short && trained.has(words.join(' '));
    });
    expect(shared).toEqual([]);
  });
});

describe('asking about petitions and sending one', () => {
  const recognizer = createShippedRecognizer();
  const intentOf = async (text: string): Promise<Intent> => (await recognizer.recognize(text)).intent;

  it.each([
    'Đơn vị nào chịu trách nhiệm tiếp nhận phản ánh của doanh nghiệp?',
    'phong nao giai quyet don to cao cua cong dan',
    'Quy trình xử lý kiến nghị của cử tri gồm những bước nào?',
    'Kế hoạch năm nay có nội dung nào về tiếp công dân không?',
    'Khi gặp vướng mắc thì các phòng phản ánh về đâu?',
    'Báo cáo giải quyết khiếu nại phải nộp trước ngày nào?',
    'Ai tham mưu cho lãnh đạo sở về giải quyết tố cáo?',
    'Tôi muốn hỏi phòng nào phụ trách tiếp dân',
    'Tố cáo ở sở thì ai chịu trách nhiệm xử lý?',
    'Kiến nghị của doanh nghiệp do đơn vị nào trả lời?',
    'Ai chủ trì bồi thường, giải phóng mặt bằng?',
    'Phòng nào phụ trách chống ngập, thoát nước?',
  ])('takes "%s" as a question', async (text) => {
    expect(await intentOf(text)).toMatch(/^Ask/);
  });

  it.each([
    ['Cho tôi gửi một phản ánh về tiếng ồn', 'SendFeedback'],
    ['mương nước sau nhà tôi tắc cả tháng nay không ai khơi', 'SendFeedback'],
    ['nha ben canh do rac sang san nha toi hoai', 'SendFeedback'],
    ['Hồ sơ của tôi trễ hẹn ba tuần rồi mà chẳng thấy ai báo', 'SendFeedback'],
    ['Tôi không đồng ý với quyết định thu hồi đất của gia đình tôi', 'SendComplaint'],
    ['Tôi cần nộp đơn khiếu nại thì gửi ở đây được không?', 'SendComplaint'],
    ['Tôi muốn tố cáo một cán bộ thì gửi vào đâu?', 'SendDenunciation'],
    ['ông cán bộ đó đòi tôi năm triệu mới chịu ký', 'SendDenunciation'],
    ['cán bộ đang giờ làm thì bỏ đi chơi', 'SendFeedback'],
    ['tooi muoons phanr ansh', 'SendFeedback'],
    ['Tôi muốn rút đơn đã nộp', 'TrackCase'],
    ['Phản ánh tôi gửi hôm trước đã xử lý tới đâu rồi?', 'TrackCase'],
  ])('takes "%s" as %s', async (text, intent) => {
    expect(await intentOf(text)).toBe(intent);
  });
});

describe('the local recogniser', () => {
  const recognizer = createShippedRecognizer();

  it('lists the runners-up in falling order, without the best', async () => {
    const { intent, confidence, alternatives, source } = await recognizer.recognize('ai lo việc này');
    const confidences = [confidence, ...alternatives.map((other) => other.confidence)];
    expect(source).toBe('local');
    expect(alternatives.map((other) => other.intent)).not.toContain(intent);
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
    expect(confidences.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('is unsure of words that say nothing', async () => {
    expect((await recognizer.recognize('cái bàn màu xanh')).confidence).toBeLessThan(unsureBelow + 0.25);
  });

  it('never takes a story for a wish to cancel, agree or refuse', async () => {
    const stories = utterances.filter(({ intent }) => intent.startsWith('Send'));
    for (const { text } of stories) {
      const { intent } = await recognizer.recognize(text);
      expect(['Cancel', 'StartOver', 'Affirm', 'Deny', 'Thank', 'Goodbye']).not.toContain(intent);
    }
  });

  it('survives anything', async () => {
    const odd = [
      '',
      ' ',
      '😀',
      '\u0000\u0007',
      '<b>',
      'a'.repeat(100_000),
      'đ'.repeat(5000),
      '\uD800',
      '????',
    ];
    for (const text of odd) expect(intents).toContain((await recognizer.recognize(text)).intent);
  });

  it('gives the same answer from a second training', async () => {
    const again = createShippedRecognizer();
    const text = 'Sở có nhận góp ý cho dự thảo không?';
    expect(await again.recognize(text)).toEqual(await recognizer.recognize(text));
  });

  it('lets the caller write out abbreviations first', async () => {
    const expanding = createLocalRecognizer({
      utterances,
      expand: (text) => text.replace('XYZ', 'đơn vị nào chủ trì'),
    });
    expect((await expanding.recognize('XYZ việc này')).intent).toBe('AskLead');
  });
});

describe('a question about papers or a procedure', () => {
  const recognizer = createShippedRecognizer();
  it.each([
    'Làm giấy xác nhận độc thân nộp qua mạng được không?',
    'lam giay chung tu nop truc tuyen duoc khong',
    'Xin giấy phép kinh doanh nộp online được không?',
    'Vì sao Chi cục Thuế chưa gửi báo cáo?',
    'tai sao phong noi vu chua trinh ke hoach',
  ])('opens no form: "%s"', async (text) => {
    expect((await recognizer.recognize(text)).intent).not.toMatch(/^Send/u);
  });

  it.each([
    'Tại sao đơn của tôi nộp Phòng Nội vụ ba tháng chưa ai trả lời báo cáo?',
    'Vì sao chủ tịch xã bắt tôi đưa tiền mới ký giấy?',
    'tại sao rác trước nhà tôi cả tuần không ai gom',
  ])('the own matter of whoever asks still does, or is looked up: "%s"', async (text) => {
    expect((await recognizer.recognize(text)).intent).toMatch(/^(?:Send|TrackCase)/u);
  });
});
