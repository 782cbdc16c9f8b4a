/** Every sentence of the page for other programs. */
export const apiSay = {
  title: 'Kết nối',
  intro:
    'Hệ thống khác gửi và đọc phản ánh, kiến nghị qua API. Khiếu nại, tố cáo, góp ý nội bộ không đi qua đây.',
  keys: 'Khoá API',
  noKeys: 'Chưa có khoá nào.',
  newKey: 'Tạo khoá',
  keyName: 'Tên hệ thống dùng khoá',
  rights: 'Quyền',
  canRead: 'Đọc phản ánh, kiến nghị (có nội dung đã che số điện thoại)',
  canWrite: 'Gửi phản ánh, kiến nghị',
  reads: 'đọc',
  writes: 'gửi',
  madeOn: (day: string) => `tạo ngày ${day}`,
  revokedOn: (day: string) => `đã thu hồi ngày ${day}`,
  revoke: (name: string) => `Thu hồi khoá của ${name}`,
  keyMade: 'Đã tạo khoá. Hãy chép ngay, khoá chỉ hiện một lần:',
  keyLabel: 'Khoá API mới',
  badName: 'Xin ghi tên hệ thống dùng khoá.',
  badRights: 'Xin chọn ít nhất một quyền.',
  hooks: 'Địa chỉ nhận tin (webhook)',
  hookIntro:
    'Mỗi khi phản ánh, kiến nghị chuyển giai đoạn, mã và giai đoạn được gửi đến các địa chỉ này, có chữ ký.',
  noHooks: 'Chưa có địa chỉ nào.',
  newHook: 'Thêm địa chỉ',
  hookUrl: 'Địa chỉ https',
  addHook: 'Thêm và lấy mã bí mật',
  remove: (host: string) => `Gỡ ${host}`,
  hookMade: 'Đã thêm địa chỉ. Mã bí mật để kiểm tra chữ ký chỉ hiện một lần:',
  hookLabel: 'Mã bí mật của địa chỉ mới',
  hookDead: (count: string, since: string) => `${count} tin không gửi được, tin đầu từ ngày ${since}.`,
  hookWaiting: (count: string, reason: string) =>
    `${count} tin đang chờ gửi lại; lần thử gần nhất: ${reason}. Máy chủ tự gửi lại trong 73 giờ.`,
  /** Why it was given up, and what the administrator can do. */
  hookWhy: {
    'outbox/gave-up':
      'Bên nhận không trả lời 2xx trong 73 giờ. Nhờ bên nhận kiểm tra địa chỉ, chứng chỉ và nhật ký của họ, rồi bấm gửi lại.',
    'webhook/gone':
      'Bên nhận báo địa chỉ này không còn dùng (410). Nếu đúng thì gỡ địa chỉ; nếu nhầm thì bên nhận mở lại, rồi bấm gửi lại.',
    'webhook/inside-address':
      'Tên miền trỏ vào mạng nội bộ nên không được gửi. Gỡ địa chỉ, hoặc nhờ bên nhận sửa tên miền rồi bấm gửi lại.',
  } as Readonly<Record<string, string>>,
  hookWhyOther: 'Xem nhật ký máy chủ để biết lý do, xử lý xong thì bấm gửi lại.',
  lastReason: (reason: string) => `Lần thử cuối: ${reason}.`,
  hookCases: 'Hồ sơ của các tin này',
  sendAgain: (count: string, host: string) => `Gửi lại ${count} tin đến ${host}`,
  sentAgain: (count: number) => `Đã xếp ${count} tin để gửi lại.`,
  badUrl: 'Địa chỉ phải là https, có tên miền công khai, không kèm tên và mật khẩu.',
} as const;
