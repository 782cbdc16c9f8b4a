import type { Assignment, Plan, PlanTime } from '../../../knowledge/assignment.ts';

/** A reading on one line per assignment, so that a change to it shows as a change of a few readable lines. */
export function summary(plan: Plan): string {
  const { document, assignments, references } = plan;
  const facts = [
    document.title,
    document.number,
    document.issuer,
    document.issuedOn,
    document.year,
    document.signer?.name,
  ];
  const cited = references.map(({ number, date }) => `${number ?? 'không số'} ${date ?? ''}`.trim());
  return [facts.join(' · '), ...assignments.map(line), `Viện dẫn: ${cited.join('; ')}`, ''].join('\n');
}

function line(assignment: Assignment): string {
  const parts: (readonly [string, string])[] = [
    ['chủ trì', assignment.lead.join('; ')],
    ['tham mưu', assignment.advising.join('; ')],
    ['phối hợp', assignment.coordinating.join('; ')],
    ['chỉ đạo', assignment.directing ?? ''],
    ['báo cáo', (assignment.reportsTo ?? []).join('; ')],
    ['kết quả', assignment.deliverable ?? ''],
    ['thời gian', assignment.time.map(time).join(', ')],
  ];
  const said = parts.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`);
  const id = assignment.id.slice(assignment.id.indexOf('#') + 1);
  return [`${id} (${assignment.kind}, ${assignment.lines.join('-')}) ${assignment.task}`, ...said].join(
    ' | ',
  );
}

function time({ type, from, to, due, every, exclusive }: PlanTime): string {
  const when = due ? `${exclusive ? 'trước ' : ''}${due}` : `${from ?? ''}..${to ?? ''}`;
  return [type, when, every ?? ''].filter(Boolean).join(' ');
}
