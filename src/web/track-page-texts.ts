/** Every sentence of the case tracking page. `person` is how the office addresses people: "ông/bà". */
export function trackTexts(person: string) {
  const atStart = person.charAt(0).toUpperCase() + person.slice(1);
  return {
    title: 'Tra cứu hồ sơ',
    intro: `${atStart} nhập mã hồ sơ và mã bí mật ghi trên biên nhận.`,
    code: 'Mã hồ sơ',
    codeHint: 'Ví dụ: PAKN.20261121.0007',
    secret: 'Mã bí mật',
    secretHint: 'Ví dụ: K7QF9-3MDXT-2P8WA. Chữ hoa hay chữ thường đều được.',
    button: 'Xem hồ sơ',
    notFound:
      'Mã hồ sơ hoặc mã bí mật chưa đúng. Sau nhiều lần sai, việc tra cứu tạm dừng một giờ. Nếu mất mã bí mật, xin liên hệ bộ phận tiếp nhận.',
    tooMany: 'Có quá nhiều lượt tra cứu từ mạng này. Xin đợi một phút rồi thử lại.',
    badForm: 'Không đọc được biểu mẫu. Tệp gửi kèm tối đa 5 tệp, tổng cộng 10 MB.',
    again: 'Tra cứu hồ sơ khác',
    received: 'Ngày tiếp nhận',
    unit: 'Đơn vị xử lý',
    noUnit: 'Chưa giao',
    due: 'Ngày hẹn trả lời',
    legalDue: 'Hạn theo luật',
    verify: 'cần xác minh',
    estimated: 'ngày có thể thay đổi theo lịch nghỉ',
    overdue: 'đã quá hạn',
    paused: `Đang tạm dừng tính hạn, chờ ${person} bổ sung.`,
    merged: (code: string) => `Hồ sơ được gộp vào ${code} vì cùng nội dung.`,
    timeline: 'Diễn biến',
    answer: 'Trả lời của cơ quan',
    answeredOn: (day: string, decision: string | undefined) =>
      decision ? `Ngày ${day}, văn bản số ${decision}` : `Ngày ${day}`,
    documents: 'Văn bản kèm theo',
    petition: 'Đơn để in và ký',
    petitionText: `Để được thụ lý cần đơn có chữ ký. Mẫu đơn dưới đây đã điền những gì ${person} đã nêu; ${person} xem lại, bổ sung, in, ký rồi nộp.`,
    petitionButton: 'Tải đơn khiếu nại đã điền',
    asked: `Cơ quan đề nghị ${person} bổ sung`,
    supply: 'Bổ sung thông tin',
    supplyText: 'Nội dung bổ sung',
    files: 'Ảnh, giấy tờ (tối đa 5 tệp, tổng cộng 10 MB)',
    send: 'Gửi bổ sung',
    withdraw: 'Rút hồ sơ',
    withdrawText: 'Hồ sơ sẽ dừng xử lý. Việc rút được ghi vào diễn biến.',
    reason: 'Lý do',
    reasonFree: 'Lý do (không bắt buộc)',
    reopen: 'Đề nghị mở lại',
    reopenText: (day: string | undefined) =>
      day ? `Khi chưa đồng ý với kết quả, ${person} đề nghị mở lại đến hết ngày ${day}.` : '',
    done: {
      supplied: 'Đã nhận thông tin bổ sung.',
      withdrawn: 'Đã rút hồ sơ.',
      reopened: 'Hồ sơ đã được mở lại.',
    },
    refused: {
      'text-missing': 'Xin ghi nội dung hoặc chọn tệp trước khi gửi.',
      'reopening-too-late': 'Đã quá thời gian được mở lại. Xin gửi phản ánh mới.',
      'needs-signed-withdrawal': 'Đơn đã có chữ ký chỉ rút bằng đơn rút có chữ ký, nộp tại cơ quan.',
    } as Readonly<Record<string, string>>,
    refusedOther: 'Hồ sơ vừa thay đổi nên chưa làm được việc này. Xin xem lại tình trạng bên dưới.',
  };
}

export type TrackTexts = ReturnType<typeof trackTexts>;
