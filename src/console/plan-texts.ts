import type { DutyField, FieldIssue } from '../plan-work/duty-fields.ts';
import type { HeadField, HeadIssue } from '../plan-work/head-fields.ts';
import type { PlanState } from '../plan-work/open-plan.ts';
import type { CorrectionRefusal } from '../storage/plan-corrections.ts';

const states: Readonly<Record<PlanState, string>> = {
  shipped: 'Đi kèm hệ thống',
  draft: 'Bản nháp',
  published: 'Đang công bố',
  retired: 'Đã rút',
  discarded: 'Bản nháp đã bỏ',
};

const fields: Readonly<Record<DutyField, string>> = {
  task: 'Việc',
  lead: 'Chủ trì',
  advising: 'Tham mưu',
  coordinating: 'Phối hợp',
  directing: 'Chỉ đạo',
  deliverable: 'Kết quả, sản phẩm',
  method: 'Cách thức thực hiện',
  timeRaw: 'Thời gian, chép đúng chữ trong văn bản',
  due: 'Hạn',
  quote: 'Trích nguyên văn',
};

const facts: Readonly<Record<HeadField, string>> = {
  title: 'Tên văn bản',
  number: 'Số, ký hiệu',
  issuedOn: 'Ngày ban hành',
  year: 'Năm thực hiện',
  issuer: 'Cơ quan ban hành',
  signerName: 'Người ký',
  signerTitle: 'Chức vụ người ký',
};

const changes: Readonly<Record<string, string>> = {
  ...facts,
  task: fields.task,
  lead: fields.lead,
  advising: fields.advising,
  coordinating: fields.coordinating,
  directing: fields.directing,
  deliverable: fields.deliverable,
  time: 'Thời gian',
  signer: 'Người ký',
};

