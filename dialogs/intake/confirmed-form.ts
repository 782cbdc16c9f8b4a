import type { ConfirmedForm, SealedPerson, SenderAccount } from '../ports.ts';
import type { Draft, FormState } from './draft.ts';
import { withoutTeller } from './teller.ts';
import type { IntakeMessages } from '../messages/intake.ts';

/** What goes to the office. Undefined for a form without an office: that is not sent. */
export function confirmedForm(
  { draft: written, key }: FormState,
  account: SenderAccount,
  { purpose, sealed }: Pick<IntakeMessages, 'purpose' | 'sealed'>,
): ConfirmedForm | undefined {
  const draft = withoutTeller(written, sealed.tellerGone);
  const { kind, office, content, contested, decisionNumber, knownOn, affectedDirectly } = draft;
  if (kind === undefined || office === undefined) return undefined;
  const isSealed = kind === 'denunciation';
  return {
    kind,
    office,
    content: content ?? contested ?? '',
    place: draft.place,
    location: draft.location,
    ...(isSealed
      ? { identity: identityOf(draft) }
      : { name: draft.name, phone: draft.phone, email: draft.email }),
    accused: draft.accused,
    contested: contested ? { what: contested, number: decisionNumber, knownOn, affectedDirectly } : undefined,
    files: draft.files ?? [],
    consent: { purpose: isSealed ? sealed.purpose : purpose, messages: draft.messages ?? false },
    account,
    submissionKey: key,
  };
}

/** Undefined when the person did not want to be known. */
function identityOf({ identity, name, address, phone, email }: Draft): SealedPerson | undefined {
  return identity === 'given' ? { name, address, phone, email } : undefined;
}
