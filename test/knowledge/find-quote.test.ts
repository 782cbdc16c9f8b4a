import { expect, it } from 'vitest';
import { findQuote } from '../../knowledge/find-quote.ts';

const lines = ['Phòng Kinh  tế', '', ' chủ trì, phối hợp', 'Phòng Kinh tế'];

it.each([
  ['Phòng Kinh tế', undefined, [1, 1]],
  ['tế chủ trì', undefined, [1, 3]],
  ['phối hợp Phòng', undefined, [3, 4]],
  ['Phòng Kinh tế', [2, 4], [4, 4]],
  ['Phòng Nội vụ', undefined, undefined],
  ['chủ trì', [4, 4], undefined],
  ['  ', undefined, undefined],
] as const)('finds %j in lines %j at %j', (piece, within, at) => {
  expect(findQuote(lines, piece, within)).toEqual(at);
});
