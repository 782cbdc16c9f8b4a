import { describe, expect, it } from 'vitest';
import { loadPdf } from '../../../knowledge/reading/pdf-document.ts';

/** One page with text along one of its sides, shown as it lies or turned. */
function pdf(rotate: number, matrix: string): Buffer {
  const text = `BT /F1 12 Tf ${matrix} Tm (Van phong chu tri) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate ${rotate} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const all = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${all}trailer << /Root 1 0 R >>\n%%EOF`, 'latin1');
}

async function textsOf(bytes: Buffer): Promise<string[]> {
  const document = await loadPdf(bytes);
  const { texts } = await document.page(1);
  await document.close();
  return texts.map(({ text }) => text);
}

describe('a page that is shown turned', () => {
  it('is read as it is shown: a sheet laid across', async () => {
    expect(await textsOf(pdf(90, '0 1 -1 0 300 100'))).toEqual(['Van phong chu tri']);
  });

  it('keeps stamps out that run up its side', async () => {
    expect(await textsOf(pdf(0, '0 1 -1 0 300 100'))).toEqual([]);
    expect(await textsOf(pdf(90, '1 0 0 1 100 300'))).toEqual([]);
  });
});
