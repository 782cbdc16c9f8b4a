import { ServiceError } from '../errors.ts';

const sentences: Readonly<Record<string, string>> = {
  'backup/exists': 'Tệp đó đã có. Mỗi bản sao lưu cần một tên tệp mới.',
  'backup/nothing': 'Chưa có cơ sở dữ liệu nào trong DATA_DIR.',
  'backup/damaged': 'Tệp sao lưu bị cắt cụt, bị sửa, hoặc không phải bản sao lưu của chương trình này.',
  'backup/not-empty': 'Chưa khôi phục gì: nơi khôi phục phải trống (DATA_DIR mới hoặc cơ sở dữ liệu mới).',
  'storage/newer-database':
    'Dữ liệu do một phiên bản mới hơn tạo ra. Hãy dùng đúng phiên bản đó hoặc mới hơn.',
  'storage/unreachable': 'Không kết nối được PostgreSQL. Hãy kiểm tra DATABASE_URL.',
  'storage/not-durable': 'Cơ sở dữ liệu đang đặt ở chế độ có thể mất dữ liệu khi mất điện.',
  'storage/full': 'Ổ đĩa đã đầy.',
  'storage/busy': 'Cơ sở dữ liệu đang bị chương trình khác khoá. Hãy thử lại.',
  ENOENT: 'Không có tệp hoặc thư mục đó.',
  EACCES: 'Không có quyền đọc hoặc ghi ở đó.',
  ENOSPC: 'Ổ đĩa đã đầy.',
};

/** One line for the person at the terminal, with the code that the documentation explains. */
export function faultLine(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const sentence = sentences[code];
  if (sentence) return `${sentence} (${code})`;
  const detail = error instanceof ServiceError || error instanceof Error ? error.message : String(error);
  return `Chưa làm được: ${detail} (${code})`;
}
