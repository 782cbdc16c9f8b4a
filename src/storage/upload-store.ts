import type { Upload, UploadIndex } from '../channels/direct-line/upload-index.ts';
import type { Database } from './database.ts';
import type { UploadRow } from './schema.ts';

/** The index of uploads in the database. Rows go with their conversation. */
export class UploadStore implements UploadIndex {
  constructor(private readonly database: Database) {}

  async add(upload: Upload): Promise<void> {
    await this.database.commits.run((transaction) =>
      transaction.insertInto('uploads').values(toRow(upload)).execute(),
    );
  }

  async find(id: string): Promise<Upload | undefined> {
    const row = await this.database.queries
      .selectFrom('uploads')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toUpload(row);
  }

  async ofConversation(conversationId: string): Promise<Upload[]> {
    const rows = await this.database.queries
      .selectFrom('uploads')
      .selectAll()
      .where('conversation_id', '=', conversationId)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(toUpload);
  }

  /** Those of `files` that no conversation has: left behind by a crash between row and file. */
  async unknownAmong(files: readonly string[]): Promise<string[]> {
    const unknown: string[] = [];
    for (let from = 0; from < files.length; from += 500) {
      const some = files.slice(from, from + 500);
      const rows = await this.database.queries
        .selectFrom('uploads')
        .select('stored_as')
        .where('stored_as', 'in', some)
        .execute();
      const known = new Set(rows.map(({ stored_as }) => stored_as));
      unknown.push(...some.filter((file) => !known.has(file)));
    }
    return unknown;
  }
}

function toRow(upload: Upload): UploadRow {
  return {
    id: upload.id,
    conversation_id: upload.conversationId,
    name: upload.name.replace(/\p{Cc}/gu, ' '),
    content_type: upload.contentType,
    size: upload.size,
    sha256: upload.sha256,
    stored_as: upload.storedAs,
    created_at: upload.createdAt.toISOString(),
  };
}

function toUpload(row: UploadRow): Upload {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    name: row.name,
    contentType: row.content_type,
    size: row.size,
    sha256: row.sha256,
    storedAs: row.stored_as,
    createdAt: new Date(row.created_at),
  };
}
