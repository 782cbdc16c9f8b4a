import type { Finding } from '../../knowledge/ask/finding.ts';
import { longList, place, plainNames, shortTitle, taskLine, type Words } from './phrases.ts';
import type { Sources } from './sources.ts';
import type { Messages } from '../messages/vi.ts';

export function wordNothing(
  finding: Extract<Finding, { kind: 'nothing' }>,
  say: Messages,
  sources: Sources,
): Words {
  const label = say.asker.nothing;
  const office = finding.office?.name ?? '';
  const about = finding.about ?? '';
  const lines: string[] = [];
  switch (finding.why) {
    case 'out-of-scope':
      lines.push(label['out-of-scope']);
      break;
    case 'not-in-plans':
      lines.push(label['not-in-plans'](office));
      break;
    case 'other-office':
      lines.push(label['other-office'](about));
      break;
    case 'no-such-datum':
      lines.push(
        label['no-such-datum'](say.asker.data[about as keyof typeof say.asker.data] ?? about, office),
      );
      break;
    default:
      lines.push(label[finding.why](about, office));
  }
  if (finding.units && finding.units.length > 0)
    lines.push(say.asker.unitsNamed(finding.units.slice(0, longList).join('; ')));
  if (finding.documents && finding.documents.length > 0)
    lines.push(say.asker.plansThere(finding.documents.map((document) => shortTitle(document)).join('; ')));
  if (finding.nearest.length > 0) {
    lines.push(say.asker.nearest);
    for (const item of finding.nearest) {
      const by = item.assignment.lead.length > 0 ? ` – ${plainNames(item.assignment.lead)}` : '';
      lines.push(`• ${taskLine(item, say)}${by}${sources.of(item)}\n  ${place(item)}`);
    }
  }
  if (finding.why !== 'out-of-scope') lines.push(say.asker.offer);
  const offices = finding.why === 'other-office' ? (finding.offices ?? []).map(({ name }) => name) : [];
  return {
    kind: 'abstain',
    text: lines.join('\n'),
    choices: [
      ...offices,
      ...(finding.why === 'out-of-scope'
        ? [say.choices.plans, say.choices.sendFeedback]
        : [say.choices.sendQuestion, say.choices.askElse]),
    ],
  };
}
