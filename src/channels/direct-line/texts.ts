/** What the channel itself says in a conversation, when the bot cannot. */
export function channelTexts(person: string) {
  const atStart = person.charAt(0).toUpperCase() + person.slice(1);
  return {
    broken: (code: string) =>
      `Xin lỗi, tôi chưa xử lý được. Điều ${person} đã gửi vẫn còn. Mời thử lại sau ít phút, hoặc báo mã **${code}** cho cơ quan.`,
    interrupted: `Hệ thống vừa khởi động lại nên tôi chưa kịp trả lời câu trước. Mời ${person} gửi lại câu đó.`,
    tooFast: (seconds: number) =>
      `${atStart} gửi nhiều tin quá nhanh nên tôi chưa trả lời kịp. Mời gửi lại sau ${seconds} giây.`,
    tooLong: (limit: number) =>
      `Tin nhắn vừa rồi quá dài nên tôi không nhận được. Mời ${person} rút gọn dưới ${limit} ký tự, chia thành nhiều tin, hoặc gửi nội dung trong một tệp PDF, Word hay ảnh.`,
    fileRefused: {
      type: `Tôi không nhận được loại tệp này. Mời ${person} gửi ảnh (JPG, PNG, WebP, HEIC), PDF, Word (.docx), Excel (.xlsx) hoặc tệp văn bản (.txt).`,
      size: (megabytes: number) =>
        `Tệp quá lớn nên tôi không nhận được. Mỗi lần gửi được tối đa ${megabytes} MB; mời ${person} chọn tệp nhỏ hơn hoặc gửi nhiều lần.`,
      count: (files: number) =>
        `Mỗi lần gửi được tối đa ${files} tệp. Mời ${person} gửi các tệp còn lại trong tin sau.`,
      quota: `Hôm nay ${person} đã gửi đủ số tệp mà kênh này nhận được. Mời gửi tiếp vào ngày mai hoặc nộp trực tiếp tại cơ quan.`,
      broken: `Tôi chưa nhận được tệp. Mời ${person} gửi lại.`,
    },
  };
}

export type ChannelTexts = ReturnType<typeof channelTexts>;

/** What a client program is told; a person sees it only where the page shows it. */
export const refusals = {
  unauthorized: {
    status: 401,
    code: 'Unauthorized',
    message: 'Thiếu mã truy cập (Authorization: Bearer …).',
  },
  forged: { status: 403, code: 'BadToken', message: 'Mã truy cập không hợp lệ.' },
  expired: { status: 403, code: 'TokenExpired', message: 'Mã truy cập đã hết hạn. Xin lấy mã mới.' },
  otherConversation: {
    status: 403,
    code: 'Forbidden',
    message: 'Mã truy cập này không dùng cho cuộc trò chuyện đó.',
  },
  secretOnly: {
    status: 403,
    code: 'Forbidden',
    message: 'Chỉ máy chủ có khóa bí mật mới gọi được địa chỉ này.',
  },
  notFound: { status: 404, code: 'ConversationNotFound', message: 'Không có cuộc trò chuyện này.' },
  noFile: { status: 404, code: 'FileNotFound', message: 'Không có tệp này.' },
  badActivity: {
    status: 400,
    code: 'BadArgument',
    message: 'Nội dung gửi lên không phải là một activity hợp lệ.',
  },
  notJson: { status: 400, code: 'MissingProperty', message: 'Nội dung gửi lên không phải JSON hợp lệ.' },
  badUser: {
    status: 400,
    code: 'BadArgument',
    message: 'Mã người dùng chỉ gồm chữ không dấu, số, gạch ngang và gạch dưới.',
  },
  tooLarge: {
    status: 413,
    code: 'MessageSizeTooBig',
    message: 'Tin nhắn quá dài. Mời rút gọn, chia thành nhiều tin, hoặc gửi nội dung trong tệp đính kèm.',
  },
  filesTooLarge: { status: 413, code: 'MessageSizeTooBig', message: 'Tệp quá lớn hoặc quá nhiều tệp.' },
  fileType: { status: 415, code: 'UnsupportedMediaType', message: 'Không nhận loại tệp này.' },
  busy: { status: 503, code: 'ServiceUnavailable', message: 'Hệ thống đang bận. Xin gửi lại sau ít phút.' },
  tooMany: { status: 429, code: 'TooManyRequests', message: 'Gửi quá nhanh. Xin chờ ít phút rồi thử lại.' },
} as const;

export type Refusal = (typeof refusals)[keyof typeof refusals];
