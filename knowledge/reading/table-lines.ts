import { squeeze } from '../text.ts';
import { joinedText } from './pdf-paragraphs.ts';

/** A cell of a table: its paragraphs, or its lines. */
export type CellLines = readonly string[];

/** How a unit's name begins when it stands on a line of its own in a cell. */
const unitBegins =
  /^(?:Sở|Phòng|Văn phòng|Ban|UBND|Ủy ban|Uỷ ban|Công an|Trung tâm|Chi cục|Trường|Trạm|Hội|Đoàn|Các|Thanh tra|Bộ|Tổ|Thường trực)\s/u;

/** "Văn phòng" over "UBND tỉnh", "Thanh tra" over "Sở": an office and whose it is. */
const bareOffice = /(?:^|; )(?:Văn phòng|Thanh tra|Công an|Thường trực|Ban Thường vụ|Trung tâm|Ban)$/u;
const owner =
  /^(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Đoàn (?:ĐBQH|đại biểu)|Sở(?=$|[;,.]))/u;

/** What stands in a cell on one line. Units on lines of their own stay apart. */
export function cellText(lines: CellLines): string {
  const parts = lines.map((line) => squeeze(line.replaceAll('|', '/'))).filter(Boolean);
  return parts.reduce((text, part) => {
    const apart = unitBegins.test(part) && isName(text) && !(bareOffice.test(text) && owner.test(part));
    if (text === '') return part;
    return apart ? `${text}; ${part}` : joinedText(text, part);
  }, '');
}

/** Whether all of a text so far is names of units: its last piece begins as one and nothing ends or goes on. */
function isName(text: string): boolean {
  const last = text.split('; ').at(-1) ?? '';
  return (
    unitBegins.test(`${last} `) &&
    last.split(' ').length > 1 &&
    !/[,;:.–-]$|\s(?:và|của|thuộc|với)$/u.test(last)
  );
}

/** One line for each row, its cells between pipes. */
export function rowLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |').replaceAll('|  |', '| |');
}

/** Văn bản trình bày bằng bảng: the letterhead and the signature, which stand in a table without being one. */
export function isLayout(rows: readonly (readonly string[])[]): boolean {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const text = rows.flat().join(' ');
  if (width < 2) return true;
  if (width === 2 && rows.length < 3) return true;
  return rows.length < 5 && /cộng h(?:òa|oà) xã hội|nơi nhận\s*:/iu.test(text);
}
