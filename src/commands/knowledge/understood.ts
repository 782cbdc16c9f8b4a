import type { Plan } from '../../../knowledge/assignment.ts';

/** What was understood of a plan, for the officer who added it. */
export function understood({ document, assignments, units, sections }: Plan): string[] {
  const led = assignments.filter(({ lead }) => lead.length > 0).length;
  const timed = assignments.filter(({ time }) => time.length > 0).length;
  const names = units.filter(({ kind }) => kind === 'unit').map(({ name }) => name);
  const fact = (label: string, value: string | number | null | undefined) =>
    `${label}: ${value === null || value === undefined || value === '' ? '(không đọc được)' : value}`;
  return [
    fact('Tên', document.title),
    fact('Số, ký hiệu', document.number ?? document.symbol),
    fact('Cơ quan ban hành', document.issuer),
    fact('Ngày ban hành', document.issuedOn),
    fact('Năm thực hiện', document.year),
    fact('Người ký', document.signer && `${document.signer.name}, ${document.signer.title}`),
    `Mục: ${sections.length}. Việc: ${assignments.length} (${led} việc có đơn vị chủ trì, ${timed} việc có thời hạn).`,
    `Đơn vị (${names.length}): ${names.slice(0, 12).join('; ')}${names.length > 12 ? '; …' : ''}`,
  ];
}
