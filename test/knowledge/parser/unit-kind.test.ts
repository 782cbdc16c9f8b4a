import { describe, expect, it } from 'vitest';
import { unitKindOf } from '../../../knowledge/parser/unit-kind.ts';

const office = { issuer: 'UBND xã Song Hồ', superior: null, province: undefined };

describe('what a name names', () => {
  it.each([
    ['Nguyễn Văn Hưng', 'person'],
    ['Ông Vàng A Sình', 'person'],
    ['Y Thanh Niê', 'person'],
    ["H'Nia Byă", 'person'],
    ['N.V. Hưng', 'person'],
    ['Khu A', 'unit'],
    ['Trạm Y tế', 'unit'],
    ['Phó Chủ tịch UBND xã', 'role'],
    ['Các thôn', 'group'],
  ])('%s: %s', (name, kind) => expect(unitKindOf(name, office)).toBe(kind));
});
