import { randomBytes } from 'node:crypto';

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const accessLifeMs = 90_000_000; // 25 hours
const refreshLifeMs = 90 * 24 * 3_600_000;

interface Timed {
  readonly token: string;
  readonly until: number;
}

/** What must be kept for the tokens to be good after a restart. */
export interface SavedTokens {
  readonly access: Timed;
  readonly refresh: Timed;
}

/** The tokens of one account: one access token at a time, and a refresh token that works once. */
export class TokenBook {
  private access: Timed = { token: '', until: 0 };
  private refresh: Timed = { token: '', until: 0 };
  /** How many pairs were given out. */
  issued = 0;
  /** Called after each change. */
  onChange: () => void = () => undefined;

  constructor(private readonly now: () => number) {}

  get saved(): SavedTokens {
    return { access: this.access, refresh: this.refresh };
  }

  restore({ access, refresh }: SavedTokens): void {
    this.access = access;
    this.refresh = refresh;
  }

  /** A fresh pair, as an administrator gets it by hand. Whatever was valid before is not any more. */
  issue(): TokenPair {
    this.issued += 1;
    this.access = { token: secret('access'), until: this.now() + accessLifeMs };
    this.refresh = { token: secret('refresh'), until: this.now() + refreshLifeMs };
    this.onChange();
    return { accessToken: this.access.token, refreshToken: this.refresh.token };
  }

  /** Undefined when the token was used before, is too old, or was never one. */
  exchange(refreshToken: string): TokenPair | undefined {
    const good =
      refreshToken !== '' && refreshToken === this.refresh.token && this.now() < this.refresh.until;
    return good ? this.issue() : undefined;
  }

  accepts(accessToken: string | undefined): boolean {
    return !!accessToken && accessToken === this.access.token && this.now() < this.access.until;
  }

  /** As if a day had passed. */
  expireAccess(): void {
    this.access = { ...this.access, until: 0 };
  }
}

function secret(kind: string): string {
  return `${kind}_${randomBytes(24).toString('base64url')}`;
}
