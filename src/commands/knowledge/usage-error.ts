export const usage =
  'Cách dùng: knowledge add TỆP [--id MÃ] [--publish [--force]] | list | show MÃ [--json] [--uncorrected] | check [MÃ] [--json] | diff MÃ [BẢN BẢN] [--json] | publish MÃ [--force] [--json] | questions MÃ TỆP | retire MÃ';

/** A wrong word on the command line; printed as one line, exit code 2. */
export class UsageError extends Error {}
