/** The tables of the programming interface: who may call it, and who is told. */
export interface Open311Tables {
  api_keys: ApiKeyRow;
  webhooks: WebhookRow;
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

/** Một địa chỉ nhận tin; its secret is sealed. */
export interface WebhookRow {
  id: string;
  url: string;
  secret: string;
  created_at: string;
}
