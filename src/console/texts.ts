import type { Flag, Role } from '../cases/case-event.ts';
import type { MoveRefusal } from '../cases/case-work.ts';
import { caseMessages } from '../cases/messages.ts';
import type { MoveType } from '../cases/moves.ts';
import type { IdentityRefusal } from '../cases/sealed-identity.ts';
import type { AccountProblem } from '../storage/officer-store.ts';
import { shortestPassword, type PasswordProblem } from './password.ts';

const roles: Readonly<Record<Role, string>> = {
  clerk: 'Văn thư',
  specialist: 'Chuyên viên',
  leader: 'Lãnh đạo',
  guardian: 'Người bảo vệ danh tính',
  admin: 'Quản trị',
};

const flags: Readonly<Record<Flag, string>> = {
  remote: 'Vùng sâu, vùng xa, đi lại khó khăn',
  complex: 'Phức tạp',
  speciallyComplex: 'Đặc biệt phức tạp',
  severalPlaces: 'Phải xác minh ở nhiều nơi',
  notOurs: 'Không thuộc thẩm quyền',
  referred: 'Do cơ quan khác chuyển đến',
  atReception: 'Tiếp nhận tại buổi tiếp công dân',
};

const moves: Readonly<Record<MoveType, string>> = {
  assigned: 'Giao xử lý',
  answered: 'Trả lời',
  asked: 'Đề nghị bổ sung',
  closed: 'Kết thúc',
  noted: 'Ghi chú nội bộ',
  classified: 'Phân loại lại',
  lodged: 'Tiếp nhận đơn có chữ ký',
  accepted: 'Thụ lý',
  refused: 'Không thụ lý',
  forwarded: 'Chuyển cơ quan có thẩm quyền',
  extended: 'Gia hạn',
  suspended: 'Tạm đình chỉ',
  resumed: 'Tiếp tục giải quyết',
  supplied: 'Ghi nhận bổ sung tại quầy',
  flagged: 'Đặt hoặc bỏ dấu hiệu',
  barred: 'Công chức không được tiếp cận',
  reopened: 'Mở lại',
  withdrawn: 'Ghi nhận rút đơn',
  merged: 'Gộp vào hồ sơ khác',
  absorbed: 'Nhận hồ sơ gộp',
};

const refusals: Readonly<Record<MoveRefusal | 'incomplete', string>> = {
  incomplete: 'Xin điền đủ các ô bắt buộc.',
  'not-allowed': 'Vai trò của tài khoản này không được làm việc đó.',
  'wrong-kind': 'Việc này không áp dụng cho loại hồ sơ này.',
  'wrong-stage': 'Hồ sơ đang ở giai đoạn không làm được việc này.',
  'not-your-unit': 'Hồ sơ không thuộc đơn vị của tài khoản này.',
  'conflict-of-interest': 'Công chức này không được tiếp cận hồ sơ.',
  'no-such-clock': 'Hồ sơ không có thời hạn này.',
  'too-long': 'Số ngày vượt mức được gia hạn.',
  'needs-flag': 'Gia hạn này cần đặt dấu hiệu phức tạp trước.',
  'not-extendable': 'Thời hạn này không được gia hạn thêm.',
  'text-missing': 'Xin ghi nội dung hoặc lý do.',
  'evidence-missing': 'Hồ sơ chưa có trả lời, cần tệp chứng minh đã xử lý (ảnh, biên bản).',
  'petition-not-lodged': 'Cần tiếp nhận đơn có chữ ký trước khi thụ lý.',
  'needs-signed-withdrawal': 'Đơn đã có chữ ký chỉ rút bằng đơn rút có chữ ký.',
  'reopening-too-late': 'Đã quá thời gian được mở lại.',
  'accused-unit': 'Không giao cho đơn vị bị tố cáo.',
  'date-in-future': 'Ngày ghi ở tương lai.',
  'date-before-case': 'Ngày ghi trước ngày tiếp nhận đơn.',
  unchanged: 'Không có gì thay đổi.',
  'kind-not-taken': 'Không chuyển hồ sơ thường thành tố cáo.',
  'merge-with-itself': 'Không gộp hồ sơ vào chính nó.',
  'no-such-case': 'Không có hồ sơ này.',
  'changed-meanwhile': 'Hồ sơ vừa có người khác cập nhật. Xin xem lại rồi làm lại, nội dung đã nhập vẫn còn.',
};

