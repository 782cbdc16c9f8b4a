import { readRoles, type Roles } from './ending-roles.ts';
import { splitUnits } from './unit-names.ts';

/** What a labelled line says of the task before it. */
export type Label =
  | { readonly field: 'lead' | 'coordinating' | 'advising'; readonly units: readonly string[] }
  | { readonly field: 'roles'; readonly roles: Roles }
  | { readonly field: 'time' | 'deliverable' | 'method'; readonly text: string };

const who = String.raw`(?:(?:các )?(?:đơn vị|cơ quan|bộ phận|phòng|cá nhân|người|tổ chức)(?:, (?:đơn vị|cá nhân|tổ chức))?\s+)`;
const labels: readonly (readonly [Exclude<Label['field'], 'roles'>, RegExp])[] = [
  ['coordinating', new RegExp(String.raw`^${who}?(?:phối hợp)(?: thực hiện)?\s*:\s*`, 'iu')],
  ['advising', new RegExp(String.raw`^${who}?(?:tham mưu)\s*:\s*`, 'iu')],
  [
    'lead',
    new RegExp(
      String.raw`^(?:${who}?(?:chủ trì(?: thực hiện)?|chịu trách nhiệm(?: chính)?|đầu mối|phụ trách(?: chính)?)|${who}(?:được giao |được phân công )?thực hiện|phân công(?: thực hiện)?|trách nhiệm(?: thực hiện)?)\s*:\s*`,
      'iu',
    ),
  ],
  [
    'time',
    /^(?:(?:về )?(?:thời (?:gian|hạn|điểm)|tiến độ)(?: (?:thực hiện|hoàn thành|triển khai|báo cáo))*|hoàn thành)\s*:\s*/iu,
  ],
  [
    'deliverable',
    /^(?:(?:dự kiến )?(?:sản phẩm|kết quả)(?: (?:đầu ra|đạt được|dự kiến|thực hiện|cần đạt|hoàn thành))*)\s*:\s*/iu,
  ],
  [
    'method',
    /^(?:cách thức|hình thức|phương thức|phương pháp)(?: (?:thực hiện|tổ chức|tiến hành))*\s*:\s*/iu,
  ],
];
const done =
  /^(?:hoàn thành|thực hiện|thời hạn|báo cáo)\s+(?=(?:trước|trong|xong|chậm nhất|vào|quý|tháng|năm|định kỳ))/iu;

/**
 * "Đơn vị chủ trì: Sở Nội vụ." → lead; "Thời gian hoàn thành: quý II năm 2024" and "Hoàn thành trước 30/6" → time.
 * "Phòng Kinh tế chủ trì, Công an xã phối hợp." → roles. Undefined for a sentence that stands on its own.
 */
export function readLabel(sentence: string, known: readonly string[] = []): Label | undefined {
  const text = sentence.replace(/[\s.;]+$/u, '');
  for (const [field, pattern] of labels) {
    const match = pattern.exec(text);
    if (!match) continue;
    const rest = text.slice(match[0].length);
    if (!rest) return undefined;
    if (field === 'lead' || field === 'coordinating' || field === 'advising')
      return { field, units: splitUnits(rest) };
    return { field, text: rest };
  }
  const roles = /chủ trì/iu.test(text) ? readRoles(text, known) : undefined;
  if (roles) return { field: 'roles', roles };
  const finish = done.exec(text);
  return finish && text.split(' ').length < 14 ? { field: 'time', text } : undefined;
}
