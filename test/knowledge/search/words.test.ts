import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSyllable } from '../../../knowledge/search/syllable.ts';
import { foldWord, isMarked, markKey, questionWordsOf, wordsOf } from '../../../knowledge/search/words.ts';

const folded = (text: string): string[] => wordsOf(text).map((word) => word.folded);
const kept = (text: string): string[] =>
  questionWordsOf(text)
    .filter((word) => word.role === 'keep')
    .map((word) => word.folded);

const roles = (text: string): string[] => questionWordsOf(text).map((word) => word.role);

describe('folding', () => {
  it.each([
    ['đánh giá', 'ĐÁNH GIÁ'],
    ['hoà', 'hòa'],
    ['thuý', 'thúy'],
    ['Uỷ ban', 'Ủy ban'],
    ['quí', 'quý'],
    ['qui định', 'quy định'],
    ['kĩ thuật', 'kỹ thuật'],
    ['lí do', 'lý do'],
    ['hướng dẩn', 'hướng dẫn'],
    ['Sở Khoa học', 'Sở Khoa học'.normalize('NFD')],
  ])('reads %s and %s as the same words', (one, other) => {
    expect(folded(one)).toEqual(folded(other));
  });

  it('keeps apart what no spelling reform joins', () => {
    expect(foldWord('khi')).toBe('khi');
    expect(foldWord('vi')).not.toBe(foldWord('vy'));
  });

  it('is idempotent for every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const word of folded(text)) expect(foldWord(word)).toBe(word);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same words whether accents are precomposed or combining', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ a-zàảãáạăâđêôơưỳỹ]{0,40}$/u), (text) => {
        expect(folded(text.normalize('NFD'))).toEqual(folded(text.normalize('NFC')));
      }),
    );
  });
});

describe('words', () => {
  it('keeps KH&CN whole, cuts 9001:2015 and 4536/QĐ-UBND at their signs', () => {
    expect(folded('KH&CN theo 9001:2015, 4536/QĐ-UBND')).toEqual([
      'kh&cn',
      'theo',
      '9001',
      '2015',
      '4536',
      'qd',
      'ubnd',
    ]);
  });

  it('tells the place of each word in the normalised text', () => {
    const text = 'hạn nộp: bao giờ';
    for (const word of wordsOf(text.normalize('NFD')))
      expect(text.slice(word.start, word.end)).toBe(word.text);
  });

  it('keeps diacritics in the mark key, but not where the tone stands', () => {
    expect(markKey('hoà')).toBe(markKey('hòa'));
    expect(markKey('hoá')).not.toBe(markKey('hoà'));
    expect(markKey('dân')).not.toBe(markKey('dẫn'));
  });
});

describe('the words of a question', () => {
  it('drops what only asks and keeps what is asked about', () => {
    expect(kept('Ai chịu trách nhiệm đánh giá nội bộ, thực hiện trước ngày nào?')).toEqual(
      folded('chịu trách nhiệm đánh giá nội bộ thực hiện trước ngày'),
    );
  });

  it('drops "bao giờ" and keeps "báo cáo", typed without diacritics', () => {
    expect(kept('nop bao cao bao gio')).toEqual(['nop', 'bao', 'cao']);
  });

  it('cannot tell "bạn" from "ban chỉ đạo" without diacritics, so it only weakens the word', () => {
    expect(roles('ban chi dao iso')).toEqual(['weak', 'weak', 'keep', 'keep']);
    expect(roles('bạn ơi ban chỉ đạo')).toEqual(['drop', 'drop', 'keep', 'keep', 'keep']);
  });

  it('keeps AI in capitals, the technology', () => {
    expect(kept('Ai ứng dụng AI')).toEqual(['ung', 'dung', 'ai']);
  });

  it('keeps every word of a question that only asks', () => {
    expect(kept('ai làm gì')).toContain('lam');
    expect(kept('cái gì')).toEqual(['cai', 'gi']);
  });

  it('counts half-marked text as typed with diacritics', () => {
    expect(isMarked(wordsOf('ai hướng dẫn tai chinh'))).toBe(true);
    expect(isMarked(wordsOf('ai huong dan tai chinh'))).toBe(false);
  });
});

describe('syllables', () => {
  it.each(['nghiem', 'khuyen', 'truong', 'quy', 'gia', 'duong', 'oanh', 'y', 'quyet'])(
    'accepts %s',
    (word) => {
      expect(isSyllable(word)).toBe(true);
    },
  );
  it.each(['ubnd', 'htqlcl', 'ko', 'haiphong', 'test', 'camera', 'gh', '', '9001'])('refuses %s', (word) => {
    expect(isSyllable(word)).toBe(false);
  });
});
