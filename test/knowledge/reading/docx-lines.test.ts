import {
  DeletedTextRun,
  Document,
  Footer,
  FootnoteReferenceRun,
  Header,
  InsertedTextRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
  type FileChild,
} from 'docx';
import { describe, expect, it } from 'vitest';
import { docxLines } from '../../../knowledge/reading/docx-lines.ts';

const change = { id: 1, author: 'Cán bộ', date: '2026-01-05T08:00:00Z' };
const cell = (text: string, more: object = {}) => new TableCell({ ...more, children: [new Paragraph(text)] });

async function linesOf(children: readonly FileChild[], more: object = {}): Promise<string[]> {
  const bytes = await Packer.toBuffer(new Document({ ...more, sections: [{ children }] }));
  return docxLines(bytes).filter((line) => line !== '');
}

describe('the lines of a Word file', () => {
  it('hold what was written in, not what was struck out', async () => {
    const paragraph = new Paragraph({
      children: [
        new TextRun('Báo cáo trước ngày '),
        new DeletedTextRun({ ...change, text: '10/3/2026' }),
        new InsertedTextRun({ ...change, id: 2, text: '20/3/2026' }),
      ],
    });
    expect(await linesOf([paragraph])).toEqual(['Báo cáo trước ngày 20/3/2026']);
  });

  it('hold no hidden words, and capitals where a font shows capitals', async () => {
    const paragraph = new Paragraph({
      children: [
        new TextRun({ text: 'Ủy ban nhân dân xã', allCaps: true }),
        new TextRun({ text: ' ghi chú nội bộ', vanish: true }),
      ],
    });
    expect(await linesOf([paragraph])).toEqual(['ỦY BAN NHÂN DÂN XÃ']);
  });

  it('hold no page headers, footers and notes', async () => {
    const bytes = await Packer.toBuffer(
      new Document({
        footnotes: { 1: { children: [new Paragraph('Theo số liệu năm trước.')] } },
        sections: [
          {
            headers: { default: new Header({ children: [new Paragraph('DỰ THẢO')] }) },
            footers: { default: new Footer({ children: [new Paragraph('Trang 1')] }) },
            children: [
              new Paragraph({ children: [new TextRun('Giao Văn phòng'), new FootnoteReferenceRun(1)] }),
            ],
          },
        ],
      }),
    );
    expect(docxLines(bytes).filter(Boolean)).toEqual(['Giao Văn phòng']);
  });

  it('hold a cell merged downwards in each of its rows, one merged across once', async () => {
    const table = new Table({
      rows: [
        new TableRow({
          tableHeader: true,
          children: ['TT', 'Nhiệm vụ', 'Chủ trì', 'Thời hạn'].map((text) => cell(text)),
        }),
        new TableRow({ children: [cell('I'), cell('Chuyển đổi số', { columnSpan: 3 })] }),
        new TableRow({
          children: [
            cell('1'),
            cell('Số hóa hồ sơ'),
            cell('Phòng Nội vụ', { verticalMerge: VerticalMergeType.RESTART }),
            cell('Quý I'),
          ],
        }),
        new TableRow({
          children: [
            cell('2'),
            cell('Mở lớp tập huấn'),
            cell('', { verticalMerge: VerticalMergeType.CONTINUE }),
            cell('Quý II'),
          ],
        }),
      ],
    });
    expect(await linesOf([table])).toEqual([
      '| TT | Nhiệm vụ | Chủ trì | Thời hạn |',
      '| I | Chuyển đổi số | | |',
      '| 1 | Số hóa hồ sơ | Phòng Nội vụ | Quý I |',
      '| 2 | Mở lớp tập huấn | Phòng Nội vụ | Quý II |',
    ]);
  });

  it('hold a table within a cell in that cell', async () => {
    const inner = new Table({ rows: [new TableRow({ children: [cell('Phòng Nội vụ')] })] });
    const rows = [
      ['TT', 'Nhiệm vụ', 'Chủ trì'],
      ['1', 'Số hóa hồ sơ', inner],
      ['2', 'Mở lớp tập huấn', 'Văn phòng'],
    ] as const;
    const table = new Table({
      rows: rows.map(
        (row) =>
          new TableRow({
            children: row.map((content) =>
              typeof content === 'string'
                ? cell(content)
                : new TableCell({ children: [content, new Paragraph('')] }),
            ),
          }),
      ),
    });
    expect(await linesOf([table])).toContain('| 1 | Số hóa hồ sơ | Phòng Nội vụ |');
  });
});
