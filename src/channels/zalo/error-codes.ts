/**
 * What a negative `error` of the OA API asks of the sender. Zalo answers these with HTTP 200.
 *
 * - token: the access token is not (or no longer) good; refresh it and try once more
 * - busy: too many calls; wait
 * - window: the person has been silent for too long; only they can reopen it
 * - person: this person cannot be reached from this account, now or later
 * - form: this kind of message is not taken; say it as plain text
 * - too-long: more characters than allowed
 * - night: not between 22:00 and 06:00
 * - quota: the month's or the package's messages are used up
 * - account: the account or the app is not set up for this; an operator must act
 * - content: the words themselves are refused
 * - failed: Zalo could not send it this time
 */
export type Meaning =
  | 'token'
  | 'busy'
  | 'window'
  | 'person'
  | 'form'
  | 'too-long'
  | 'night'
  | 'quota'
  | 'account'
  | 'content'
  | 'failed';

const meanings: Readonly<Record<Meaning, readonly number[]>> = {
  token: [-216, -220, -124],
  busy: [-32],
  window: [-230, -232],
  person: [-213, -217, -227, -244],
  form: [-201, -233],
  'too-long': [-210],
  night: [-234],
  quota: [-211, -218, -320, -321],
  account: [-204, -205, -209, -212, -219, -221, -223, -224, -235, -240, -242],
  content: [-248],
  failed: [-200],
};

const byCode = new Map(
  Object.entries(meanings).flatMap(([meaning, codes]) => codes.map((code) => [code, meaning as Meaning])),
);

/** Undefined for a code that Zalo's table does not have. */
export function meaningOf(code: number): Meaning | undefined {
  return byCode.get(code);
}
