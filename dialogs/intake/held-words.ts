import type { Dialog } from 'botbuilder-dialogs';
import type { Intent } from '../intent.ts';

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

/** A dialog that can tell from the words themselves that they are its matter. */
export interface KnowsItsMatter {
  suits(text: string, intent: Intent): boolean;
}

/** Whether unsure words are surely this dialog's matter. */
export function isSuited(dialog: Dialog, text: string, intent: Intent): boolean {
  return 'suits' in dialog && (dialog as Dialog & KnowsItsMatter).suits(text, intent);
}

/** Whether the words belong to the dialog that is under way and must not interrupt it. */
export function isHeld(dialog: Dialog | undefined, text: string, state: unknown): boolean {
  return dialog !== undefined && 'holds' in dialog && (dialog as Dialog & HoldsWords).holds(text, state);
}
