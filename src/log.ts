import { pino, type Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

const secrets =
  /(\b(?:\+?84|0)(?:[ .-]?\d){9,10}\b)|(\b\d{12}\b)|([\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,})|(Bearer\s+\S+)|(eyJ[\w-]+\.[\w-]+\.[\w-]+)/giu;

/** "gọi 0912 345 678" → "gọi ***": phone, CCCD, e-mail and token masked. A second guard: callers log codes, not words. */
export function mask(text: string): string {
  return text.replace(secrets, '***');
}

/** Structured log on standard error, so that standard output stays clean for `--json`. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        err: (error: unknown) => {
          if (!(error instanceof Error)) return { message: mask(String(error)) };
          const code = 'code' in error ? String(error.code) : undefined;
          return { type: error.name, code, message: mask(error.message), stack: mask(error.stack ?? '') };
        },
      },
      hooks: {
        logMethod(args, method) {
          const safe = args.map((value) => (typeof value === 'string' ? mask(value) : value));
          method.apply(this, safe as Parameters<typeof method>);
        },
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
