/** The tables of the programming interface: who may call it. */
export interface Open311Tables {
  api_keys: ApiKeyRow;
}

/** Khoá API: only the hash of it is kept. Never deleted: the audit log and cases' notes name it. */
export interface ApiKeyRow {
  id: string;
  name: string;
  hash: string;
  can_read: number;
  can_write: number;
  created_at: string;
  revoked_at: string | null;
}
