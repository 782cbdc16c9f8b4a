import type { Upload, UploadIndex } from '../../../../src/channels/direct-line/upload-index.ts';

/** A fake that works. */
export class MemoryUploadIndex implements UploadIndex {
  private readonly uploads = new Map<string, Upload>();

  add(upload: Upload) {
    this.uploads.set(upload.id, { ...upload });
    return Promise.resolve();
  }

  remove(id: string) {
    this.uploads.delete(id);
    return Promise.resolve();
  }

  find(id: string) {
    return Promise.resolve(this.uploads.get(id));
  }
}
