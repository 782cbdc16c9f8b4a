import { createTransport } from 'nodemailer';
import type { Recipient } from '../channels/channel.ts';
import type { IdentifiedMessage, NoticeChannel, Outcome } from './notice.ts';

export interface MailParts {
  /** `case-mail`, `office-mail`: the name under which the outbox knows it. */
  readonly name: string;
  /** `smtp://user:password@host:587`. */
  readonly smtpUrl: string;
  readonly from: string;
  readonly subject: string;
  /** Looked up when the mail goes out, so that no address stands in the outbox; empty when there is none. */
  readonly addressesOf: (recipient: Recipient) => Promise<readonly string[]>;
}

const timeoutMs = 20_000;

/** Thư điện tử as a channel of the outbox. A mail sent twice carries the same Message-ID. */
export function createMail(parts: MailParts): NoticeChannel & { close(): void } {
  const { smtpUrl, from, subject, addressesOf } = parts;
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: parts.name,
    // The mailbox throws the second one of an id away: better two than none.
    repeatable: true,
    async deliver(recipient, message): Promise<Outcome> {
      const to = await addressesOf(recipient);
      if (to.length === 0)
        return { outcome: 'refused', code: 'mail/no-address', reason: 'There is no address to write to.' };
      try {
        const sent = await transport.sendMail({
          from,
          to: to.map((address) => ({ name: '', address })),
          subject,
          text: message.text,
          messageId: messageId(message, from),
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { outcome: 'delivered', id: sent.messageId };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function messageId({ id }: IdentifiedMessage, from: string): string {
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost';
  return `<${id.replace(/[^A-Za-z0-9.-]+/g, '.')}@${domain}>`;
}

/** A server that says 5xx of this mail says so for good; wrong credentials and silence may pass. */
function outcomeOf(error: unknown): Outcome {
  const { responseCode, code } = error as { readonly responseCode?: number; readonly code?: string };
  const reason = responseCode === undefined ? (code ?? 'no answer') : `${code ?? 'SMTP'} ${responseCode}`;
  if (code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500)
    return { outcome: 'refused', code: 'mail/refused', reason };
  return { outcome: 'retry', reason };
}
