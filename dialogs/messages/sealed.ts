/** Tố cáo: what is said when it is guided, and on the sealed track. */
export function sealedVi(you: string) {
  const You = you.charAt(0).toUpperCase() + you.slice(1);
  const reception = (hours: string | undefined) =>
    hours ? `Tiếp công dân: ${hours}` : 'Lịch và nơi tiếp công dân được niêm yết tại trụ sở cơ quan.';
  const law = `**Tố cáo** là báo hành vi vi phạm pháp luật của cán bộ, cơ quan. Theo Luật Tố cáo 2018, ${you} gửi đơn có chữ ký hoặc đến trình bày trực tiếp tại cơ quan, nêu rõ họ tên, địa chỉ, hành vi bị tố cáo; danh tính được giữ bí mật.`;
  const paper = (form: string | undefined) => (form ? [`Mẫu đơn để in và điền tay: ${form}`] : []);
  const anonymous =
    'Thông tin không nêu tên nhưng chỉ rõ người vi phạm và có tài liệu, chứng cứ cụ thể vẫn được xem xét (Điều 25).';
  return {
    /** Only guidance: nothing is asked and nothing kept. */
    guidance: (hours: string | undefined, form: string | undefined, page: string | undefined) =>
      [
        law,
        `Tôi chỉ hướng dẫn, không hỏi và không lưu tên hay nội dung tố cáo. ${You} đừng gửi những thông tin đó qua đây.`,
        ...(page
          ? [
              `Kênh này do bên khác vận hành. Nếu muốn gửi thông tin qua mạng theo luồng kín, ${you} mở trang chat của cơ quan: ${page}`,
            ]
          : []),
        ...paper(form),
        reception(hours),
        anonymous,
      ].join('\n'),
    /** Guidance, and the sealed track for who wants it. */
    offer: (hours: string | undefined, form: string | undefined) =>
      [
        law,
        ...paper(form),
        reception(hours),
        anonymous,
        `Nếu muốn, ${you} có thể gửi thông tin ngay tại đây theo **luồng kín**: nội dung được niêm phong, lời đã nói được xoá khỏi cuộc trò chuyện này, và ${you} tự chọn có nêu tên hay không. Thông tin gửi tại đây chưa phải là đơn tố cáo.`,
      ].join('\n'),
    trouble: `Tôi hiểu. Việc này có thể gửi theo hai cách: **phản ánh** về thái độ, cách làm việc (không cần nêu tên), hoặc **tố cáo** hành vi vi phạm (theo luật phải nêu rõ họ tên, địa chỉ và được giữ bí mật). ${You} chọn cách nào?`,
    begun: `Từ đây là luồng kín. ${You} đừng nêu tên mình trong phần kể; tên được hỏi riêng ở cuối và không bắt buộc.`,
    content: 'Việc gì đã xảy ra, ở đâu, khi nào? Nêu cụ thể để cơ quan kiểm tra được.',
    accused: `Ai có hành vi vi phạm? Nêu họ tên, chức vụ, nơi làm việc, nếu ${you} biết.`,
    identity: `Theo Luật Tố cáo 2018, tố cáo phải có họ tên, địa chỉ của người tố cáo (Điều 23). Không nêu tên thì đây là **tin báo nặc danh**: cơ quan xem xét khi có người vi phạm và chứng cứ cụ thể (Điều 25), nhưng không thụ lý và không trả lời kết quả. Nếu nêu tên, danh tính được niêm phong riêng với nội dung: chỉ người được giao việc xem được, khi có lý do và được người bảo vệ danh tính đồng ý; mỗi lần mở đều được ghi lại. ${You} chọn cách nào cũng được.`,
    name: `Họ tên của ${you}? Phần này được niêm phong riêng.`,
    address: `Địa chỉ của ${you}? Phần này được niêm phong riêng.`,
    contact: `Số điện thoại hoặc thư điện tử để người được giao việc liên hệ kín? ${You} có thể không nêu.`,
    tooShortAddress: `${You} ghi rõ địa chỉ hơn, hoặc chọn “Không nêu”.`,
    tellerOut: `Tôi đã bỏ họ tên, cách liên hệ của ${you} khỏi phần kể, để người đọc nội dung không biết ai gửi.`,
    /** Stands in a story where its teller was. */
    tellerGone: '(người gửi)',
    summary: { accused: 'Người bị tố cáo', identity: 'Danh tính', address: 'Địa chỉ' },
    given: 'niêm phong riêng',
    anonymous: 'không nêu (tin báo nặc danh)',
    consent: (office: string, kept: string) =>
      `Khi chọn “Gửi”, ${you} đồng ý để ${office} dùng thông tin trên để xem xét hành vi vi phạm. Thông tin được niêm phong, lưu ${kept} sau khi kết thúc rồi xoá. Không ai được nhắn báo; ${you} tự tra cứu bằng mã.`,
    purpose: 'xem xét hành vi vi phạm được báo',
    received: (isAnonymous: boolean) =>
      isAnonymous
        ? 'Cơ quan đã nhận tin báo nặc danh và niêm phong nội dung.'
        : 'Cơ quan đã nhận thông tin, niêm phong nội dung và niêm phong riêng danh tính.',
    onlyCodes: `Cơ quan không lưu tài khoản đã gửi: chỉ hai mã này mở được hồ sơ, mất thì không lấy lại được.`,
    next: (hours: string | undefined, form: string | undefined) =>
      [
        `Đây chưa phải là đơn tố cáo. Để được thụ lý, ${you} nộp đơn có chữ ký hoặc đến trình bày trực tiếp.`,
        ...paper(form),
        reception(hours),
        `Những gì đã nói ở trên đã được xoá khỏi cuộc trò chuyện: mở lại trang này sẽ không còn thấy.`,
      ].join('\n'),
    /** In the history, where a message was taken out. */
    takenOut: 'Lời này không được lưu.',
    buttons: {
      tell: 'Gửi theo luồng kín',
      giveName: 'Nêu tên, niêm phong riêng',
      noName: 'Không nêu tên',
      unknown: 'Không rõ',
    },
  };
}
