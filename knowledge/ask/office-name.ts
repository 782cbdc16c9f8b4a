import type { PlanDocument } from '../assignment.ts';
import provinceNames from '../rules/provinces.json' with { type: 'json' };
import { syllables } from '../text.ts';
import type { OfficeHead } from './office.ts';

const officeHead = /^(?<type>ubnd|uy ban nhan dan|so|phong|chi cuc|cuc|ban|truong|trung tam|van phong)\b/u;
/** Folded names of the provinces, old and new. */
export const provinces: readonly string[] = provinceNames.map((name) => syllables(name).join(' '));

const placeHead = /\b(?:phuong|xa|thi tran|quan|huyen|thi xa|tinh|thanh pho|tp)\s+(?<place>.+)$/u;

/** The place that an office is of, with its marks: "Ngọc Trạo", "Quảng Trị". */
export function placeNames(document: Pick<PlanDocument, 'issuer'>): string[] {
  const folded = syllables(document.issuer).join(' ');
  const province = provinceNames.filter((name) => folded.endsWith(` ${syllables(name).join(' ')}`));
  const named =
    /(?:[Pp]hường|[Xx]ã|[Tt]hị trấn|[Qq]uận|[Hh]uyện|[Tt]ỉnh|[Tt]hành phố)\s+(?<place>\p{Lu}.*)$/u.exec(
      document.issuer,
    )?.groups?.['place'];
  return [...new Set([...(named ? [named] : []), ...province])];
}

/** "UBND phường Ngọc Trạo" → type phuong, place "ngoc trao"; "Sở Khoa học và Công nghệ Hải Phòng" → type so. */
export function describeOffice(
  document: PlanDocument,
): Pick<OfficeHead, 'type' | 'body' | 'places' | 'widerPlaces'> {
  const issuer = syllables(document.issuer).join(' ');
  const own = syllables(document.place ?? '').join(' ');
  const level = /\b(phuong|xa|thi tran|quan|huyen|tinh|thanh pho)\b/u.exec(issuer)?.[1];
  const head = officeHead.exec(issuer)?.groups?.['type'] ?? '';
  const isCommittee = head === 'ubnd' || head === 'uy ban nhan dan';
  const named = placeHead.exec(issuer)?.groups?.['place'];
  const places = new Set<string>();
  if (named) places.add(named);
  const bare =
    own.replace(/^(?:phuong|xa|thi tran|quan|huyen|thi xa|tinh|thanh pho|tp) /u, '').split(' , ')[0] ?? '';
  if (!named && bare && issuer.endsWith(bare)) places.add(bare);
  if (places.size === 0) {
    const province = provinces.find((name) => issuer.endsWith(` ${name}`));
    if (province ?? bare) places.add(province ?? bare);
  }
  const wider = syllables(document.superior ?? '')
    .join(' ')
    .replace(/^(?:ubnd|uy ban nhan dan) /u, '');
  const widerPlace = placeHead.exec(wider)?.groups?.['place'];
  const widerPlaces = [widerPlace, bare].filter((p): p is string => Boolean(p) && !places.has(p ?? ''));
  let body = issuer;
  for (const place of places) body = body.replace(new RegExp(`(?: (?:tinh|thanh pho))? ${place}$`, 'u'), '');
  return { type: isCommittee ? (level ?? head) : head, body, places: [...places], widerPlaces };
}
