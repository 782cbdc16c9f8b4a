import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError } from '../../errors.ts';

/**
 * The key that signs tokens, kept in the data folder so that open pages go on after a restart. Made on first use,
 * readable by the service's own account only.
 */
export async function signingKey(dataDir: string, name = 'direct-line.key'): Promise<Uint8Array> {
  const folder = join(dataDir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  try {
    await writeFile(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = await readFile(file);
  if (key.length !== 32)
    throw new ServiceError(
      'direct-line/bad-key',
      `${name} is not a key of 32 bytes`,
      'Delete it; open pages will start anew.',
    );
  return new Uint8Array(key);
}
