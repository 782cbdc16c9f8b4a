import { AskDialog } from '../dialogs/ask-dialog.ts';
import { ErasureDialog } from '../dialogs/erasure-dialog.ts';
import { IntakeDialog } from '../dialogs/intake/intake-dialog.ts';
import { StatusDialog } from '../dialogs/intake/status-dialog.ts';
import { syllablesOf } from '../dialogs/intake/words.ts';
import { erasureVi } from '../dialogs/messages/erasure.ts';
import { intakeVi } from '../dialogs/messages/intake.ts';
import type { AskMemory } from '../knowledge/ask/finding.ts';
import type { BotParts } from './bot.ts';
import { createCaseDesk } from './case-desk.ts';
import type { Reception } from './cases/reception.ts';
import type { Rules } from './cases/rules.ts';
import type { Config } from './config.ts';
import type { FileSource, Forgetting } from './forgetting.ts';
import type { OfficerStore } from './storage/officer-store.ts';
import { petitionFormPath } from './web/petition-forms.ts';
import { qrDataUrl } from './web/qr-code.ts';

export interface FormParts {
  readonly reception: Reception;
  readonly rules: Rules;
  readonly fileSources: readonly FileSource[];
  readonly forgetting: Forgetting;
  readonly officers: OfficerStore;
}

/** The conversations that intents open: forms and the look-up. */
export function openForms(
  config: Config,
  { now, recognizer, say: general, today, publicUrl, desk: plans }: Omit<BotParts, 'opened'>,
  forms: FormParts,
): BotParts['opened'] {
  const { reception, rules, fileSources, forgetting } = forms;
  const desk = createCaseDesk({
    reception,
    rules,
    now,
    trackUrl: `${publicUrl}/tra-cuu`,
    qrCode: config.PUBLIC_URL === undefined ? undefined : qrDataUrl,
    readFile: async (file) => {
      for (const source of fileSources) {
        const bytes = await source.read(file);
        if (bytes) return bytes;
      }
      return undefined;
    },
    officerNamed: (words) => officerNamed(forms.officers, words),
    denunciations: config.DENUNCIATIONS,
    chatPage: `${publicUrl}/`,
    citizenReception: (office) => rules.office(office).citizenReception,
    petitionForm: (kind, office) =>
      office === undefined ? undefined : `${publicUrl}${petitionFormPath(kind, office)}`,
  });
  const say = intakeVi(config.ADDRESS_AS);
  const ids = { askId: AskDialog.id, trackId: StatusDialog.id, intakeId: IntakeDialog.id };
  return (state) => {
    const memory = state.createProperty<AskMemory>('ask');
    const intake = new IntakeDialog({
      desk,
      forgets: forgetting,
      clearMemory: (context) => state.clear(context),
      offices: plans.offices,
      recognizer,
      say,
      general,
      today,
      lastQuestion: async (context) => {
        const { last, office, pending } = await memory.get(context, {});
        return { text: last?.text, office, isOpen: pending !== undefined };
      },
      ...ids,
    });
    const status = new StatusDialog({ tracker: desk, forgets: forgetting, say, recognizer, ...ids });
    const erasure = new ErasureDialog({
      forgets: forgetting,
      clearMemory: (context) => state.clear(context),
      say: erasureVi(config.ADDRESS_AS),
    });
    return {
      EraseMyData: erasure,
      SendFeedback: intake,
      SendComplaint: intake,
      SendDenunciation: intake,
      TrackCase: status,
    };
  };
}

/** Only a whole name counts: "ông Trần Văn Bê, cán bộ địa chính" names the account of Trần Văn Bê. */
async function officerNamed(officers: OfficerStore, words: string): Promise<string | undefined> {
  const said = ` ${syllablesOf(words).join(' ')} `;
  const named = (await officers.list()).find(({ name }) => {
    const bare = syllablesOf(name)
      .join(' ')
      .replace(/^(?:ong|ba|anh|chi) /u, '');
    return bare.includes(' ') && said.includes(` ${bare} `);
  });
  return named?.id;
}
