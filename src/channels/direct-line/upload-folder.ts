import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError } from '../../errors.ts';
import { kindOf, safeName } from './file-kind.ts';
import { newId } from './ids.ts';
import type { SentFile } from './upload-form.ts';
import type { Upload, UploadIndex } from './upload-index.ts';

const nonceBytes = 12;
const tagBytes = 16;

export interface UploadFolderParts {
  readonly dataDir: string;
  /** 32 bytes, kept apart from the folder; without it the files cannot be read. */
  readonly key: Uint8Array;
  readonly index: UploadIndex;
  readonly now: () => Date;
}

/** The files that people sent: encrypted, under names made here, on disk before they are acknowledged. */
export class UploadFolder {
  private readonly folder: string;

  constructor(private readonly parts: UploadFolderParts) {
    this.folder = join(parts.dataDir, 'uploads');
  }

  /** Keeps all files or none. Undefined when one of them is of a kind that is not taken. */
  async keep(conversationId: string, files: readonly SentFile[]): Promise<readonly Upload[] | undefined> {
    const kinds = await Promise.all(files.map(({ name, body }) => kindOf(name, body)));
    if (kinds.includes(undefined)) return undefined;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const kept: Upload[] = [];
    for (const [position, { name, body }] of files.entries()) {
      const contentType = kinds[position] ?? '';
      const upload: Upload = {
        id: newId(),
        conversationId,
        name: safeName(name, contentType),
        contentType,
        size: body.length,
        sha256: createHash('sha256').update(body).digest('hex'),
        storedAs: newId(),
        createdAt: this.parts.now(),
      };
      await this.write(upload, body);
      await this.parts.index.add(upload);
      kept.push(upload);
    }
    return kept;
  }

  /** Undefined when there is no such file, or it was erased. */
  async read(id: string): Promise<{ readonly upload: Upload; readonly body: Buffer } | undefined> {
    const upload = await this.parts.index.find(id);
    const sealed = upload && (await readFile(join(this.folder, upload.storedAs)).catch(() => undefined));
    return sealed && { upload, body: this.open(sealed, upload.storedAs) };
  }

  /** Removes the file, its bytes first; one that is not there is no fault. */
  async remove(id: string): Promise<void> {
    const upload = await this.parts.index.find(id);
    if (!upload) return;
    await this.erase([upload.storedAs]);
    await this.parts.index.remove(id);
  }

  /** Removes the bytes of files whose entries are gone; a file that is not there is no fault. */
  async erase(storedAs: readonly string[]): Promise<void> {
    for (const name of storedAs)
      if (/^[\w-]+$/.test(name)) await rm(join(this.folder, name), { force: true });
  }

  private async write({ storedAs }: Upload, body: Buffer): Promise<void> {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.parts.key, nonce).setAAD(Buffer.from(storedAs));
    const sealed = Buffer.concat([cipher.update(body), cipher.final()]);
    const path = join(this.folder, storedAs);
    const file = await open(`${path}.part`, 'wx', 0o600);
    try {
      await file.writev([nonce, cipher.getAuthTag(), sealed]);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
  }

  private open(sealed: Buffer, storedAs: string): Buffer {
    try {
      const nonce = sealed.subarray(0, nonceBytes);
      const cipher = createDecipheriv('aes-256-gcm', this.parts.key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(storedAs)).setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([cipher.update(sealed.subarray(nonceBytes + tagBytes)), cipher.final()]);
    } catch (cause) {
      throw new ServiceError(
        'uploads/unreadable',
        'A stored file cannot be opened.',
        'Put back its key file.',
        {
          cause,
        },
      );
    }
  }
}
