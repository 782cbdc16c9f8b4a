/** What can be switched on to go wrong. */
export interface Trouble {
  /**
   * - none: all is well
   * - refused: the connection is cut before anything is read
   * - unavailable: HTTP 503
   * - silent: nothing is ever answered
   * - lost: the call is done, but its answer never arrives
   */
  outage: Outage;
  /** Only the OAuth host; `lost` is the crash between a refresh and its answer. */
  oauth: Outage;
  /** Calls a minute before -32; 0 is no limit. */
  perMinute: number;
  /** Whether a text with buttons is taken, or refused with -233. */
  buttons: boolean;
  /** Answers every message with this error; 0 is none. */
  error: number;
}

export const outages = ['none', 'refused', 'unavailable', 'silent', 'lost'] as const;
export type Outage = (typeof outages)[number];

export const noTrouble = (): Trouble => ({
  outage: 'none',
  oauth: 'none',
  perMinute: 0,
  buttons: true,
  error: 0,
});
