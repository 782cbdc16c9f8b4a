import type { CaseEvent } from '../cases/case-event.ts';
import { caseFileOf, type CaseFile } from '../cases/case-file.ts';
import type { Notice } from '../notices/notice.ts';
import { webhookChannel } from '../notices/webhook.ts';
import { isPublicKind } from './services.ts';

/** What other programs are told when a case moves on: which one, where it stands, when. Nothing personal. */
export interface StageEvent {
  readonly id: string;
  readonly type: 'case.received' | 'case.stage_changed';
  readonly code: string;
  readonly stage: string;
  readonly at: string;
}

/** Undefined when the event leaves the stage as it was, or the case is not of a public kind. Pure. */
export function stageEvent(file: CaseFile, { seq, at }: CaseEvent): StageEvent | undefined {
  if (!isPublicKind(file.kind)) return undefined;
  const { code, stage } = file;
  const before = caseFileOf(
    file.id,
    code,
    file.events.filter((event) => event.seq < seq),
  );
  if (before?.stage === stage) return undefined;
  return { id: `${code}.${seq}`, type: before ? 'case.stage_changed' : 'case.received', code, stage, at };
}

/**
 * Tells every webhook of every change of stage, within the commit of the change. The list of webhooks is kept in
 * memory, because a commit cannot wait for it: `refresh` brings what another process has changed.
 */
export class StageEvents {
  private ids: readonly string[] = [];

  constructor(private readonly webhooks: { list(): Promise<readonly { readonly id: string }[]> }) {}

  async refresh(): Promise<void> {
    this.ids = (await this.webhooks.list()).map(({ id }) => id);
  }

  readonly tell = (file: CaseFile, event: CaseEvent): readonly Notice[] => {
    const told = this.ids.length > 0 ? stageEvent(file, event) : undefined;
    if (!told) return [];
    const text = JSON.stringify(told);
    return this.ids.map((id) => ({
      // The erasure of a case finds its notices by the beginning of this.
      id: `case/${file.code}/${event.seq}/${webhookChannel}/${id}`,
      recipient: { channel: webhookChannel, userId: id, conversationId: id },
      message: { text },
    }));
  };
}
