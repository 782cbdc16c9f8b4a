import { expect, it } from 'vitest';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';

it('reads who is what in a list of members', () => {
  const text = `UBND XÃ MAI SƠN
Số: 14/QĐ-UBND
Mai Sơn, ngày 02 tháng 4 năm 2025
QUYẾT ĐỊNH
Về việc thành lập Tổ công tác

QUYẾT ĐỊNH:

Điều 1. Thành lập Tổ công tác giải phóng mặt bằng, gồm các thành viên:
1. Ông Cầm Văn Lót, Phó Chủ tịch UBND xã - Tổ trưởng;
2. Bà Lò Thị Ủn, công chức Địa chính - Xây dựng - Thư ký;
3. Đại diện Công an xã, Ban Chỉ huy Quân sự xã - Thành viên.
Điều 2. Tổ công tác có nhiệm vụ vận động các hộ bàn giao mặt bằng.`;
  const { assignments } = readPlan(text, { id: 'x' });
  expect(assignments.map(({ kind, task, lead }) => [kind, task, ...lead])).toEqual([
    ['governance', 'Tổ trưởng Tổ công tác giải phóng mặt bằng (Phó Chủ tịch UBND xã)', 'Ông Cầm Văn Lót'],
    ['governance', 'Thư ký Tổ công tác giải phóng mặt bằng (công chức Địa chính - Xây dựng)', 'Bà Lò Thị Ủn'],
    ['governance', 'Thành viên Tổ công tác giải phóng mặt bằng', 'Công an xã', 'Ban Chỉ huy Quân sự xã'],
    ['duty', 'Vận động các hộ bàn giao mặt bằng', 'Tổ công tác'],
  ]);
});
