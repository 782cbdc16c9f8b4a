import { seeded } from './synthesise.ts';
import type { Part } from '../knowledge/reading/office-files.ts';

const leads = [
  'Văn phòng Sở',
  'Phòng Kế hoạch - Tài chính',
  'Phòng Quản lý chuyên ngành',
  'Thanh tra Sở',
  'Trung tâm Thông tin và Thống kê',
  'Chi cục Tiêu chuẩn Đo lường Chất lượng',
] as const;
const works = [
  'Rà soát, cập nhật cơ sở dữ liệu về nhiệm vụ',
  'Xây dựng báo cáo đánh giá kết quả thực hiện đề án',
  'Kiểm tra việc chấp hành quy định về quản lý',
  'Tổ chức tập huấn nghiệp vụ cho cán bộ phụ trách',
  'Tham mưu ban hành quyết định phê duyệt danh mục',
  'Hướng dẫn các đơn vị triển khai nội dung',
] as const;
const matters = [
  'ứng dụng công nghệ thông tin',
  'sở hữu trí tuệ',
  'đo lường và chất lượng hàng hóa',
  'an toàn bức xạ và hạt nhân',
  'đổi mới sáng tạo trong doanh nghiệp',
  'hoạt động nghiên cứu và chuyển giao',
] as const;
const times = [
  'Quý I/2026',
  'Tháng 6/2026',
  'Trước ngày 15/9/2026',
  'Cả năm 2026',
  'Trước ngày 20 hằng tháng',
] as const;

/**
 * Kế hoạch dài: a plan of `duties` duties in prose and as many rows in its annex, as an office would write it. With
 * 560 of each it fills a hundred pages.
 */
export function longPlan(duties: number): Part[] {
  const random = seeded(5);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const text = (line: string, centred = false): Part => ({ kind: 'text', text: line, centred });
  const prose: Part[] = [];
  for (let at = 0; at < duties; at += 1) {
    const section = Math.floor(at / 28) + 1;
    if (at % 28 === 0) prose.push(text(`${section}. Lĩnh vực ${pick(matters)}, đợt ${section}`));
    prose.push(
      text(
        `- ${pick(leads)} chủ trì, phối hợp với ${pick(leads)} và các đơn vị liên quan ${pick(works).toLowerCase()} ${pick(matters)} tại cụm ${at + 1}, bảo đảm đúng tiến độ, đúng nội dung đã được phê duyệt; tổng hợp khó khăn, vướng mắc, đề xuất giải pháp tháo gỡ và báo cáo Giám đốc Sở ${pick(times).toLowerCase()}.`,
      ),
    );
  }
  const rows = Array.from({ length: duties }, (_, at) => [
    String(at + 1),
    `${pick(works)} ${pick(matters)} tại cụm ${at + 1}`,
    pick(leads),
    pick(leads),
    pick(times),
    'Báo cáo kết quả thực hiện',
  ]);
  return [
    {
      kind: 'sides',
      left: ['UBND TỈNH PHÚ LÂM', 'SỞ KHOA HỌC VÀ CÔNG NGHỆ', 'Số: 215/KH-SKHCN'],
      right: [
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'Độc lập - Tự do - Hạnh phúc',
        'Phú Lâm, ngày 12 tháng 01 năm 2026',
      ],
    },
    text('KẾ HOẠCH', true),
    text('Công tác năm 2026 của Sở Khoa học và Công nghệ', true),
    text('I. MỤC ĐÍCH, YÊU CẦU'),
    text('Triển khai đầy đủ, đúng tiến độ các nhiệm vụ được Ủy ban nhân dân tỉnh giao trong năm 2026.'),
    text('II. NHIỆM VỤ CỤ THỂ'),
    ...prose,
    text('III. TỔ CHỨC THỰC HIỆN'),
    text('Các phòng, đơn vị báo cáo kết quả thực hiện về Văn phòng Sở trước ngày 05/12/2026.'),
    {
      kind: 'sides',
      left: ['Nơi nhận:', '- UBND tỉnh;', '- Các phòng, đơn vị;', '- Lưu: VT.'],
      right: ['GIÁM ĐỐC', '', '', 'Trần Văn Hòa'],
    },
    text('PHỤ LỤC', true),
    text('DANH MỤC NHIỆM VỤ NĂM 2026', true),
    {
      kind: 'table',
      rows: [['TT', 'Nhiệm vụ', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời gian', 'Sản phẩm'], ...rows],
    },
  ];
}
