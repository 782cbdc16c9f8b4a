import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TokenPair } from './token-refresh.ts';

const chain = z.object({ access: z.string(), refresh: z.string(), expiresAt: z.number() });

const schema = chain.extend({
  /** Digests of the configured refresh tokens taken over so far: an old setting must not bring back a spent token. */
  seeds: z.array(z.string()),
  /** A refresh was begun then and its end is not known. */
  begunAt: z.number().optional(),
  /** The refresh token was refused then. */
  refusedAt: z.number().optional(),
  /** The tokens that newly configured ones took the place of, until these have proved good. */
  before: chain.optional(),
});

export type TokenState = z.output<typeof schema>;

export interface ConfiguredTokens {
  readonly refreshToken: string;
  readonly accessToken?: string | undefined;
}

/** A pasted access token is of unknown age. */
const pastedLifeMs = 3_600_000;

export function readState(text: string | undefined): TokenState | undefined {
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}

/** Whether an administrator has set a refresh token that was never taken over. */
export function isNews(state: TokenState | undefined, { refreshToken }: ConfiguredTokens): boolean {
  return !state?.seeds.includes(digest(refreshToken));
}

export function takeOver(
  state: TokenState | undefined,
  configured: ConfiguredTokens,
  at: number,
): TokenState {
  const access = configured.accessToken ?? '';
  return {
    access,
    refresh: configured.refreshToken,
    expiresAt: access ? at + pastedLifeMs : 0,
    seeds: [...(state?.seeds ?? []), digest(configured.refreshToken)],
    ...(state && { before: chain.parse(state) }),
  };
}

export function renewed(
  { seeds }: TokenState,
  { access, refresh, lifeMs }: TokenPair,
  at: number,
): TokenState {
  return { access, refresh, expiresAt: at + lifeMs, seeds };
}

/** After a refusal: the tokens before a wrong setting, or the same ones marked as refused. */
export function afterRefusal({ begunAt: _ended, before, ...state }: TokenState, at: number): TokenState {
  return before ? { ...before, seeds: state.seeds } : { ...state, refusedAt: at };
}

const journalled = z.object({
  spent: z.string(),
  at: z.number(),
  access: z.string().min(1),
  refresh: z.string().min(1),
  lifeMs: z.number(),
});

/** The line for the journal: the pair, when it came, and which refresh token it was given for. */
export function journalEntry(state: TokenState, pair: TokenPair, at: number): string {
  return JSON.stringify({ spent: digest(state.refresh), at, ...pair });
}

/** The state after the refresh that a crash cut off from the store; undefined when the journal is about another. */
export function rescued(state: TokenState, entry: string): TokenState | undefined {
  try {
    const { spent, at, ...pair } = journalled.parse(JSON.parse(entry));
    return spent === digest(state.refresh) ? renewed(state, pair, at) : undefined;
  } catch {
    return undefined; // a torn entry: the answer never was on disk
  }
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
