/** Tệp người dân gửi: what is known of a file; its bytes are in the uploads folder. */
export interface Upload {
  readonly id: string;
  readonly conversationId: string;
  /** As the person's device named it: shown to people, never used as a path. */
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  /** File name in the uploads folder, made by the server. */
  readonly storedAs: string;
  readonly createdAt: Date;
}

/** Which file belongs to which conversation. */
export interface UploadIndex {
  add(upload: Upload): Promise<void>;
  find(id: string): Promise<Upload | undefined>;
  remove(id: string): Promise<void>;
}
