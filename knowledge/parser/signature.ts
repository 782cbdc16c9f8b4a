import type { LineRange, PlanDocument } from '../assignment.ts';
import { squeeze } from '../text.ts';
import type { Item } from './outline.ts';

type Ending = Pick<PlanDocument, 'signer' | 'recipients' | 'recipientsLines'>;

const personName =
  /^(?:(?:BS|Bs|TS|Ts|ThS|Ths|GS|PGS|KS|LS|CN|BSCK[I]*|PGS\.\s?TS|GS\.\s?TS)\.?\s?)?\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*\.?){1,4}$/u;
const post = /^(?:(?:TM|KT|TL|TUQ|Q)\.\s?)?[\p{Lu}\s.,&-]{6,}$/u;

/**
 * "Nơi nhận:" and who signed. The signature often stands in a second column on the same lines
 * ("- 10 tổ dân phố;        Nguyễn Hữu Đại"): wide gaps part the columns.
 */
export function readEnding(lines: readonly string[], items: readonly Item[]): Ending {
  const last = items.filter((item) => item.zone === 'recipients' || item.zone === 'signature');
  const from = last[0]?.block.lines[0];
  const to = last.at(-1)?.block.lines[1];
  if (!from || !to) return { signer: null, recipients: [], recipientsLines: null };
  const recipients: string[] = [];
  const posts: string[] = [];
  let name: string | null = null;
  let recipientLines: LineRange | null = null;
  let signedLines: LineRange | null = null;
  let open = false;
  for (let line = from; line <= to; line++) {
    for (const cell of (lines[line - 1] ?? '').split(/\s{3,}|\t+/u).map(squeeze)) {
      if (!cell) continue;
      if (/^N[ơo]i nh[ậađ]n/iu.test(cell)) {
        open = true;
        recipientLines = [line, line];
        continue;
      }
      const bullet = /^[-–+•]\s*(?<what>.+)$/u.exec(cell)?.groups?.['what'];
      if (open && bullet) {
        recipients.push(
          squeeze(bullet)
            .replace(/[;.,\s]+$/u, '')
            .replace(/\s+,/gu, ','),
        );
        recipientLines = [recipientLines?.[0] ?? line, line];
      } else if (post.test(cell)) {
        posts.push(cell);
        signedLines = [signedLines?.[0] ?? line, line];
      } else if (personName.test(cell) && posts.length > 0) {
        name = cell;
        signedLines = [signedLines?.[0] ?? line, line];
      } else if (open && posts.length === 0 && recipients.length > 0) {
        recipients.push(`${recipients.pop() ?? ''} ${cell.replace(/[;.,\s]+$/u, '')}`);
      }
    }
  }
  const signer = name && signedLines ? { name, title: titleOf(posts), lines: signedLines } : null;
  return { signer, recipients, recipientsLines: recipientLines };
}

/** "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH" → "Phó Chủ tịch": the post of the one who signed stands last. */
function titleOf(posts: readonly string[]): string {
  const own = posts.findLast((text) => !/^(?:TM|KT|TL|TUQ)\./u.test(text)) ?? posts.at(-1) ?? '';
  const plain = own.replace(/^(?:TM|KT|TL|TUQ|Q)\.\s*/u, '').toLowerCase();
  return plain
    .replace(/(?<!\p{L})(?:ubnd|hđnd)(?!\p{L})/gu, (letters) => letters.toUpperCase())
    .replace(/^\p{L}/u, (letter) => letter.toUpperCase())
    .replace(/(?<=phó )(chủ|giám|trưởng|cục|chi)/iu, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}
