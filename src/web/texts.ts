/** Every sentence of the public pages. */
export const texts = {
  error: {
    title: (status: number) => (status === 404 ? 'Không tìm thấy trang' : 'Chưa xử lý được'),
    notFound: 'Địa chỉ này không có trên hệ thống. Có thể đường dẫn đã cũ hoặc thiếu ký tự.',
    broken: 'Xin lỗi, hệ thống chưa xử lý được yêu cầu. Mời thử lại sau ít phút.',
    refused: 'Yêu cầu không hợp lệ.',
    reference: (code: string) => `Nếu vẫn gặp lỗi, xin báo mã ${code} cho cơ quan.`,
    home: 'Về trang hỏi đáp',
  },
} as const;
