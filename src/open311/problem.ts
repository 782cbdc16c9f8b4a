import { say } from './texts.ts';

export type ProblemName = keyof typeof say.problems;

/** Vì sao không làm được: thrown by what reads a request, answered as GeoReport's list of errors. */
export class Problem extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 413 | 429,
    readonly what: ProblemName,
  ) {
    super(say.problems[what]);
  }
}
