import type { ConfirmedForm, SenderAccount } from '../ports.ts';
import type { FormState } from './draft.ts';

/** What goes to the office. Undefined for a denunciation and for a form without an office: those are not sent. */
export function confirmedForm(
  { draft, key }: FormState,
  account: SenderAccount,
  purpose: string,
): ConfirmedForm | undefined {
  const { kind, office, content, contested, decisionNumber, knownOn, affectedDirectly } = draft;
  if (kind === undefined || kind === 'denunciation' || office === undefined) return undefined;
  return {
    kind,
    office,
    content: content ?? contested ?? '',
    place: draft.place,
    location: draft.location,
    name: draft.name,
    phone: draft.phone,
    email: draft.email,
    contested: contested ? { what: contested, number: decisionNumber, knownOn, affectedDirectly } : undefined,
    files: draft.files ?? [],
    consent: { purpose, messages: draft.messages ?? false },
    account,
    submissionKey: key,
  };
}
