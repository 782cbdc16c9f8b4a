import type { Dialog } from 'botbuilder-dialogs';

/** A dialog that knows some words better than the recogniser: its own buttons, "bỏ qua", "quay lại". */
export interface HoldsWords {
  holds(text: string, state: unknown): boolean;
}

/** A dialog that some words open by themselves, whatever else they sound like. */
export interface ClaimsWords {
  claims(text: string): boolean;
}

/** The dialog that the words open by themselves, if one does. */
export function claimant(dialogs: readonly Dialog[], text: string): Dialog | undefined {
  return dialogs.find((dialog) => 'claims' in dialog && (dialog as Dialog & ClaimsWords).claims(text));
}

/** Whether the words belong to the dialog that is under way and must not interrupt it. */
export function isHeld(dialog: Dialog | undefined, text: string, state: unknown): boolean {
  return dialog !== undefined && 'holds' in dialog && (dialog as Dialog & HoldsWords).holds(text, state);
}
