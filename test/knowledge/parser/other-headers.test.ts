import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../../knowledge/assignment.ts';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';

const documentOf = (text: string): PlanDocument => readPlan(text, { id: 'x' }).document;

describe('documents that are headed otherwise', () => {
  it('takes a letter by what it is about', () => {
    const letter = documentOf(`UBND HUYỆN KIM BÔI
PHÒNG TÀI CHÍNH - KẾ HOẠCH
Số: 118/TCKH-NS
V/v lập dự toán ngân sách năm 2025

Kim Bôi, ngày 09 tháng 7 năm 2024

Kính gửi: Các cơ quan, đơn vị.

Phòng Tài chính - Kế hoạch đề nghị các cơ quan, đơn vị lập dự toán.

1. Thời gian: gửi dự toán trước ngày 25/7/2024.`);
    expect(letter).toMatchObject({
      type: 'Công văn',
      title: 'Công văn về việc lập dự toán ngân sách năm 2025',
      number: '118/TCKH-NS',
      issuer: 'Phòng Tài chính - Kế hoạch huyện Kim Bôi',
      issuedOn: '2024-07-09',
      year: 2025,
    });
  });

  it('takes an annex that came alone by the document it belongs to', () => {
    const annex = documentOf(`PHỤ LỤC
DANH MỤC NHIỆM VỤ NĂM 2025
(Kèm theo Quyết định số 640/QĐ-UBND ngày 11/3/2025 của UBND tỉnh Điện Biên)

STT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn
1\tLập bản đồ nguy cơ sạt lở\tSở Nông nghiệp và Môi trường\tQuý II`);
    expect(annex).toMatchObject({
      title: 'Phụ lục danh mục nhiệm vụ năm 2025 (kèm theo Quyết định số 640/QĐ-UBND)',
      number: '640/QĐ-UBND',
      issuer: 'UBND tỉnh Điện Biên',
      issuedOn: '2025-03-11',
      year: 2025,
    });
  });

  it('reads the type and its subject from one line', () => {
    const programme = documentOf(`ỦY BAN NHÂN DÂN
PHƯỜNG LONG CHÂU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
\tĐộc lập - Tự do - Hạnh phúc
Số: 03/CTr-UBND\tLong Châu, ngày 08 tháng 01 năm 2026

CHƯƠNG TRÌNH CÔNG TÁC CCHC NĂM 2026
của Ủy ban nhân dân phường Long Châu

Căn cứ Quy chế làm việc của UBND phường.

I. NỘI DUNG`);
    expect(programme).toMatchObject({
      type: 'Chương trình',
      title: 'Chương trình công tác CCHC năm 2026 của Ủy ban nhân dân phường Long Châu',
      number: '03/CTr-UBND',
      issuer: 'UBND phường Long Châu',
      issuedOn: '2026-01-08',
      year: 2026,
    });
  });
});

describe('papers of other kinds', () => {
  it('a telegram is one', () =>
    expect(
      documentOf(`UBND TỈNH LÂM ĐỒNG
Số: 03/CĐ-UBND
Lâm Đồng, ngày 11 tháng 10 năm 2026

CÔNG ĐIỆN
Về việc tập trung ứng phó bão số 9

Chủ tịch UBND tỉnh yêu cầu:
1. Sở Xây dựng bố trí lực lượng chốt chặn tại các ngầm tràn.`),
    ).toMatchObject({ type: 'Công điện', number: '03/CĐ-UBND', issuer: 'UBND tỉnh Lâm Đồng' }));

  it("a party committee's name keeps its spaces", () =>
    expect(
      documentOf(`ĐẢNG ỦY XÃ TRÀ BỒNG
Số 18-CT/ĐU
Trà Bồng, ngày 05 tháng 5 năm 2026

CHỈ THỊ
về phòng cháy, chữa cháy rừng

1. Các chi bộ quán triệt Chỉ thị này trong tháng 5/2026.`).issuer,
    ).toBe('Đảng ủy xã Trà Bồng'));

  it('the head of a team signs', () =>
    expect(
      documentOf(`TRƯỜNG THCS NGUYỄN DU
Số: 12/KH-KHTN
Thủ Dầu Một, ngày 10 tháng 9 năm 2026

KẾ HOẠCH
Hoạt động chuyên môn

1. Giáo viên trong tổ nộp kế hoạch bài dạy.

TỔ TRƯỞNG

Lê Thị Hà`).signer,
    ).toMatchObject({ name: 'Lê Thị Hà', title: 'Tổ trưởng' }));
});
