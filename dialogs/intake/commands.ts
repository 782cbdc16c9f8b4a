import { stepsOf, type Draft, type StepName } from './draft.ts';
import { plain, syllablesOf } from './words.ts';

/** What a person may say at any step of a form. */
export type Command =
  | { readonly does: 'back' | 'which-edit' | 'change-kind' }
  | {
      readonly does: 'edit';
      readonly step: StepName;
      readonly value?: string;
      /** The value follows without a word between: meant so only where nothing else is being told. */
      readonly bare?: true;
    };

/** What each part of a form is called, in folded words. */
const parts: readonly (readonly [StepName, RegExp])[] = [
  ['kind', /^(?:loai|hinh thuc)(?: ho so| phan anh)?\b/u],
  ['content', /^(?:noi dung|su viec|ly do|cau hoi)\b/u],
  ['contested', /^(?:quyet dinh|viec lam)\b/u],
  ['knownOn', /^(?:ngay|thoi gian)(?: biet| nhan)?\b/u],
  ['affected', /^(?:anh huong)(?: truc tiep)?\b/u],
  ['accused', /^(?:nguoi bi to cao|nguoi vi pham)\b/u],
  ['identity', /^(?:danh tinh)\b/u],
  ['place', /^(?:dia diem|dia chi|vi tri|noi xay ra|cho xay ra)\b/u],
  ['evidence', /^(?:anh|tep|file|hinh|hinh anh)(?: kem| gui kem)?\b/u],
  ['office', /^(?:co quan|noi nhan|noi gui)\b/u],
  ['name', /^(?:ho ten|ho va ten|ten)\b/u],
  ['contact', /^(?:so dien thoai|dien thoai|sdt|so dt|lien he|lien lac|email|thu dien tu)\b/u],
  ['messages', /^(?:nhan bao|bao tin|tin bao|thong bao)\b/u],
];

const wish =
  /^(?:(?:cho )?(?:toi|em|minh) )?(?:(?:muon|can|xin) )?(?:sua|doi|thay|thay doi|chinh|chinh sua|nham|sai|ghi lai|nhap lai)(?: lai| doi)? ?/u;

/** "sửa địa điểm", "quay lại", "đổi số điện thoại thành 0912…". Undefined when it is none of these. */
export function commandIn(text: string, kind?: Draft['kind']): Command | undefined {
  if (text.length > 300) return undefined;
  const words = plain(text);
  if (
    /^(?:quay lai|tro lai|lui lai|cau truoc|buoc truoc|ve truoc|lui)(?: (?:cau|buoc) truoc| mot buoc)?$/u.test(
      words,
    )
  )
    return { does: 'back' };
  if (/^doi loai(?: ho so)?$/u.test(words)) return { does: 'change-kind' };
  const begins = wish.exec(words);
  if (!begins) return undefined;
  const rest = words.slice(begins[0].length);
  if (/^(?:lai)?$/u.test(rest)) return { does: 'which-edit' };
  for (const [step, name] of parts) {
    const part = name.exec(rest)?.[0];
    if (part === undefined) continue;
    if (step === 'kind') return { does: 'change-kind' };
    // "Địa chỉ" is where it happened, but for a denouncer it is their own.
    const named = step === 'place' && kind === 'denunciation' ? 'address' : step;
    const after = rest.slice(part.length).trim();
    if (after === '' || /^(?:di|nhe|a|giup toi|lai)$/u.test(after)) return { does: 'edit', step: named };
    const value = /(?:\s(?:thành|là|sang|thanh|la)\s|:\s*)(?<value>.+)$/isu.exec(text)?.groups?.['value'];
    if (value) return { does: 'edit', step: named, value: value.trim() };
    if (!/^(?:sua|doi|thay|chinh)\b/u.test(words) || step === 'content' || step === 'contested')
      return undefined;
    // "sửa địa điểm ngõ 57 Hoàng Hoa Thám": the value follows by itself, a question does not.
    const said = isAsked(after) ? undefined : lastWords(text, syllablesOf(after).length);
    return { does: 'edit', step: named, ...(said !== undefined && { value: said }), bare: true };
  }
  return undefined;
}

function isAsked(words: string): boolean {
  return /(?:^|\s)(?:the nao|ra sao|sao|o dau|duoc khong|kieu gi|cach nao)$/u.test(words);
}

/** The end of the message as it was written. */
function lastWords(text: string, count: number): string | undefined {
  const starts = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ index }) => index);
  const at = starts.at(-count);
  return at === undefined ? undefined : text.slice(at).trim();
}

/** The parts of this form that can be changed. */
export function editable(draft: Draft): Exclude<StepName, 'confirm'>[] {
  return ['kind', ...stepsOf(draft).filter((step) => step !== 'confirm')] as Exclude<StepName, 'confirm'>[];
}
