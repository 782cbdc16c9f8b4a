import type { Channel } from './channels/channel.ts';
import type { CaseDesk } from './cases/case-desk.ts';
import type { CaseDoor } from './cases/case-door.ts';
import { citizenMail, officeMail } from './cases/case-notices.ts';
import type { CaseStore } from './cases/case-store.ts';
import type { CaseMessages } from './cases/messages.ts';
import type { Reception } from './cases/reception.ts';
import { remindOffices } from './cases/reminders.ts';
import { eraseExpired } from './cases/retention.ts';
import type { Rules } from './cases/rules.ts';
import type { Log } from './log.ts';
import { createMail } from './notices/mail.ts';
import type { Notice, NoticeRecord } from './notices/notice.ts';
import { mailOfUnit, type UnitMail } from './notices/unit-mail.ts';
import { createWebhook, type WebhookParts } from './notices/webhook.ts';
import { Outbox } from './notices/outbox.ts';
import { RepeatedJob } from './notices/repeated-job.ts';
import { AuditLog } from './storage/audit-log.ts';
import type { Database } from './storage/database.ts';
import { OutboxStore } from './storage/outbox-store.ts';

export interface BackgroundParts {
  readonly database: Database;
  readonly channels: readonly Channel[];
  readonly store: CaseStore;
  readonly reception: Reception;
  readonly caseDesk: CaseDesk;
  readonly door: CaseDoor;
  readonly rules: Rules;
  readonly say: CaseMessages;
  /** Undefined where no mail goes out. */
  readonly mail:
    | {
        readonly smtpUrl: string;
        readonly from: string;
        readonly to: readonly string[];
        readonly units: readonly UnitMail[];
      }
    | undefined;
  readonly webhooks: Pick<WebhookParts, 'targetOf' | 'loopback'>;
  /** What else is to be tidied now and then. */
  readonly tidy: () => Promise<void>;
  readonly now: () => Date;
  readonly log: Log;
}

export interface BackgroundWork {
  /** Something new is in the outbox. */
  wake(): void;
  /** Resolves when what is under way has come to its end. */
  stop(): Promise<void>;
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
/** How long the office still sees what became of a message. */
const keptMs = 365 * DAY;

/** What goes on without anybody asking: messages out, reminders, retention, tidying. */
export function startBackgroundWork(parts: BackgroundParts): BackgroundWork {
  const { database, rules, store, say, door, now, log, caseDesk } = parts;
  const outboxStore = new OutboxStore(database);
  const mails = mailChannels(parts);
  const outbox = new Outbox({
    store: outboxStore,
    channels: [...parts.channels, ...mails, createWebhook({ ...parts.webhooks, now })],
    now,
    random: Math.random,
    alert: ({ channel, state, code, fallbackId }) =>
      log.warn({ code, channel, state, fallback: fallbackId !== undefined }, 'a notice may not have arrived'),
    fallback: (notice) => (parts.mail ? byMail(notice) : undefined),
  });
  const enqueue = (notices: readonly Notice[], at: Date) => outboxStore.enqueue(notices, at);
  const audit = new AuditLog(database);
  const jobs = [
    new RepeatedJob({ name: 'outbox', job: () => outbox.runDue(), everyMs: 5 * SECOND, log }),
    new RepeatedJob({
      name: 'hourly-work',
      everyMs: HOUR,
      log,
      job: async () => {
        if (parts.mail) await remindOffices({ store, calendar: rules.calendar, say, enqueue }, now());
        await door.tidy(now());
        await parts.tidy();
      },
    }),
    new RepeatedJob({
      name: 'daily-work',
      everyMs: DAY,
      log,
      job: async () => {
        const erased = await eraseExpired({ store, rules, audit }, now());
        const moved = await caseDesk.recountDueDates(now());
        const removed = await outboxStore.removeFinished(new Date(now().getTime() - keptMs));
        log.info({ erased, moved, removed }, 'daily work done');
      },
    }),
  ];
  for (const job of jobs) job.start();
  return {
    wake: () => jobs[0]?.wake(),
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()));
      for (const mail of mails) mail.close();
    },
  };
}

function mailChannels({ mail, reception, store }: BackgroundParts) {
  if (!mail) return [];
  const toCitizen = createMail({
    ...mail,
    name: citizenMail,
    subject: 'Thông báo về hồ sơ đã gửi',
    // A notice that could not go out on the chat knows the code alone.
    addressesOf: async ({ userId }) => {
      const address = await reception.mailAddressOf((await store.idOf(userId)) ?? userId);
      return address === undefined ? [] : [address];
    },
  });
  const toOffice = createMail({
    ...mail,
    name: officeMail,
    subject: 'Bàn tiếp nhận: hồ sơ cần xem',
    addressesOf: async ({ userId, conversationId }) => {
      const own = mailOfUnit(mail.units, userId, conversationId);
      if (own.length > 0) return own;
      return mail.to.length > 0 ? mail.to : addressesIn(mail.from);
    },
  });
  return [toCitizen, toOffice];
}

/** "Bộ phận tiếp nhận <mot-cua@example.gov.vn>" → the address. */
function addressesIn(from: string): readonly string[] {
  return from.match(/[^\s<>"]+@[^\s<>"]+/u) ?? [];
}

const citizenNotice = /^case\/(?<code>[^/]+)\/\d+\/citizen$/;

/** To the address the person left, when the chat no longer takes a message. */
function byMail({ id, recipient, message }: NoticeRecord): Notice | undefined {
  const code = citizenNotice.exec(id)?.groups?.['code'];
  if (code === undefined || recipient.channel === citizenMail) return undefined;
  const { text } = message;
  return {
    id: `${id}/mail`,
    recipient: { channel: citizenMail, userId: code, conversationId: code },
    message: { text },
  };
}
