import { describe, expect, it } from 'vitest';
import { readMarker } from '../../../knowledge/parser/markers.ts';

describe('what opens a paragraph', () => {
  it.each([
    ['1. 90% hộ dân dùng nước sạch', 'arabic 1'],
    ['12) 3,5 km đường liên thôn', 'arabic 12'],
    ['II. Nhiệm vụ', 'roman II'],
    ['Điều 4. Điều khoản thi hành', 'article 4'],
  ])('"%s" → %s', (line, marker) => {
    const { kind, number } = readMarker(line) ?? {};
    expect(`${kind} ${number}`).toBe(marker);
  });

  it.each(['V/v lập dự toán năm 2025', '2. 2025', '30.000 đồng một hộ'])('"%s" opens nothing', (line) =>
    expect(readMarker(line)).toBeUndefined(),
  );
});
