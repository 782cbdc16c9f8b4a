/** Why a file was not read. */
export type UnreadableReason =
  | 'missing'
  | 'empty'
  | 'too-large'
  | 'unknown-kind'
  | 'wrong-kind'
  | 'corrupt'
  | 'encrypted'
  | 'macros'
  | 'bomb'
  | 'too-many-pages'
  | 'no-text'
  | 'no-ocr'
  | 'too-slow'
  | 'too-much-memory';

/** A file that is refused. The message is one Vietnamese sentence that an officer can act on. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  constructor(
    readonly reason: UnreadableReason,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
