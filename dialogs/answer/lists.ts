import type { PlanDocument } from '../../knowledge/assignment.ts';
import type { Finding, Item, Role } from '../../knowledge/ask/finding.ts';
import {
  capital,
  contentLength,
  longList,
  plainNames,
  plan,
  taskLine,
  warningLines,
  type Words,
} from './phrases.ts';
import type { Sources } from './sources.ts';
import type { Messages } from '../messages/vi.ts';

/** The longer the list, the shorter its lines, so that it stays readable. */
function lineLength(count: number): number {
  if (count <= 3) return contentLength;
  return count <= 12 ? 170 : count <= 18 ? 110 : 70;
}

export function wordDuties(
  finding: Extract<Finding, { kind: 'duties' }>,
  say: Messages,
  sources: Sources,
): Words {
  const count = finding.groups.reduce((sum, group) => sum + group.items.length, 0);
  const lines = [
    finding.left > 0
      ? say.asker.dutiesFitting(finding.unit, finding.office.name, count, count + finding.left)
      : say.asker.dutiesOf(finding.unit, finding.office.name, count),
  ];
  const plans = new Map<string, PlanDocument>();
  const shown: Item[] = [];
  for (const group of finding.groups) {
    lines.push(`${capital(say.asker.dutiesAs[group.role])}:`);
    for (const item of group.items) {
      shown.push(item);
      plans.set(item.document.id, item.document);
      lines.push(
        `• ${taskLine(item, say, lineLength(count))}${otherName(item, group.role, finding.unit)}${sources.inSection(item)}`,
      );
    }
  }
  lines.push(...[...plans.values()].map((document) => `${say.asker.source}: ${plan(document)}`));
  lines.push(...warningLines(shown, say));
  return {
    kind: 'answer',
    text: lines.join('\n'),
    choices: [say.choices.askElse],
  };
}

/** The plan's own name for the unit where it says more: "Ban Chỉ đạo ISO Khối Văn phòng Sở". */
export function otherName({ assignment }: Item, role: Role, unit: string): string {
  const own = role === 'directing' ? (assignment.directing ? [assignment.directing] : []) : assignment[role];
  const longer = own.find((name) => name !== unit && name.startsWith(`${unit} `));
  return longer ? ` – ${longer}` : '';
}

export function wordPeriod(
  finding: Extract<Finding, { kind: 'period' }>,
  say: Messages,
  sources: Sources,
): Words {
  const { office, label, items, ongoing } = finding;
  const lines = [
    items.length > 0
      ? say.asker.inPeriod(capital(label), office.name, items.length)
      : say.asker.noneDated(capital(label), office.name),
  ];
  const plans = new Map<string, PlanDocument>();
  const shown = items.length > 0 ? items : ongoing.slice(0, longList);
  for (const item of shown) {
    plans.set(item.document.id, item.document);
    const lead = item.assignment.lead.length > 0 ? ` – ${plainNames(item.assignment.lead)}` : '';
    lines.push(`• ${taskLine(item, say)}${lead}${sources.inSection(item)}`);
  }
  const rest = items.length > 0 ? ongoing.length : Math.max(0, ongoing.length - shown.length);
  if (rest > 0) lines.push(say.asker.ongoing(rest));
  lines.push(...[...plans.values()].map((document) => `${say.asker.source}: ${plan(document)}`));
  lines.push(...warningLines(shown, say));
  return { kind: 'answer', text: lines.join('\n'), choices: [say.choices.askElse] };
}
