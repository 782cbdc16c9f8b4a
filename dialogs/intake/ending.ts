import type { Activity } from 'botbuilder';
import type { OfficeName } from '../../knowledge/ask/finding.ts';
import type { IntakeMessages } from '../messages/intake.ts';
import type { CaseDesk, CaseReceipt, ConfirmedForm } from '../ports.ts';

/** What the last words of a form are made of. */
export interface EndingParts {
  readonly desk: CaseDesk;
  readonly offices: readonly OfficeName[];
  readonly say: IntakeMessages;
}

/** Biên nhận, with what is still to be done on paper. */
export function receiptWords(
  { desk, offices, say }: EndingParts,
  { kind, office, identity }: ConfirmedForm,
  receipt: CaseReceipt,
): string {
  const name = offices.find(({ id }) => id === office)?.name ?? say.anyOffice;
  const hours = desk.citizenReception(office);
  if (kind === 'denunciation') {
    const received = say.receipt(say.sealed.received(identity === undefined), receipt, name);
    return [received, say.sealed.onlyCodes, say.sealed.next(hours, desk.petitionForm(kind, office))].join(
      '\n\n',
    );
  }
  const words = say.receipt(say.received, receipt, name);
  if (kind !== 'complaint') return words;
  return `${words}\n\n${say.nextForComplaint(hours, desk.petitionForm(kind, office))}`;
}

/** Hướng dẫn tố cáo: the official way; and the sealed one, where there is one here or on the office's own page. */
export function guidanceWords(
  { desk, say }: EndingParts,
  office: string | undefined,
  sealedHere: boolean,
): string {
  const hours = desk.citizenReception(office);
  const form = desk.petitionForm('denunciation', office);
  return sealedHere ? say.sealed.offer(hours, form) : say.sealed.guidance(hours, form, desk.sealedPage);
}

/** The way to the case as a picture, for the phone in the other hand. */
export function qrPicture({ qrCode }: CaseReceipt, name: string): Pick<Activity, 'attachments'> | undefined {
  return qrCode === undefined
    ? undefined
    : { attachments: [{ contentType: 'image/png', contentUrl: qrCode, name }] };
}
