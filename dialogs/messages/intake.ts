import { kindNames } from './kinds.ts';
import { sealedVi } from './sealed.ts';
import type { CaseReceipt, ComplaintLimit, DueDay, IntakeKind, TrackedCase } from '../ports.ts';

/** Every sentence of the forms and of the look-up. `you` is how a person is addressed. */
export function intakeVi(you: string) {
  const You = you.charAt(0).toUpperCase() + you.slice(1);
  const sealed = sealedVi(you);
  return {
    kinds: kindNames,
    sealed,
    explained: {
      incident:
        'Việc này tôi ghi là **phản ánh hiện trường**: sự việc ở nơi công cộng như đường hỏng, rác, tiếng ồn; không bắt buộc nêu tên.',
      proposal:
        'Việc này tôi ghi là **kiến nghị, phản ánh**: ý kiến về quy định, thủ tục hoặc cách làm việc của cơ quan.',
      complaint: `**Khiếu nại** là đề nghị cơ quan xem lại một quyết định hoặc việc làm mà ${you} cho là trái luật và xâm phạm quyền lợi của mình. Ở đây tôi hướng dẫn và ghi nhận trước; đơn chỉ được thụ lý khi có chữ ký của ${you}.`,
      denunciation: sealed.begun,
      suggestion: 'Việc này tôi ghi là **góp ý** cho cơ quan.',
      question: 'Tôi sẽ chuyển câu hỏi đến cơ quan để cán bộ trả lời.',
    } satisfies Record<IntakeKind, string>,

    ask: {
      kind: `${You} muốn gửi loại nào?`,
      kindUnsure:
        `${You} muốn gửi loại nào? **Phản ánh hiện trường** là sự việc ở nơi công cộng; **kiến nghị** là ý kiến về thủ tục, cách làm việc; ` +
        `**khiếu nại** là không đồng ý với quyết định, việc làm ảnh hưởng đến mình; **tố cáo** là báo hành vi vi phạm của cán bộ.`,
      trouble: `Tôi hiểu. Việc này có thể gửi theo hai cách: **phản ánh** về thái độ, cách làm việc (không cần nêu tên), hoặc **tố cáo** hành vi vi phạm (theo luật phải nêu rõ họ tên, địa chỉ và được giữ bí mật; tôi không nhận tên người tố cáo qua kênh này). ${You} chọn cách nào?`,
      content: {
        incident: `${You} cho biết sự việc là gì?`,
        proposal: `${You} cho biết nội dung kiến nghị, phản ánh?`,
        complaint: `Vì sao ${you} cho rằng quyết định hoặc việc làm đó không đúng, và mong được giải quyết thế nào?`,
        denunciation: sealed.content,
        suggestion: `${You} góp ý điều gì?`,
        question: `${You} cần hỏi cơ quan điều gì?`,
      } satisfies Record<IntakeKind, string>,
      contested: `${You} khiếu nại quyết định hoặc việc làm nào? Nếu có, nêu số quyết định và cơ quan ban hành.`,
      knownOn: `${You} nhận được hoặc biết quyết định, việc làm đó ngày nào? Ví dụ: 15/10/2026.`,
      affected: `Quyết định hoặc việc làm đó có ảnh hưởng trực tiếp đến quyền lợi của ${you} không?`,
      place: 'Sự việc ở đâu? Nêu tên đường, số nhà gần đó hoặc tổ dân phố.',
      evidence: `Nếu có ảnh, tệp hoặc vị trí, ${you} gửi ở đây. Không có thì chọn “Không có”.`,
      office: `Gửi đến cơ quan nào?`,
      name: {
        proposal: `Họ tên của ${you}? Theo quy định, kiến nghị có họ tên và cách liên hệ mới được trả lời riêng; ${you} cũng có thể không nêu.`,
        complaint: `Họ tên của ${you}? Đơn khiếu nại phải ghi họ tên, địa chỉ của người khiếu nại.`,
      },
      contact: {
        optional: `Số điện thoại hoặc thư điện tử để cơ quan hỏi thêm khi cần? ${You} có thể không nêu.`,
        wanted: `Số điện thoại hoặc thư điện tử của ${you} để cơ quan liên hệ, trả lời?`,
      },
      messages: `Khi hồ sơ có thay đổi, tôi nhắn báo ${you} ngay tại cuộc trò chuyện này được không?`,
    },

    /** What the form noted from the first words. */
    noted: {
      place: (place: string) => `Tôi ghi địa điểm: ${place}.`,
      knownOn: (on: string) => `Tôi ghi ngày: ${on}.`,
      phone: (phone: string) => `Tôi ghi số điện thoại: ${phone}.`,
      files: (count: number) => `Đã nhận ${count} tệp.`,
      location: 'Đã nhận vị trí.',
    },

    problem: {
      tooShort: `${You} viết rõ hơn một chút để cơ quan hiểu và xử lý được.`,
      tooLong: (limit: number) =>
        `Nội dung dài quá ${limit.toLocaleString('vi-VN')} ký tự. ${You} vui lòng viết ngắn lại; phần chi tiết có thể gửi kèm thành tệp.`,
      noDate: `Tôi chưa đọc được ngày. ${You} ghi ngày/tháng/năm, ví dụ 15/10/2026; không nhớ rõ thì chọn “Không nhớ ngày”.`,
      futureDate: `Ngày này chưa đến. ${You} kiểm tra lại giúp tôi.`,
      noContact: `Tôi chưa đọc được số điện thoại hay thư điện tử. ${You} gõ lại, hoặc chọn “Không nêu”.`,
      noOffice: `${You} chọn một cơ quan trong danh sách.`,
      noChoice: `${You} chọn một trong các nút bên dưới.`,
      name: `Tôi chưa đọc được họ tên. ${You} gõ lại họ tên, hoặc chọn “Không nêu tên”.`,
      evidence: `${You} gửi ảnh hoặc tệp ở đây; không có thì chọn “Không có”.`,
      tooManyFiles: (limit: number) =>
        `Mỗi hồ sơ nhận nhiều nhất ${limit} tệp; những tệp sau chưa được nhận.`,
      nothingBefore: `Đây là câu đầu tiên. ${You} có thể trả lời tiếp, hoặc gõ “huỷ” để dừng.`,
    },

    limit: ({ lastOn, isOver, article, verify }: ComplaintLimit) => {
      const source = `${article}${verify ? `; cần xác minh: ${verify}` : ''}`;
      return isOver
        ? `Lưu ý: thời hiệu khiếu nại tính từ ngày đó đã hết ngày **${day(lastOn)}** (${source}). Nếu có lý do chính đáng như ốm đau, thiên tai, đi công tác xa, ${you} nêu rõ trong đơn.`
        : `Ngày cuối để khiếu nại là **${day(lastOn)}** (${source}). Đơn có chữ ký cần nộp trước ngày đó.`;
    },
    notAffected: `Khiếu nại chỉ được thụ lý khi quyết định, việc làm ảnh hưởng trực tiếp đến người khiếu nại. Việc này gửi theo **kiến nghị, phản ánh** thì hợp hơn; ${you} vẫn có thể ghi là khiếu nại.`,
    /** "Có cần khai tên không?", asked in the middle. */
    nameRule: {
      free: `Loại này không bắt buộc nêu tên. ${You} để lại cách liên hệ thì cơ quan mới trả lời riêng được.`,
      proposal: `Không bắt buộc, nhưng theo quy định kiến nghị có họ tên và cách liên hệ mới được trả lời riêng.`,
      complaint: 'Đơn khiếu nại có chữ ký phải ghi họ tên, địa chỉ; ở đây có thể chưa nêu.',
    },
    severalMatters: `${You} nêu nhiều việc. Mỗi hồ sơ nên có một việc để giao đúng đơn vị: gửi xong hồ sơ này, ${you} gửi tiếp việc còn lại.`,
    noName: `Tôi ghi là không nêu tên. Cơ quan vẫn xem xét, nhưng có thể không trả lời riêng cho ${you}.`,

    identityNumber: (shown: string) =>
      `Tin nhắn có một số giống số căn cước: “${shown}”. Cơ quan không cần số này ở đây. Tôi bỏ số này khỏi nội dung nhé?`,
    identityCard: (count: number) =>
      count > 1
        ? `Tôi không nhận ảnh giấy tờ tuỳ thân nên đã bỏ ${count} tệp này ra. Cơ quan không yêu cầu gửi ảnh căn cước qua đây.`
        : 'Tôi không nhận ảnh giấy tờ tuỳ thân nên đã bỏ tệp này ra. Cơ quan không yêu cầu gửi ảnh căn cước qua đây.',

    noIdentityCard: `${You} đừng gửi ảnh giấy tờ tuỳ thân: tôi không nhận và cơ quan không cần ảnh này.`,

    emergency:
      'Nếu có người đang gặp nguy hiểm, gọi ngay: **113** (công an), **114** (chữa cháy, cứu nạn), **115** (cấp cứu). ' +
      `Tin nhắn ở đây không được đọc ngay. Khi đã an toàn, ${you} muốn gửi phản ánh thì chọn nút bên dưới.`,

    /** The same in the middle of a form, which goes on. */
    emergencyOnTheWay:
      'Nếu có người đang gặp nguy hiểm, gọi ngay: **113** (công an), **114** (chữa cháy, cứu nạn), **115** (cấp cứu). Tin nhắn ở đây không được đọc ngay.',

    duplicate: (code: string, on: string) =>
      `${You} đã gửi nội dung gần giống ngày ${day(on)}, mã **${code}**. ${You} vẫn muốn gửi hồ sơ mới?`,

    summary: {
      title: (kind: string) => `${You} xem lại **${kind}**:`,
      content: 'Nội dung',
      contested: 'Quyết định, việc làm bị khiếu nại',
      knownOn: 'Ngày biết',
      affected: 'Ảnh hưởng trực tiếp',
      place: 'Địa điểm',
      evidence: 'Gửi kèm',
      office: 'Gửi đến',
      name: 'Họ tên',
      contact: 'Liên hệ',
      messages: 'Nhắn báo tại đây',
      kind: 'Loại',
      files: (count: number) => `${count} tệp`,
      location: 'vị trí',
      none: 'không nêu',
      yes: 'có',
      no: 'không',
    },
    /** Đồng ý: for what, by whom, how long. */
    consent: (office: string, months: number) =>
      `Khi chọn “Gửi”, ${you} đồng ý để ${office} dùng thông tin trên để xử lý và trả lời việc này. Thông tin được lưu ${printMonths(months)} sau khi kết thúc rồi xoá; ${you} có quyền xem, sửa, rút lại.`,
    purpose: 'xử lý và trả lời nội dung đã gửi',
    anyOffice: 'cơ quan nhận',

    received: 'Cơ quan đã tiếp nhận thông tin.',
    qrName: 'Mã QR để tra cứu hồ sơ',
    receipt: (received: string, receipt: CaseReceipt, office: string) =>
      [
        receipt.repeated ? `Hồ sơ này đã được tiếp nhận trước đó.` : received,
        `Loại: ${receipt.kindName}`,
        `Mã hồ sơ: **${receipt.code}**`,
        `Mã bí mật: **${receipt.secret}**`,
        `Mã bí mật chỉ hiện một lần, ${you} ghi lại để tra cứu.`,
        `Nơi nhận: ${receipt.receivingUnit}, ${office}`,
        ...[receipt.due, receipt.legalDue].flatMap((one) => (one ? [due(one)] : [])),
        ...(receipt.trackUrl ? [`Tra cứu: ${receipt.trackUrl}`] : []),
        ...(receipt.filesLost > 0
          ? [`${receipt.filesLost} tệp không lưu được. ${You} gửi lại khi cơ quan đề nghị bổ sung.`]
          : []),
      ].join('\n'),
    nextForComplaint: (reception: string | undefined, form: string | undefined) =>
      [
        `Đây chưa phải là đơn khiếu nại. Để được thụ lý, ${you} nộp đơn có chữ ký hoặc đến trình bày trực tiếp. Trang tra cứu có đơn đã điền sẵn những gì ${you} vừa nêu, mở bằng hai mã trên.`,
        ...(form ? [`Mẫu đơn trống: ${form}`] : []),
        reception
          ? `Tiếp công dân: ${reception}`
          : 'Lịch và nơi tiếp công dân được niêm yết tại trụ sở cơ quan.',
      ].join('\n'),

    back: 'Quay lại câu trước.',
    goOn: 'Tiếp tục phần đang làm dở.',
    whichEdit: `${You} muốn sửa phần nào?`,
    cannotEdit: 'Loại hồ sơ này không có phần đó.',

    buttons: {
      incident: 'Phản ánh hiện trường',
      proposal: 'Kiến nghị, phản ánh',
      complaint: 'Khiếu nại',
      denunciation: 'Tố cáo',
      suggestion: 'Góp ý',
      question: 'Hỏi cơ quan',
      changeKind: 'Đổi loại',
      none: 'Không có',
      notSaid: 'Không nêu',
      noName: 'Không nêu tên',
      forgotDate: 'Không nhớ ngày',
      affected: 'Có, ảnh hưởng trực tiếp',
      notAffected: 'Không trực tiếp',
      toProposal: 'Chuyển sang kiến nghị',
      keepComplaint: 'Vẫn ghi là khiếu nại',
      message: 'Có, nhắn cho tôi',
      noMessage: 'Không, tôi tự tra cứu',
      send: 'Gửi',
      edit: 'Sửa',
      cancel: 'Huỷ',
      sendNew: 'Vẫn gửi mới',
      seeOld: (code: string) => `Xem hồ sơ ${code}`,
      removeNumber: 'Bỏ số này',
      keepNumber: 'Giữ nguyên',
      goOnReport: 'Gửi phản ánh',
      notNow: 'Không gửi nữa',
      reportInstead: 'Gửi phản ánh',
      askElse: 'Hỏi việc khác',
      track: 'Tra cứu hồ sơ đã gửi',
      otherCase: 'Hồ sơ khác',
      supply: 'Bổ sung thông tin',
      withdraw: 'Rút hồ sơ',
      keep: 'Không rút',
      reopen: 'Đề nghị mở lại',
      editOf: {
        kind: 'Sửa loại',
        content: 'Sửa nội dung',
        contested: 'Sửa quyết định',
        knownOn: 'Sửa ngày',
        affected: 'Sửa ảnh hưởng',
        place: 'Sửa địa điểm',
        evidence: 'Sửa tệp kèm',
        office: 'Sửa cơ quan',
        name: 'Sửa họ tên',
        contact: 'Sửa liên hệ',
        messages: 'Sửa nhắn báo',
        accused: 'Sửa người bị tố cáo',
        identity: 'Sửa danh tính',
        address: 'Sửa địa chỉ',
      },
    },

    status: {
      askCode: `${You} cho biết mã hồ sơ, ví dụ PAKN.20261121.0007.`,
      noCode: `Tôi chưa đọc được mã hồ sơ. Mã có dạng PAKN.20261121.0007, ghi trong biên nhận.`,
      askSecret: (code: string) =>
        `Mã bí mật của hồ sơ ${code}? Mã này ghi trong biên nhận, dạng K7QF9-3MDXT-2P8WA.`,
      notFound: `Mã hồ sơ hoặc mã bí mật không đúng, hoặc đã thử sai quá nhiều lần nên tạm khoá. ${You} kiểm tra lại biên nhận, thử lại sau ít phút, hoặc liên hệ bộ phận tiếp nhận.`,
      own: (count: number) => `Từ cuộc trò chuyện này ${you} đã gửi ${count} hồ sơ:`,
      line: ({ code, kindName, stageName, receivedOn }: TrackedCase) =>
        `• **${code}** – ${kindName}, gửi ngày ${day(receivedOn)}: ${stageName}`,
      which: `${You} xem hồ sơ nào?`,
      noMatch: `${You} chọn một hồ sơ trong danh sách, hoặc gõ mã hồ sơ.`,
      progress: (one: TrackedCase) =>
        [
          `Hồ sơ **${one.code}** (${one.kindName}): **${one.stageName}**.`,
          ...(one.unit ? [`Đơn vị xử lý: ${one.unit}`] : []),
          ...(one.asked ? [`Cơ quan đề nghị bổ sung: ${one.asked}`] : []),
          ...(one.answer
            ? [
                `Trả lời ngày ${day(one.answer.on)}: ${one.answer.text}`,
                ...one.answer.documents.map(({ name }) => `Tài liệu kèm: ${name}`),
              ]
            : []),
          ...[one.due, one.legalDue].flatMap((date) => (date ? [due(date)] : [])),
          ...(one.isOverdue ? ['Hồ sơ đã quá hạn trả lời. Cơ quan nợ trả lời này.'] : []),
          ...(one.isPaused ? ['Thời hạn đang tạm dừng.'] : []),
          ...one.timeline.map(({ on, text }) => `• ${day(on)}: ${text}`),
        ].join('\n'),
      askSupply: (code: string) => `${You} gửi nội dung hoặc tệp bổ sung cho hồ sơ ${code}.`,
      supplied: 'Đã chuyển thông tin bổ sung đến cơ quan.',
      numberRemoved: 'Tôi đã bỏ số căn cước khỏi nội dung này.',
      askWithdraw: (code: string) => `Rút hồ sơ ${code}? Cơ quan sẽ không xử lý hồ sơ này nữa.`,
      withdrawReason: 'Người gửi rút trong cuộc trò chuyện',
      withdrawn: 'Đã rút hồ sơ.',
      askReopen: (code: string) => `Vì sao ${you} đề nghị mở lại hồ sơ ${code}?`,
      reopened: 'Đã mở lại hồ sơ.',
      refused: `Hồ sơ này không còn làm được việc đó. ${You} liên hệ bộ phận tiếp nhận nếu cần.`,
      onWeb: (url: string) => `Xem trên web: ${url}`,
    },
  };
}

export type IntakeMessages = ReturnType<typeof intakeVi>;

function due({ name, on, article, verify }: DueDay): string {
  return `${name}: chậm nhất **${day(on)}** (${article}${verify ? `; cần xác minh: ${verify}` : ''})`;
}

function day(iso: string): string {
  return iso.split('-').toReversed().join('/');
}

/** "5 năm", "18 tháng". */
export function printMonths(months: number): string {
  return months % 12 === 0 ? `${months / 12} năm` : `${months} tháng`;
}
