import type { Upload, UploadIndex } from '../channels/direct-line/upload-index.ts';
import type { Database } from './database.ts';
import type { UploadRow } from './schema.ts';
import { openJson, sealJson } from './sealed-json.ts';
import type { Sealer } from './sealer.ts';

/** The index of uploads in the database. Rows go with their conversation. */
export class UploadStore implements UploadIndex {
  constructor(private readonly database: Database) {}

  async add(upload: Upload): Promise<void> {
    const { commits, sealer } = this.database;
    await commits.run((transaction) =>
      transaction.insertInto('uploads').values(toRow(sealer, upload)).execute(),
    );
  }

  async find(id: string): Promise<Upload | undefined> {
    const row = await this.database.queries
      .selectFrom('uploads')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toUpload(this.database.sealer, row);
  }

  async remove(id: string): Promise<void> {
    await this.database.commits.run((transaction) =>
      transaction.deleteFrom('uploads').where('id', '=', id).execute(),
    );
  }

  async ofConversation(conversationId: string): Promise<Upload[]> {
    const rows = await this.database.queries
      .selectFrom('uploads')
      .selectAll()
      .where('conversation_id', '=', conversationId)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map((row) => toUpload(this.database.sealer, row));
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

/** Binds a sealed name to its file. */
function about(id: string): string {
  return `upload\n${id}`;
}

function toRow(sealer: Sealer, upload: Upload): UploadRow {
  return {
    id: upload.id,
    conversation_id: upload.conversationId,
    name: sealJson(sealer, { name: upload.name.replace(/\p{Cc}/gu, ' ') }, about(upload.id)),
    content_type: upload.contentType,
    size: upload.size,
    sha256: upload.sha256,
    stored_as: upload.storedAs,
    created_at: upload.createdAt.toISOString(),
  };
}

function toUpload(sealer: Sealer, row: UploadRow): Upload {
  const { name } = openJson(sealer, row.name, about(row.id)) as { readonly name: string };
  return {
    id: row.id,
    conversationId: row.conversation_id,
    name,
    contentType: row.content_type,
    size: row.size,
    sha256: row.sha256,
    storedAs: row.stored_as,
    createdAt: new Date(row.created_at),
  };
}
