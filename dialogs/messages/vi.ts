import type { LegalTerm } from '../ports.ts';

/**
 * Every sentence the bot says when it answers and chats. `you` is how a person is addressed: one setting changes it
 * everywhere. Plain, polite, short; the answer first.
 */
export function vi(you: string) {
  const You = you.charAt(0).toUpperCase() + you.slice(1);
  return {
    greeting: (offices: readonly string[]) =>
      `Xin chào ${you}. Tôi là trợ lý trả lời tự động của cơ quan, không phải cán bộ. ` +
      `Tôi trả lời theo các kế hoạch đã ban hành${offices.length > 0 ? ` của ${offices.join(', ')}` : ''}: ai chủ trì, ai phối hợp, thời hạn, kết quả, và luôn dẫn nguồn. ` +
      `Tôi cũng nhận phản ánh, kiến nghị và hướng dẫn gửi khiếu nại, tố cáo.`,
    help:
      `${You} có thể hỏi, ví dụ: “Ai chủ trì đánh giá nội bộ ISO của Sở Khoa học và Công nghệ Hải Phòng?”, ` +
      `“Tháng 6 có việc gì?”, “Văn phòng phường Ngọc Hà có nhiệm vụ gì?”. ` +
      `Gõ “phản ánh” để gửi phản ánh, kiến nghị; “tra cứu” để xem hồ sơ đã gửi; “xoá dữ liệu của tôi” để xoá những gì đã gửi; “làm lại” để bắt đầu lại; “huỷ” để dừng việc đang làm.`,
    thanks: `Rất mong đã giúp được ${you}. ${You} cần hỏi thêm cứ nhắn cho tôi.`,
    goodbye: `Chào ${you}. Khi cần, ${you} cứ nhắn lại.`,
    whoAreYou:
      `Tôi là chương trình trả lời tự động, không phải người. Tôi chỉ nói điều có trong kế hoạch của cơ quan và dẫn nguồn để ${you} kiểm tra; ` +
      `câu trả lời không thay văn bản gốc.`,
    cancelled: 'Đã dừng. Những gì chưa gửi sẽ không được lưu.',
    nothingToCancel: `Hiện không có việc nào đang làm dở. ${You} cần hỏi gì?`,
    startedOver: `Đã bắt đầu lại. ${You} cần hỏi gì?`,
    talkToHuman: `Tôi không nối máy trực tiếp với cán bộ được. ${You} có thể gửi câu hỏi hoặc phản ánh tại đây để bộ phận tiếp nhận trả lời.`,
    outOfScope:
      'Tôi chỉ trả lời về phân công, thời hạn và thủ tục trong kế hoạch của cơ quan, và nhận phản ánh, kiến nghị. Nội dung này không thuộc phạm vi đó.',
    empty: `Tôi chưa đọc được nội dung nào trong tin nhắn. ${You} vui lòng viết câu hỏi bằng chữ.`,
    tooLong: (limit: number) =>
      `Tin nhắn dài quá ${limit.toLocaleString('vi-VN')} ký tự nên tôi không đọc hết được. ${You} vui lòng viết ngắn lại, mỗi lần một câu hỏi.`,
    unsure: `Tôi chưa chắc hiểu đúng ý. ${You} muốn:`,
    failed: (code: string) =>
      `Xin lỗi, tôi chưa xử lý được. Điều ${you} đã gửi vẫn còn. Mời thử lại sau ít phút, hoặc báo mã **${code}** cho cơ quan.`,
    affirmWithout: `Vâng. ${You} cần hỏi gì?`,
    attachmentOnly: `Tôi đã thấy tệp ${you} gửi nhưng không tự đọc được nội dung tệp. Nếu muốn gửi kèm phản ánh, ${you} chọn “Gửi phản ánh” trước.`,

    kindsDiffer: (toComplain: LegalTerm) =>
      [
        `- **Khiếu nại**: ${you} đề nghị xem lại một quyết định hoặc việc làm của cơ quan, cán bộ mà ${you} cho là trái luật và **xâm phạm quyền lợi của chính mình**. Thời hiệu thường là ${toComplain.days} ngày từ khi nhận hoặc biết quyết định, việc làm đó (${toComplain.article}${toComplain.verify ? `; cần xác minh: ${toComplain.verify}` : ''}).`,
        `- **Tố cáo**: ${you} báo **hành vi vi phạm pháp luật** của cá nhân, cơ quan, không cần liên quan đến quyền lợi của mình. Phải nêu họ tên, địa chỉ; danh tính được giữ bí mật (Luật Tố cáo 2018).`,
        `- **Phản ánh, kiến nghị**: ${you} báo sự việc hoặc góp ý về quy định, thủ tục, cách làm việc.`,
        '',
        `Tôi hướng dẫn được cả ba loại. ${You} muốn gửi loại nào?`,
      ].join('\n'),

    choices: {
      sendQuestion: 'Gửi câu hỏi đến cơ quan',
      sendFeedback: 'Gửi phản ánh',
      trackCase: 'Tra cứu hồ sơ đã gửi',
      askElse: 'Hỏi việc khác',
      askAboutPlans: 'Hỏi về kế hoạch',
      plans: 'Có những kế hoạch nào?',
      help: 'Hướng dẫn',
      who: 'Ai chủ trì?',
      coordinating: 'Ai phối hợp?',
      deadline: 'Thời hạn?',
      deliverable: 'Kết quả phải có?',
      dutiesOf: (unit: string) => `Nhiệm vụ của ${unit}`,
      detail: 'Chi tiết',
      yearLong: 'Xem việc cả năm',
      kinds: ['Gửi phản ánh', 'Khiếu nại', 'Tố cáo'],
    },

    asker: {
      whichOffice: (unit?: string) =>
        unit ? `${You} hỏi về ${unit} của cơ quan nào?` : `${You} hỏi về kế hoạch của cơ quan nào?`,
      whichTask: (count: number) => `Có ${count} việc khớp với câu hỏi. ${You} hỏi việc nào?`,
      by: (list: string) => `${list} chủ trì`,
      charged: 'Được phân công',
      lead: 'Chủ trì',
      coordinating: 'Phối hợp',
      advising: 'Tham mưu',
      directing: 'Chỉ đạo',
      deadline: 'Thời gian',
      deliverable: 'Kết quả',
      method: 'Cách thực hiện',
      reportsTo: 'Báo cáo, gửi đến',
      approval: 'Trình, duyệt',
      task: 'Việc',
      source: 'Nguồn',
      none: {
        lead: 'Kế hoạch nêu việc này nhưng **không ghi đơn vị chủ trì**.',
        coordinating: 'Kế hoạch **không ghi đơn vị phối hợp** cho việc này.',
        advising: 'Kế hoạch **không ghi đơn vị tham mưu** cho việc này.',
        directing: 'Kế hoạch **không ghi người chỉ đạo** việc này.',
        deadline: 'Kế hoạch nêu việc này nhưng **không nêu thời hạn**.',
        place: 'Kế hoạch nêu việc này nhưng **không nêu địa điểm**.',
        deliverable: 'Kế hoạch **không ghi kết quả, sản phẩm** riêng cho việc này.',
        method: 'Kế hoạch không ghi thêm cách thực hiện.',
        reportsTo: 'Kế hoạch **không ghi nơi nhận báo cáo** của việc này.',
        approval: 'Kế hoạch **không ghi ai duyệt** việc này.',
      },
      undated: (raw: string) => `Kế hoạch chỉ ghi “${raw}”, **không nêu ngày cụ thể**.`,
      inferredYear: (year: number) => `(năm ${year}, theo năm của kế hoạch)`,
      disagree: (office: string) => `Các kế hoạch của ${office} ghi khác nhau:`,
      disagreeWithin: 'Kế hoạch ghi ở nhiều chỗ, không giống nhau:',
      eachOf: (count: number) => `Kế hoạch giao việc này cho ${count} nơi, mỗi nơi tự thực hiện:`,
      notesInList: (count: number) =>
        `Trong danh sách có ${count} điểm cần kiểm tra lại với văn bản; ông/bà hỏi riêng từng việc để xem.`,
      several: (count: number) => `Việc này có ở ${count} chỗ trong kế hoạch:`,
      alsoWrites: (section: string, time: string) => `Cũng trong kế hoạch này, ${section} ghi “${time}”.`,
      askWhichHolds: (office: string) => `${You} nên hỏi ${office} để biết nội dung nào đang áp dụng.`,
      warning: 'Lưu ý',
      unreviewed: 'Nội dung này máy đọc từ văn bản, chưa được cán bộ rà soát.',
      dutiesOf: (unit: string, office: string, count: number) =>
        `**${unit}** (${office}) được nêu trong ${count} việc:`,
      dutiesFitting: (unit: string, office: string, count: number, all: number) =>
        `**${unit}** (${office}) được nêu trong ${all} việc, ${count} việc gần nhất với câu hỏi:`,
      dutiesAs: {
        lead: 'chủ trì, thực hiện',
        advising: 'tham mưu',
        coordinating: 'phối hợp',
        directing: 'chỉ đạo',
      },
      moreDuties: (count: number) => `… và ${count} việc khác. Gõ “chi tiết” kèm tên việc để xem.`,
      inPeriod: (label: string, office: string, count: number) =>
        `${label}, ${office} có ${count} việc ghi rõ mốc thời gian:`,
      noneDated: (label: string, office: string) =>
        `${label}, kế hoạch của ${office} không ghi việc nào có mốc riêng.`,
      ongoing: (count: number) => `Ngoài ra có ${count} việc làm cả năm, thường xuyên hoặc định kỳ.`,
      cited: 'Câu viện dẫn:',
      references: {
        subject: 'Về việc',
        noStanding: 'Kế hoạch chỉ viện dẫn văn bản này, **không nói** văn bản còn hiệu lực hay không.',
        noSubject: 'Kế hoạch có viện dẫn văn bản này nhưng **không ghi** nội dung của nó.',
        noDate: 'Kế hoạch có viện dẫn văn bản này nhưng **không ghi ngày** ban hành.',
        noIssuer: 'Kế hoạch có viện dẫn văn bản này nhưng **không ghi cơ quan** ban hành.',
        date: (date: string) => `ngày **${date}**`,
        several: (count: number) => `Có ${count} văn bản khớp số này trong các kế hoạch:`,
      },
      document: {
        signer: (name: string, title: string) => `Người ký: **${name}**, ${title}.`,
        noSigner: 'Bản kế hoạch hiện có **không ghi người ký**.',
        recipients: 'Nơi nhận:',
        noRecipients: 'Bản kế hoạch hiện có **không ghi nơi nhận**.',
        year: (year: number) => `Đây là kế hoạch của năm **${year}**.`,
        noYear: 'Văn bản **không ghi** kế hoạch của năm nào.',
        number: (number: string) => `Số, ký hiệu: **${number}**.`,
        noNumber: (symbol: string | null) =>
          `Văn bản **không ghi số**${symbol ? ` (chỉ có ký hiệu ${symbol})` : ''}.`,
        issuedOn: (date: string) => `Ngày ban hành: **${date}**.`,
        noIssuedOn: 'Văn bản **không ghi ngày ban hành**.',
        issuer: (issuer: string) => `Cơ quan ban hành: **${issuer}**.`,
        legalBasis: 'Căn cứ, cơ sở xây dựng:',
        noLegalBasis: 'Văn bản **không ghi** căn cứ.',
        effects: (list: readonly string[]) => `Văn bản này ${list.join('; ')}.`,
        effectVerbs: { replaces: 'thay thế', amends: 'sửa đổi, bổ sung', repeals: 'bãi bỏ' },
        noSuccessor:
          'Trong các văn bản đã công bố ở đây, chưa có văn bản nào thay thế, sửa đổi hay bãi bỏ văn bản này.',
        noEffects: 'Văn bản **không ghi** thay thế, sửa đổi hay bãi bỏ văn bản nào.',
        title: (title: string) => `Tên đầy đủ: **${title}**.`,
        list: (count: number) => `Tôi đang có ${count} kế hoạch:`,
      },
      passages: 'Kế hoạch ghi:',
      scan: '(bản quét, dấu tiếng Việt đã được phục hồi)',
      nothing: {
        'out-of-scope':
          'Các kế hoạch hiện có không nêu nội dung này. Tôi chỉ trả lời về phân công, thời hạn và thủ tục trong kế hoạch của cơ quan, và nhận phản ánh, kiến nghị.',
        'not-in-plans': (office: string) =>
          `Không có trong tài liệu: các kế hoạch của ${office} không nêu nội dung này.`,
        'other-office': (about: string) =>
          `Tôi không có kế hoạch nào của ${about}. Tôi chỉ có kế hoạch của các cơ quan dưới đây.`,
        'no-such-unit': (about: string, office: string) => `Các kế hoạch của ${office} không nêu “${about}”.`,
        'no-such-year': (about: string, office: string) =>
          `Tôi không có kế hoạch năm ${about} của ${office}.`,
        'no-such-datum': (about: string, office: string) =>
          `Các kế hoạch hiện có của ${office} không ghi ${about}.`,
        'no-such-reference': (about: string, office: string) =>
          `Các kế hoạch của ${office} không nhắc đến văn bản số ${about}.`,
        'no-such-duty': (about: string, office: string) =>
          `Các kế hoạch của ${office} không ghi việc nào giao cho ${about} như ${you} hỏi.`,
        'nothing-due': (about: string, office: string) =>
          `Các kế hoạch của ${office} không ghi việc nào vào ${about.charAt(0).toLowerCase()}${about.slice(1)}.`,
      },
      data: {
        contact: 'số điện thoại, địa chỉ hay thông tin liên hệ này',
        name: 'tên người này',
        amount: 'số tiền cụ thể',
        count: 'con số này',
        hour: 'giờ cụ thể',
      },
      nearest: 'Nội dung gần nhất:',
      plansThere: (plans: string) => `Các kế hoạch hiện có: ${plans}.`,
      unitsNamed: (units: string) => `Các đơn vị được nêu: ${units}.`,
      offer: 'Tôi có thể chuyển câu hỏi đến cơ quan.',
    },
  };
}

export type Messages = ReturnType<typeof vi>;
