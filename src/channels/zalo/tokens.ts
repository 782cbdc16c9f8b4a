import type { Log } from '../../log.ts';
import type { ChannelSecrets } from './ports.ts';
import type { TokenJournal } from './token-journal.ts';
import { refreshTokens, type RefreshParts } from './token-refresh.ts';
import {
  afterRefusal,
  isNews,
  journalEntry,
  readState,
  renewed,
  rescued,
  takeOver,
  type ConfiguredTokens,
  type TokenState,
} from './token-state.ts';

export interface TokenParts extends RefreshParts {
  readonly oaId: string;
  readonly secrets: ChannelSecrets;
  readonly journal: TokenJournal;
  /** As an administrator pasted them; a refresh token not seen before replaces what is kept. */
  readonly configured: ConfiguredTokens;
  /** Names this process among those that share the store. */
  readonly holder: string;
  readonly now: () => Date;
  readonly log: Log;
}

export type TokenReading =
  | { readonly token: string; readonly problem?: undefined }
  | { readonly problem: 'unreachable' | 'busy' | 'consent-needed'; readonly reason: string };

const hour = 3_600_000;
const leaseMs = 60_000;
/** Zalo gives 25 hours: below this much the token is renewed ahead of need, at 17 hours of age. */
const renewBelowMs = 8 * hour;
const refusedAgainAfterMs = hour;

/**
 * The account's tokens. A refresh token works once, so a lost answer means that a person must consent again:
 *
 * 1. one process at a time refreshes, under the store's lease;
 * 2. that a refresh has begun is on disk before Zalo is called, which also proves that the store can be written;
 * 3. the answer is on disk in the journal in the same tick as it arrives, then in the store as one value, then used;
 * 4. after a crash the journal is read first; without one the old token is tried again, for it may not be spent.
 *
 * What stays is a crash or a cut line while the answer is on its way: nobody but Zalo has it then. It is told from
 * other failures ("consent-needed"), and messages wait in the outbox.
 */
export class ZaloTokens {
  private renewing: Promise<TokenReading> | undefined;

  constructor(private readonly parts: TokenParts) {}

  /** A token that should work now; renews it when it has run out. Read from the store for each use. */
  async token(): Promise<TokenReading> {
    const kept = await this.kept();
    return kept && this.isUsable(kept, '') ? { token: kept.access } : this.renew(kept?.access ?? '');
  }

  /** Another token than this one, which Zalo has just refused. */
  async renew(refused: string): Promise<TokenReading> {
    this.renewing ??= this.renewOnce(refused).finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  /** To be called at the start and every few minutes, so that tokens never run out while nobody writes. */
  async keepFresh(): Promise<void> {
    const kept = await this.kept();
    const isFresh = kept && kept.expiresAt - this.time() > renewBelowMs;
    if (!isFresh || this.parts.journal.load() !== undefined) await this.renew(kept?.access ?? '');
  }

  private async renewOnce(refused: string): Promise<TokenReading> {
    const { secrets, holder, now } = this.parts;
    const until = new Date(this.time() + leaseMs);
    if (!(await secrets.lease(this.name, holder, until, now()))) {
      const kept = await this.kept();
      if (kept && this.isUsable(kept, refused)) return { token: kept.access };
      return { problem: 'busy', reason: 'another process refreshes the token' };
    }
    try {
      return await this.underLease(refused);
    } finally {
      await secrets.release(this.name, holder);
    }
  }

  private async underLease(refused: string): Promise<TokenReading> {
    const state = await this.settled();
    if (this.isUsable(state, refused)) return { token: state.access };
    if (state.refusedAt !== undefined && this.time() - state.refusedAt < refusedAgainAfterMs)
      return { problem: 'consent-needed', reason: 'the refresh token was refused' };
    await this.keep({ ...state, begunAt: state.begunAt ?? this.time() });
    const result = await refreshTokens(this.parts, state.refresh);
    if (result.kind === 'refused') return this.refusal(state, result.reason);
    if (result.kind === 'not-done') await this.keep(state);
    if (result.kind !== 'pair') return { problem: 'unreachable', reason: result.reason };
    const { journal, log } = this.parts;
    journal.save(journalEntry(state, result.pair, this.time()));
    await this.keep(renewed(state, result.pair, this.time()));
    journal.clear();
    log.info({ code: 'zalo/token-renewed' }, 'Zalo token renewed');
    return { token: result.pair.access };
  }

  private async refusal(state: TokenState, reason: string): Promise<TokenReading> {
    const next = await this.keep(afterRefusal(state, this.time()));
    const code = state.before ? 'zalo/configured-token-refused' : 'zalo/consent-needed';
    const remedy = 'Make new tokens in the API Explorer of developers.zalo.me and set ZALO_REFRESH_TOKEN.';
    const answerWasLost = state.begunAt !== undefined;
    this.parts.log.error({ code, reason, answerWasLost, remedy }, 'Zalo refuses the refresh token');
    return this.isUsable(next, '') ? { token: next.access } : { problem: 'consent-needed', reason };
  }

  /** The state with what a crash or an administrator left beside it worked in. Only under the lease. */
  private async settled(): Promise<TokenState> {
    const { configured, journal } = this.parts;
    const kept = readState(await this.parts.secrets.read(this.name));
    const entry = journal.load();
    const saved = kept && entry ? rescued(kept, entry) : undefined;
    const current = saved ?? kept;
    if (current && !isNews(current, configured)) {
      if (saved) await this.keep(saved);
      journal.clear();
      return current;
    }
    const taken = await this.keep(takeOver(current, configured, this.time()));
    journal.clear();
    return taken;
  }

  private isUsable({ access, expiresAt }: TokenState, refused: string): boolean {
    return access !== '' && access !== refused && expiresAt > this.time();
  }

  /** Undefined before the first use, and when an administrator has set another token since. */
  private async kept(): Promise<TokenState | undefined> {
    const state = readState(await this.parts.secrets.read(this.name));
    return isNews(state, this.parts.configured) ? undefined : state;
  }

  private async keep(state: TokenState): Promise<TokenState> {
    await this.parts.secrets.write(this.name, JSON.stringify(state), this.parts.now());
    return state;
  }

  private get name(): string {
    return `zalo/${this.parts.oaId}`;
  }

  private time(): number {
    return this.parts.now().getTime();
  }
}
