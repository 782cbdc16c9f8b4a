import type { Problem } from '../assignment.ts';
import type { DoubtfulWord } from '../reading/doubt-marks.ts';
import { holdsFigure } from '../repair/word-tokens.ts';

/** So many words stand in one problem, so that the list stays readable. */
const together = 15;

/** Điểm cần soát của bản quét: figures first, for nobody may guess them; then words; then how much was put right. */
export function scanProblems(
  scanned: readonly string[],
  restored: readonly string[],
  doubts: readonly DoubtfulWord[],
): Problem[] {
  const figures = doubts.filter(({ word }) => holdsFigure(word));
  const words = doubts.filter(({ word }) => !holdsFigure(word));
  const changed = restored.flatMap((line, index) => (line === scanned[index] ? [] : [index + 1]));
  const grouped = (
    own: readonly DoubtfulWord[],
    code: string,
    level: Problem['level'],
    begin: string,
  ): Problem[] =>
    Array.from({ length: Math.ceil(own.length / together) }, (_, group) => {
      const part = own.slice(group * together, (group + 1) * together);
      const message = `${begin}: ${part.map(shown).join(', ')}. Hãy đối chiếu với bản giấy.`;
      return { code, level, message, lines: [...new Set(part.map(({ line }) => line))] };
    });
  return [
    ...grouped(figures, 'plan/ocr-figure', 'warning', 'Số, ngày, số hiệu nhận dạng chưa chắc'),
    ...grouped(words, 'plan/ocr-low-confidence', 'info', 'Chữ nhận dạng chưa chắc'),
    ...(changed.length > 0
      ? [
          {
            code: 'plan/ocr-repaired',
            level: 'info' as const,
            message: `Máy đã khôi phục chữ ở ${changed.length} dòng của bản quét; bản gốc được giữ và hiện bên cạnh.`,
            lines: [],
          },
        ]
      : []),
  ];
}

function shown({ line, word, maybe }: DoubtfulWord): string {
  return `"${word}"${maybe ? ` (có thể là "${maybe}")` : ''} dòng ${line}`;
}
