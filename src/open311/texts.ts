import type { PublicKind } from './services.ts';

/** Every sentence of the interface. */
export const say = {
  group: 'Phản ánh, kiến nghị',
  services: {
    incident: 'Sự việc tại một địa điểm: đường hỏng, rác, tiếng ồn, đèn hỏng. Có thể không nêu tên.',
    proposal: 'Phản ánh, kiến nghị về quy định, thủ tục hành chính. Cần họ tên và cách liên hệ.',
  } satisfies Record<PublicKind, string>,
  keywords: {
    incident: 'hiện trường, hạ tầng, môi trường, trật tự',
    proposal: 'quy định, thủ tục hành chính',
  } satisfies Record<PublicKind, string>,
  keyService: 'Khoá API do quản trị của cơ quan cấp tại trang /console/api.',
  contact: 'Bộ phận tiếp nhận của cơ quan',
  consent: 'Hệ thống gửi đã lấy sự đồng ý của người dân để cơ quan tiếp nhận và xử lý',
  media: (url: string) => `Ảnh do hệ thống gửi dẫn đến: ${url}`,
  stageAndUnit: (stage: string, unit: string | undefined) =>
    unit === undefined ? stage : `${stage}. Đơn vị: ${unit}`,
  received: (unit: string, due: string | undefined) =>
    due === undefined ? `${unit} đã tiếp nhận.` : `${unit} đã tiếp nhận. Hẹn trả lời ngày ${due}.`,
  problems: {
    noKey: 'Thiếu khoá API hoặc khoá không còn hiệu lực (api_key).',
    noRight: 'Khoá API này không có quyền đó.',
    tooMany: 'Gửi quá nhanh. Xin thử lại sau một phút.',
    tooLarge: 'Nội dung gửi quá lớn.',
    badForm: 'Xin gửi dạng application/x-www-form-urlencoded.',
    noFiles: 'Không nhận tệp. Xin gửi địa chỉ ảnh ở media_url.',
    noJurisdiction: 'Thiếu jurisdiction_id.',
    badJurisdiction: 'Không có jurisdiction_id này.',
    noService: 'Thiếu service_code.',
    badService: 'Không có service_code này.',
    noRequest: 'Không có service_request_id này.',
    noDescription: 'Thiếu description.',
    longDescription: 'description dài quá 4.000 ký tự.',
    noPlace: 'Cần lat và long, hoặc address_string.',
    badPlace: 'lat hoặc long không hợp lệ.',
    noContact: 'Kiến nghị về quy định, thủ tục cần họ tên (last_name, first_name) và phone hoặc email.',
    badContact: 'phone hoặc email không hợp lệ.',
    badMedia: 'media_url phải là địa chỉ https.',
    badDate: 'start_date hoặc end_date không hợp lệ; cần dạng 2026-11-21T08:00:00+07:00.',
    badStatus: 'status chỉ nhận open, closed.',
    badPage: 'page và page_size phải là số nguyên dương; page_size không quá 100.',
    badRepeat: 'Idempotency-Key dài quá 200 ký tự.',
  },
} as const;
