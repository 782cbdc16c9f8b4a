import type { Assignment, Plan, Problem } from '../assignment.ts';
import { startsWithVerb } from '../parser/duty-verbs.ts';
import { clip, problem } from './problem.ts';

const works = ({ kind }: Assignment): boolean => kind === 'duty' || kind === 'table_row';

/** Where a table names who leads, a row that does not has lost somebody; told once. */
export function rowsWithoutLead({ assignments, problems }: Plan): Problem[] {
  const told = problems.filter(({ code }) => code === 'table/no-lead-unit').map(({ lines }) => lines[0]);
  const rows = assignments.filter(({ kind }) => kind === 'table_row');
  const open = rows.filter(({ lead }) => lead.length === 0);
  if (open.length * 2 > rows.length) return [];
  return open
    .filter(({ lines }) => !told.includes(lines[0]))
    .map(({ task, lines }) =>
      problem('no-lead-unit', 'warning', `Bảng không ghi đơn vị chủ trì cho việc: "${clip(task)}".`, lines),
    );
}

/** What cannot be the name of a unit or a person: a time, a clause, or whoever it may be. */
const noName =
  /(?<!\p{L})(?:trong vòng|trước ngày|trong tháng|(?:hằng|hàng) (?:tháng|quý|năm)|quý [IV]{1,3}|tháng \d|theo quy định)(?!\p{L})|\d{1,2}\/\d|%|^(?:chủ trì|phối hợp|báo cáo|tham mưu|thực hiện|đề nghị)(?!\p{L})/iu;
const nobody =
  /^(?:đơn vị|cơ quan|bộ phận|cá nhân|người|cán bộ|công chức)(?: (?:có )?liên quan| khác| được (?:giao|phân công)(?: nhiệm vụ)?)?$/iu;
const longestName = 18;

export function doubtfulLeads({ assignments }: Plan): Problem[] {
  return assignments
    .filter(works)
    .flatMap(({ lead, lines }) =>
      lead
        .filter((name) => noName.test(name) || nobody.test(name) || name.split(/\s+/u).length > longestName)
        .map((name) =>
          problem('lead-no-name', 'warning', `"${clip(name)}" không phải tên một đơn vị hay cá nhân.`, lines),
        ),
    );
}

/** One problem for all of them: in some plans half of the rows have two. */
export function severalLeads({ assignments }: Plan): Problem[] {
  const shared = assignments.filter((assignment) => works(assignment) && assignment.lead.length > 1);
  if (shared.length === 0) return [];
  const [first] = shared;
  const message = `${shared.length} việc có từ hai đơn vị chủ trì trở lên, như "${clip(first?.task ?? '')}" (${first?.lead.join('; ')}).`;
  return [
    problem(
      'several-leads',
      'info',
      message,
      shared.map(({ lines }) => lines[0]),
    ),
  ];
}

/** Acts outside the part that assigns work: who does them is to be seen there, or nowhere. */
export function tasksWithoutLead({ assignments }: Plan): Problem[] {
  const open = assignments.filter(
    ({ kind, lead, task }) => kind === 'task' && lead.length === 0 && startsWithVerb(task),
  );
  if (open.length === 0) return [];
  const sections = [...new Set(open.map(({ section }) => section))];
  const message = `${open.length} việc không ghi đơn vị chủ trì ngay tại chỗ nêu (${sections.slice(0, 6).join('; ')}${sections.length > 6 ? '; …' : ''}).`;
  return [
    problem(
      'tasks-without-lead',
      'info',
      message,
      open.map(({ lines }) => lines[0]),
    ),
  ];
}
