import type { AskMemory, Found, OfficeName } from '../knowledge/ask/finding.ts';

/** What the dialogs may ask of the plans. */
export interface PlanDesk {
  readonly offices: readonly OfficeName[];
  /** Deterministic; never throws for any text. */
  ask(text: string, memory: AskMemory, today: string): Found;
}