const identityRefusals: Readonly<Record<IdentityRefusal, string>> = {
  'not-allowed': 'Tài khoản này không được xem danh tính.',
  'no-identity': 'Hồ sơ không có danh tính niêm phong.',
  'reason-missing': 'Xin ghi lý do cần xem danh tính.',
  'own-request': 'Người yêu cầu không được tự chấp thuận.',
  'not-granted': 'Yêu cầu chưa được chấp thuận.',
  expired: 'Chấp thuận đã hết hiệu lực sau 24 giờ. Xin gửi yêu cầu mới.',
  'decided-already': 'Yêu cầu này đã được quyết định.',
};

const passwordProblems: Readonly<Record<PasswordProblem, string>> = {
  'too-short': `Mật khẩu cần ít nhất ${shortestPassword} ký tự.`,
  'too-long': 'Mật khẩu quá dài.',
  'too-simple': 'Mật khẩu này dễ đoán. Xin chọn một câu hoặc vài từ không liên quan nhau.',
  'holds-name': 'Mật khẩu không được chứa tên đăng nhập.',
};

const accountProblems: Readonly<Record<AccountProblem, string>> = {
  'login-taken': 'Tên đăng nhập này đã có người dùng.',
  'last-administrator': 'Đây là tài khoản quản trị duy nhất còn dùng được, không thể khoá hoặc bỏ vai trò.',
  'no-such-account': 'Không có tài khoản này.',
};

