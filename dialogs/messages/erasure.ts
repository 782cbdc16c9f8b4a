import type { ForgottenCase } from '../ports.ts';

/** Xoá dữ liệu của tôi. */
export function erasureVi(you: string) {
  const You = you.charAt(0).toUpperCase() + you.slice(1);
  return {
    ask: `Tôi sẽ xoá những gì ${you} đã nói, đã gửi từ tài khoản này và các hồ sơ đã kết thúc; không lấy lại được. Hồ sơ đang xử lý và đơn có chữ ký đã tiếp nhận thì cơ quan phải giữ. ${You} có chắc không?`,
    done: (cases: readonly ForgottenCase[]) => {
      const of = (outcome: ForgottenCase['outcome']) =>
        cases.filter((one) => one.outcome === outcome).map(({ code }) => code);
      const [open, archive] = [of('kept-open'), of('kept-archive')];
      return [
        `Đã xoá những gì ${you} nói và gửi ở đây. Số hồ sơ đã xoá: ${of('erased').length}.`,
        ...(open.length > 0
          ? [
              `Còn giữ vì đang xử lý: ${open.join(', ')}. ${You} rút hồ sơ hoặc chờ kết thúc, rồi yêu cầu xoá lại.`,
            ]
          : []),
        ...(archive.length > 0
          ? [`Còn giữ theo quy định lưu trữ đơn đã tiếp nhận: ${archive.join(', ')}.`]
          : []),
      ].join('\n');
    },
    kept: 'Không xoá gì cả.',
    buttons: { erase: 'Xoá dữ liệu của tôi', keep: 'Không xoá' },
  };
}

export type ErasureMessages = ReturnType<typeof erasureVi>;
