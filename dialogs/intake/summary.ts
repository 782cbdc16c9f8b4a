import type { OfficeName } from '../../knowledge/ask/finding.ts';
import type { IntakeMessages } from '../messages/intake.ts';
import { stepsOf, type Draft, type StepName } from './draft.ts';
import { withoutTeller } from './teller.ts';
import { printedDay } from './words.ts';

/** Markdown in a person's own words must not become markup. */
export const literal = (text: string) => text.replace(/[*_`[\]<>\\]/g, (mark) => `\\${mark}`);

/** The form to read over, one line for each part. */
export function summaryOf(written: Draft, offices: readonly OfficeName[], say: IntakeMessages): string {
  const summary = { ...say.summary, ...say.sealed.summary };
  const { sealed } = say;
  const draft = withoutTeller(written, sealed.tellerGone);
  const value = (step: StepName): string | undefined => {
    switch (step) {
      case 'content':
      case 'contested':
      case 'place':
      case 'accused':
      case 'address':
      case 'name':
        return draft[step] && literal(draft[step]);
      case 'knownOn':
        return draft.knownOn && printedDay(draft.knownOn);
      case 'affected':
        return draft.affectedDirectly === undefined
          ? undefined
          : draft.affectedDirectly
            ? summary.yes
            : summary.no;
      case 'evidence':
        return [
          ...(draft.files?.length ? [summary.files(draft.files.length)] : []),
          ...(draft.location ? [summary.location] : []),
        ].join(', ');
      case 'office':
        return offices.find(({ id }) => id === draft.office)?.name;
      case 'contact':
        return [draft.phone, draft.email && literal(draft.email)].filter(Boolean).join(', ');
      case 'identity':
        return draft.identity === 'given' ? sealed.given : sealed.anonymous;
      case 'messages':
        return draft.messages ? summary.yes : summary.no;
      default:
        return undefined;
    }
  };
  const lines = stepsOf(draft).flatMap((step) => {
    if (step === 'confirm' || step === 'kind') return [];
    return [`• ${summary[step]}: ${value(step) || summary.none}`];
  });
  return [summary.title(draft.kind ? say.kinds[draft.kind].toLowerCase() : ''), ...lines].join('\n');
}