/** Every sentence of the console that more than one place needs, or that tells a refusal. */
export const say = {
  ...caseMessages('người dân'),
  product: 'Bàn tiếp nhận',
  skip: 'Đến nội dung chính',
  navigation: 'Các trang',
  logOut: 'Đăng xuất',
  roles,
  flags,
  moves,
  refusals,
  identityRefusals,
  passwordProblems,
  accountProblems,
  refused: {
    title: 'Chưa thực hiện được',
    origin: 'Yêu cầu không đến từ trang của hệ thống. Xin mở lại trang và làm lại.',
    token: 'Trang đã mở quá lâu hoặc phiên làm việc đã đổi. Xin mở lại trang và làm lại.',
    role: 'Tài khoản này không có quyền vào trang này.',
    tooLarge: 'Tệp gửi kèm quá lớn: tối đa 5 tệp, tổng cộng 10 MB.',
    planTooLarge: 'Tệp hoặc văn bản quá lớn: tệp tối đa 50 MB, văn bản dán tối đa 2 MB.',
    form: 'Biểu mẫu không hợp lệ. Xin mở lại trang và làm lại.',
    missing: 'Không có hồ sơ này, hoặc hồ sơ không thuộc phạm vi được xem.',
    tooMany: 'Có quá nhiều lượt thử. Xin đợi ít phút rồi thử lại.',
  },
  logIn: {
    title: 'Đăng nhập',
    login: 'Tên đăng nhập',
    password: 'Mật khẩu',
    wrong: 'Tên đăng nhập hoặc mật khẩu chưa đúng. Sau nhiều lần sai, tài khoản tạm khoá 15 phút.',
    button: 'Đăng nhập',
    linkUsed: 'Đã đặt mật khẩu. Xin đăng nhập.',
  },
  setUp: {
    first: 'Tạo tài khoản quản trị đầu tiên',
    invited: 'Đặt mật khẩu',
    gone: 'Liên kết này đã được dùng, đã hết hạn hoặc không đúng. Xin nhờ người quản trị cấp liên kết mới.',
    name: 'Họ và tên',
    again: 'Nhập lại mật khẩu',
    differs: 'Hai lần nhập mật khẩu không giống nhau.',
    hint: `Ít nhất ${shortestPassword} ký tự. Nên dùng một câu dài dễ nhớ.`,
    badLogin: 'Tên đăng nhập gồm 3 đến 40 chữ không dấu, số, dấu chấm hoặc gạch ngang.',
    badName: 'Xin ghi họ và tên.',
    button: 'Lưu',
  },
  password: {
    title: 'Đổi mật khẩu',
    old: 'Mật khẩu đang dùng',
    wrong: 'Mật khẩu đang dùng chưa đúng.',
    fresh: 'Mật khẩu mới',
    done: 'Đã đổi mật khẩu. Các phiên khác đã đăng xuất.',
  },
  inbox: {
    title: 'Hồ sơ',
    search: 'Tìm trong nội dung, địa điểm hoặc theo mã hồ sơ (không cần dấu)',
    all: 'Tất cả',
    none: 'Không có hồ sơ nào khớp.',
    unassigned: 'Chưa giao',
    found: (count: number) => `${count} hồ sơ`,
  },
  due: {
    none: 'Không tính hạn',
    paused: 'Tạm dừng tính hạn',
    over: (days: number) => `Quá hạn ${days} ngày`,
    today: 'Hết hạn hôm nay',
    left: (days: number) => `Còn ${days} ngày làm việc`,
    done: 'Đã xong',
  },
  verify: 'cần xác minh',
  estimated: 'Lịch nghỉ của năm đó chưa công bố, ngày có thể thay đổi.',
  delivery: {
    waiting: 'Thông báo đang chờ gửi',
    sending: 'Thông báo đang gửi',
    delivered: 'Đã gửi thông báo đến người dân',
    uncertain: 'Chưa chắc thông báo đã đến',
    dead: 'Không gửi được thông báo, người dân vẫn xem được tại trang tra cứu',
    instead: 'đã chuyển sang thư điện tử',
    none: 'Người dân xem tại trang tra cứu, không có kênh để gửi thông báo',
  },
  identity: { title: 'Yêu cầu xem danh tính' },
  counter: {
    title: 'Nhận tại quầy',
    intro: 'Ghi hồ sơ người dân nộp tại quầy, gọi điện hoặc gửi bưu chính. Người dân nhận mã để tự tra cứu.',
    denunciation:
      'Tố cáo được niêm phong ngay khi lưu: nội dung chỉ lãnh đạo xem được, danh tính chỉ mở khi người bảo vệ danh tính đồng ý. Không ghi tên người tố cáo trong nội dung.',
    guided:
      'Cơ quan không nhận tố cáo trên hệ thống này: hướng dẫn người dân nộp đơn có chữ ký theo quy trình giấy.',
    button: 'Lưu và cấp biên nhận',
    receipt: 'Biên nhận',
    handOver: 'In trang này hoặc tải giấy biên nhận, giao cho người dân. Mã bí mật chỉ hiện một lần này.',
    another: 'Nhận hồ sơ khác',
    openCase: 'Mở hồ sơ',
    paper: 'Tải giấy biên nhận để in và ký',
    qr: 'Mã QR để tra cứu hồ sơ',
    blankForms: 'Mẫu đơn trống để in',
    notLodged: (why: string) => `Đã nhận hồ sơ, nhưng chưa ghi được ngày nhận đơn có chữ ký: ${why}`,
    incomplete: 'Xin chọn loại, cơ quan và ghi nội dung; ngày không được ở tương lai.',
  },
  denouncer: {
    sealed: 'Danh tính người gửi được niêm phong riêng.',
    anonymous:
      'Tin báo nặc danh: xem xét theo khoản 2 Điều 25 Luật Tố cáo 2018; chỉ thụ lý khi có đơn ghi rõ họ tên, địa chỉ.',
  },
  accounts: {
    title: 'Tài khoản',
    created: 'Đã tạo tài khoản. Gửi liên kết dưới đây cho người dùng, chỉ hiện một lần, dùng trong 72 giờ:',
    badRoles: 'Xin chọn ít nhất một vai trò.',
  },
} as const;
