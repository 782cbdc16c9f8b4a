import { mkdir, open, readdir, rename, rm, rmdir, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ServiceError } from '../errors.ts';
import { BACKED_UP_FOLDERS } from './backup.ts';

/** The folders beside the database, filled under another name until the rows are whole too. */
export class RestoredFolders {
  private file: FileHandle | undefined;

  constructor(private readonly dataDir: string) {}

  async refuseUsed(): Promise<void> {
    for (const folder of BACKED_UP_FOLDERS) {
      const names = await readdir(join(this.dataDir, folder)).catch(() => []);
      if (names.length > 0) throw notEmpty(join(this.dataDir, folder));
    }
    await this.removeDrafts();
  }

  async begin(name: string): Promise<void> {
    await this.end();
    const [folder = '', base = '', ...more] = name.split('/');
    if (!BACKED_UP_FOLDERS.includes(folder) || !/^\w[\w.-]*$/.test(base) || more.length > 0) {
      throw new ServiceError(
        'backup/damaged',
        'The backup names a file outside its folders.',
        'Do not use it.',
      );
    }
    const path = join(this.draftOf(folder), base);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    this.file = await open(path, 'wx', 0o600);
  }

  async write(bytes: Buffer): Promise<void> {
    await this.file?.writeFile(bytes);
  }

  async end(): Promise<void> {
    await this.file?.sync();
    await this.file?.close();
    this.file = undefined;
  }

  async putInPlace(): Promise<void> {
    for (const folder of BACKED_UP_FOLDERS) {
      if ((await readdir(this.draftOf(folder)).catch(() => undefined)) === undefined) continue;
      await rmdir(join(this.dataDir, folder)).catch(() => undefined);
      await rename(this.draftOf(folder), join(this.dataDir, folder));
    }
  }

  async removeDrafts(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
    for (const folder of BACKED_UP_FOLDERS) await rm(this.draftOf(folder), { recursive: true, force: true });
  }

  private draftOf(folder: string): string {
    return join(this.dataDir, `${folder}.restoring`);
  }
}

export function notEmpty(what: string): ServiceError {
  return new ServiceError(
    'backup/not-empty',
    `Nothing was restored, because ${what} is not empty.`,
    'Restore into a new DATA_DIR or a new database.',
  );
}
