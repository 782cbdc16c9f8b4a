import { fileTypeFromBuffer } from 'file-type';

/** What people may send, by what the bytes are; the name and the declared type are only claims. */
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'image/heic': '.heic',
  'image/heif': '.heif',
  'application/pdf': '.pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'text/plain': '.txt',
};
const alsoFits: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['.jpeg', '.jfif'],
  'image/heic': ['.heif'],
  'image/heif': ['.heic'],
};

/** The type of an allowed file; undefined for every other. */
export async function kindOf(name: string, body: Uint8Array): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(body).catch(() => undefined);
  const type = found?.mime ?? (isPlainText(name, body) ? 'text/plain' : undefined);
  return type !== undefined && type in endings ? type : undefined;
}

/** A name that is safe to show and to save under, with the ending that belongs to the type. */
export function safeName(name: string, type: string): string {
  const base = name
    .normalize('NFC')
    .replace(/^.*[/\\]/su, '')
    .replace(/[\p{C}<>:"|?*]/gu, ' ') // control characters, and marks that turn "gpj.exe" around
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const ending = endings[type] ?? '';
  const lower = base.toLowerCase();
  const fits = [ending, ...(alsoFits[type] ?? [])].find((candidate) => lower.endsWith(candidate));
  const stem = fits ? base.slice(0, -fits.length) : base;
  return `${Array.from(stem).slice(0, 100).join('') || 'tep'}${fits ?? ending}`;
}

function isPlainText(name: string, body: Uint8Array): boolean {
  if (!/\.txt$/i.test(name)) return false;
  try {
    return !/[\0-\x08\x0E-\x1A\x7F]/.test(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return false;
  }
}