/** Every sentence of the officers' plan pages. */
export const planSay = {
  states,
  fields,
  facts,
  list: {
    title: 'Kế hoạch',
    search: 'Tìm theo tên, số, cơ quan hoặc năm (không cần dấu)',
    find: 'Tìm',
    add: 'Thêm kế hoạch',
    none: 'Không có kế hoạch nào khớp.',
    found: (count: number) => `${count.toLocaleString('vi')} kế hoạch`,
    unread: (count: number) =>
      `Hệ thống đang đọc lại ${count.toLocaleString('vi')} kế hoạch chưa có trong danh sách này. Xin mở lại trang sau ít phút để xem đủ.`,
    columns: ['Kế hoạch', 'Cơ quan ban hành', 'Trạng thái', 'Việc', 'Đã rà soát', 'Điểm cần soát'],
    noNumber: 'không ghi số',
    year: (year: number) => `năm ${year}`,
    noYear: 'chưa rõ năm',
    versions: (count: number) => `${count} bản`,
    answering: (version: number) =>
      version === 0 ? 'đang trả lời theo bản đi kèm hệ thống' : `đang trả lời theo bản ${version}`,
    silent: 'chưa dùng để trả lời',
  },
  add: {
    title: 'Thêm kế hoạch',
    intro:
      'Hệ thống đọc văn bản, đưa ra những gì đã hiểu để rà soát. Bản nháp chưa được dùng để trả lời cho đến khi công bố.',
    file: 'Tệp văn bản',
    fileHint: (megabytes: number) =>
      `Nhận .docx, .pdf, .txt, .md, bản quét hoặc ảnh chụp (.tif, .png, .jpg, .webp, .bmp); tối đa ${megabytes} MB. Tệp Word có macro, tệp đặt mật khẩu không được nhận.`,
    paste: 'Hoặc dán toàn văn',
    pasteHint: 'Chỉ dùng khi không có tệp. Dán cả phần đầu văn bản (cơ quan, số, ngày) và nơi nhận.',
    search: 'Tìm kế hoạch đã có, nếu đây là bản mới',
    searchHint: 'Tìm theo tên, số, cơ quan hoặc năm (không cần dấu), trước khi chọn tệp.',
    all: (count: number) =>
      `Hệ thống có ${count.toLocaleString('vi')} kế hoạch. Muốn thêm bản mới của một kế hoạch, xin tìm kế hoạch đó rồi chọn ở đây.`,
    found: (count: number, shown: number) => {
      if (count === 0) return 'Không có kế hoạch nào khớp.';
      const more = count > shown ? `, ở đây có ${shown}; xin tìm thêm từ để thu hẹp` : '; xin chọn ở đây';
      return `Tìm thấy ${count.toLocaleString('vi')} kế hoạch${more}.`;
    },
    of: 'Đây là',
    new: 'Kế hoạch mới',
    versionOf: (title: string) => `Bản mới của: ${title}`,
    ofHint:
      'Chọn bản mới thì những chỗ đã sửa, đã rà soát ở bản trước được chuyển sang khi câu chữ không đổi.',
    button: 'Đọc văn bản',
    missing: 'Xin chọn một tệp hoặc dán toàn văn.',
    both: 'Xin chỉ chọn tệp hoặc dán toàn văn, không dùng cả hai.',
    pastedName: 'van-ban-dan.txt',
  },
  reading: {
    title: 'Đang đọc văn bản',
    waiting: 'Đang chờ lượt: hệ thống đọc lần lượt từng tệp.',
    reading: 'Đang đọc. Có thể rời trang này, bản nháp sẽ có trong danh sách khi đọc xong.',
    pages: (done: number, total: number) => `Đã đọc ${done} trên ${total} trang`,
    refused: 'Không nhận tệp này',
    kept: 'Đã đọc xong',
    same: 'Đúng tệp này đã được thêm trước đây, không tạo bản mới.',
    understood: (duties: number, problems: number) =>
      problems > 0 ? `Đọc được ${duties} việc, có ${problems} điểm cần soát.` : `Đọc được ${duties} việc.`,
    review: 'Rà soát bản nháp',
    open: 'Mở kế hoạch',
    again: 'Thêm tệp khác',
    gone: 'Không còn thông tin của lượt đọc này. Nếu đã đọc xong, bản nháp có trong danh sách kế hoạch.',
    refresh: 'Xem tiến độ',
  },
  review: {
    back: 'Danh sách kế hoạch',
    version: (version: number) => `bản ${version}`,
    source: 'Văn bản',
    duties: 'Các việc đọc được',
    done: (reviewed: number, all: number) => `Đã rà soát ${reviewed} trên ${all} việc`,
    filters: {
      'tat-ca': 'Tất cả',
      'can-xem': 'Cần xem lại',
      'chua-soat': 'Chưa rà soát',
      'da-sua': 'Đã sửa',
    },
    none: 'Không có việc nào trong mục lọc này.',
    outside: 'Ngoài các mục',
    confirmSection: 'Xác nhận các việc còn lại của mục này',
    sectionCount: (count: number) => `${count} việc`,
    readOnly: 'Bản này không sửa trực tiếp được. Muốn sửa, xin mở một bản nháp từ bản này.',
    readOnlyRole: 'Tài khoản này chỉ được xem.',
    revise: 'Mở bản nháp để sửa',
    publish: 'Công bố',
    retire: 'Rút kế hoạch',
    discard: 'Bỏ bản nháp',
    discardSure: 'Bỏ bản nháp này cùng mọi chỗ đã sửa? Bản đang công bố không bị ảnh hưởng.',
    history: 'Lịch sử',
    read: 'Xem như người dân',
    add: 'Thêm việc còn thiếu',
    addHere: (line: number) => `Thêm việc từ dòng ${line}`,
    problems: 'Điểm cần soát của văn bản',
    compared: 'Đã đối chiếu với bản giấy',
    comparedCount: (count: number) => `Đã đối chiếu ${count} điểm của bản quét.`,
    showCompared: 'Hiện lại',
    lost: 'Chỗ đã sửa không còn khớp',
    lostIntro: 'Câu được trích khi sửa không còn trong bản này, nên các chỗ sửa dưới đây không được áp dụng.',
    lostSeen: 'Đã xem, bỏ chỗ sửa này',
    dropped: (count: number) => `Việc đã bỏ (${count})`,
    restore: 'Khôi phục',
    line: 'Dòng',
    goTo: 'Đến việc đọc từ dòng này',
  },
  duty: {
    lines: (from: number, to: number) => (from === to ? `dòng ${from}` : `dòng ${from}–${to}`),
    reviewed: 'Đã rà soát',
    unreviewed: 'Chưa rà soát',
    look: 'Cần xem lại',
    changed: 'Đã sửa',
    added: 'Thêm tay',
    by: (who: string, when: string) => `${who} rà soát lúc ${when}`,
    byPlan: (who: string, when: string) => `${who} rà soát cả văn bản ngày ${when}`,
    machine: 'Máy đọc',
    nobody: 'không nêu đơn vị',
    nothing: '(trống)',
    understood: 'Hiểu là',
    notUnderstood: 'chưa hiểu được thành ngày',
    quote: 'Trích nguyên văn',
    noLead: 'Văn bản không nêu, hoặc máy không đọc được đơn vị chủ trì.',
    confirm: 'Đúng, đã rà soát',
    edit: 'Sửa',
    one: 'Một việc của kế hoạch',
    drop: 'Bỏ việc này',
    gone: 'Đã bỏ việc này.',
    undo: 'Trả về như máy đọc',
    reopen: 'Bỏ dấu rà soát',
    save: 'Lưu',
    cancel: 'Huỷ',
    confirmToo: 'Đã đối chiếu cả việc này với văn bản',
    sure: 'Vẫn ghi như vậy, đã đối chiếu với bản gốc',
    onePerLine: 'Mỗi dòng một đơn vị, ghi đúng tên trong văn bản.',
    quoteHint: 'Mỗi dòng một đoạn, chép đúng từng chữ trong văn bản.',
    dueHint: 'Chỉ điền khi máy hiểu sai hoặc chưa hiểu cụm thời gian ở trên.',
    stop: 'Chưa lưu. Xin xem lại các ô được đánh dấu.',
    doubt: 'Chưa lưu. Có chỗ không thấy trong văn bản, xin đối chiếu lại.',
  },
  missing: {
    title: 'Thêm việc còn thiếu',
    intro: 'Chọn các dòng có việc này, rồi điền các ô. Câu trích phải có trong văn bản.',
    from: 'Từ dòng',
    to: 'đến dòng',
    take: 'Lấy các dòng này',
    save: 'Thêm việc',
  },
  head: { title: 'Thông tin văn bản', edit: 'Sửa thông tin', empty: 'văn bản không ghi' },
  publish: {
    title: 'Công bố kế hoạch',
    restoreTitle: 'Công bố lại bản cũ',
    sure: 'Trợ lý sẽ trả lời theo bản này sau vài giây.',
    first: 'Kế hoạch này chưa từng được công bố.',
    against: (version: string) => `So với ${version} đang công bố`,
    same: 'Không có gì khác.',
    head: 'Thông tin văn bản',
    added: (count: number) => `Việc mới (${count})`,
    removed: (count: number) => `Việc không còn (${count})`,
    changed: (count: number) => `Việc thay đổi (${count})`,
    unchanged: (count: number) => `${count} việc không đổi.`,
    unreviewed: (count: number, all: number) =>
      `${count} trên ${all} việc chưa rà soát. Câu trả lời từ các việc này sẽ ghi rõ là chưa được cán bộ rà soát.`,
    lost: (count: number) => `${count} chỗ đã sửa ở bản trước không còn khớp.`,
    errors: (count: number) => `${count} lỗi cần xử lý trước khi công bố thì tốt hơn.`,
    button: 'Công bố bản này',
    back: 'Quay lại rà soát',
    shipped: 'bản đi kèm hệ thống',
    refused: 'Chưa công bố. Còn câu bị trả lời sai.',
    gone: 'Bản này không còn để công bố. Xin mở lại kế hoạch.',
  },
  gate: {
    title: 'Thử các câu hỏi trước khi công bố',
    asking: 'Đang thử các câu hỏi có sẵn đáp án và câu hỏi tự kiểm của mọi kế hoạch…',
    ask: 'Thử ngay',
    passed: (asked: number) => `Đã thử ${asked} câu hỏi, không câu nào đang đúng bị trả lời sai.`,
    refused: (count: number) =>
      `Chưa công bố được: ${count} câu sẽ bị trả lời sai. Xin sửa bản nháp rồi thử lại.`,
    broken: 'Đang trả lời đúng, sẽ thành sai',
    wrong: 'Câu hỏi kèm theo kế hoạch này bị trả lời sai',
    unfound: (count: number) => `${count} việc khó tìm bằng câu hỏi, nên xem lại; không chặn công bố`,
    unfoundWhy: 'Hỏi bằng chính lời của kế hoạch mà không tìm ra việc',
    force: 'Vẫn công bố',
    reason: 'Lý do vẫn công bố',
    reasonHint: 'Lý do, tên người công bố và các câu bị sai được ghi vào nhật ký.',
    onlyAdmin: 'Chỉ người quản trị được công bố khi còn câu bị trả lời sai, và phải ghi lý do.',
    reasonMissing: 'Xin ghi lý do vẫn công bố.',
  },
  retire: {
    title: 'Rút kế hoạch',
    sure: 'Trợ lý thôi trả lời theo kế hoạch này; trang đọc văn bản cũng không còn. Có thể công bố lại bất cứ lúc nào.',
    button: 'Rút kế hoạch này',
  },
  history: {
    title: 'Lịch sử',
    versions: 'Các bản',
    columns: ['Bản', 'Trạng thái', 'Tệp', 'Thêm', 'Công bố', 'Rút'],
    see: 'Xem',
    again: 'Công bố lại',
    steps: 'Ai đã sửa, rà soát gì trong bản này',
    none: 'Chưa có gì được sửa trong bản này.',
    head: 'Thông tin văn bản',
    set: (names: string) => `sửa ${names}`,
    dropped: 'bỏ việc này',
    added: 'thêm việc này',
    reviewed: 'xác nhận đã rà soát',
    reopened: 'bỏ dấu rà soát',
    compared: 'đối chiếu bản quét với bản giấy',
    undone: 'trả về như máy đọc',
  },
  done: {
    'da-bo-nhap': 'Đã bỏ bản nháp.',
    'da-cong-bo': 'Đã công bố. Trợ lý trả lời theo bản này sau vài giây.',
    'da-rut': 'Đã rút. Trợ lý thôi trả lời theo kế hoạch này sau vài giây.',
    'da-luu': 'Đã lưu.',
    'mot-phan': 'Có việc vừa được người khác sửa nên chưa được xác nhận. Xin xem lại các việc đó.',
  },
  missingPlan: 'Không có kế hoạch này, hoặc bản này đã bị bỏ.',
  failed: 'Chưa lưu được. Xin kiểm tra mạng rồi tải lại trang.',
} as const;

export function refusalText(refusal: CorrectionRefusal | 'no-such-duty'): string {
  const texts: Readonly<Record<typeof refusal, string>> = {
    'not-a-draft': 'Bản này không còn là bản nháp nên không sửa được. Xin mở lại kế hoạch.',
    'changed-meanwhile': 'Việc này vừa có người khác sửa. Xin xem lại rồi làm lại.',
    'no-such-duty': 'Không còn việc này trong bản nháp. Xin mở lại kế hoạch.',
  };
  return texts[refusal];
}

export function issueText({ code, words = '' }: FieldIssue | HeadIssue): string {
  switch (code) {
    case 'empty':
      return 'Ô này không được để trống.';
    case 'not-in-source':
      return `Không thấy "${words}" trong văn bản.`;
    case 'not-a-date':
      return 'Ngày không hợp lệ.';
    case 'not-a-year':
      return 'Năm gồm bốn chữ số.';
    default:
      return `Chưa hiểu "${words}" là ngày nào. Có thể điền ô Hạn, hoặc giữ nguyên chữ của văn bản.`;
  }
}

/** The name of what differs between two versions. */
export function changeName(field: string): string {
  return changes[field] ?? field;
}
