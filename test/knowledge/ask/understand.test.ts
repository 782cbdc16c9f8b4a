import { beforeAll, describe, expect, it } from 'vitest';
import { marksOf, plainOf } from '../../../knowledge/ask/plain.ts';
import { readNumbers } from '../../../knowledge/ask/read-numbers.ts';
import { openShippedPlans, type ShippedPlans } from './shipped-plans.ts';

let shipped: ShippedPlans;
beforeAll(async () => {
  shipped = await openShippedPlans();
});

describe('the office a question names', () => {
  it.each([
    ['Ai ký kế hoạch của phường Ngọc Trạo?', ['ubnd-phuong-ngoc-trao']],
    ['ai ky ke hoach o ngoctrao', ['ubnd-phuong-ngoc-trao']],
    ['p. ngọc hà có gì', ['ubnd-phuong-ngoc-ha']],
    ['Sở KH&CN Hải Phòng làm gì', ['skhcn-hai-phong']],
    ['skhcn qt làm gì', ['skhcn-quang-tri']],
    ['PGĐ Đào Ngọc Hoàng chỉ đạo gì', ['skhcn-quang-tri']],
    ['Quyết định 1048 về việc gì', ['skhcn-quang-tri']],
    ['Văn phòng làm gì', []],
    ['Sở Khoa học và Công nghệ Hà Nội làm gì', []],
  ])('%s → %j', (question, offices) => {
    expect(shipped.read(question).offices.map(({ id }) => id)).toEqual(offices);
  });

  it.each([
    ['Sở Khoa học và Công nghệ Hà Nội ai chủ trì 5S?', 'Sở khoa học và công nghệ Hà Nội'],
    ['Sở KHCN Đà Nẵng khi nào tổng kết ISO?', 'Đà Nẵng'],
    ['Kế hoạch của phường Láng Thượng giao ai?', 'Láng Thượng'],
    ['Phường Ngọc Hà giao ai?', undefined],
  ])('%s is of another place: %s', (question, place) => {
    expect(shipped.read(question).otherPlace?.toLowerCase()).toBe(place?.toLowerCase());
  });
});

describe('the units a question names', () => {
  it.each([
    ['Văn phòng phường Ngọc Hà làm gì', ['Văn phòng HĐND-UBND phường']],
    ['bộ phận tài chính kế toán phường Ngọc Trạo làm gì', ['Bộ phận tài chính - kế toán']],
    ['Mặt trận Tổ quốc phường Ngọc Hà làm gì', ['Ủy ban Mặt trận Tổ quốc']],
    ['anh Thắng ở sở Quảng Trị chỉ đạo gì', ['PGĐ Nguyễn Hữu Thắng']],
    ['Phó Giám đốc Sở KHCN Quảng Trị chỉ đạo gì', []],
    ['Ai lo cải cách hành chính ở Sở KHCN Quảng Trị', []],
  ])('%s → %j', (question, units) => {
    expect(shipped.read(question).units.map(({ name }) => name)).toEqual(units);
  });

  it('means every unit that begins as said', () => {
    const [unit] = shipped.read('phòng quản lý công nghệ của sở Quảng Trị làm gì').units;
    expect([...(unit?.names ?? [])].sort()).toEqual([
      'Phòng Quản lý công nghệ và SHTT',
      'Phòng Quản lý công nghệ và Đổi mới sáng tạo',
    ]);
  });

  it.each([
    ['Phòng Tư pháp Ngọc Hà chủ trì gì?', 'Phòng Tư pháp'],
    ['Sở Y tế Quảng Trị chủ trì gì?', 'Sở Y tế'],
    ['Công an phường Ngọc Trạo làm gì?', 'Công an'],
    ['Phó Giám đốc Trần Quang Tuấn của Quảng Trị chỉ đạo gì?', 'Trần Quang Tuấn'],
    ['ông Nguyễn Hữu Thắng ở sở Quảng Trị chỉ đạo gì?', undefined],
    ['Số điện thoại Văn phòng phường Ngọc Hà?', undefined],
    ['Văn phòng sở Quảng Trị nộp trước ngày nào?', undefined],
    ['Hội thi sáng tạo ở phường Ngọc Hà ai lo?', undefined],
  ])('%s names the unknown %s', (question, unit) => {
    expect(shipped.read(question).strangeUnit).toBe(unit);
  });
});

describe('the documents a question cites', () => {
  it.each([
    ['Quyết định 1048 về gì', [{ type: 'quyet dinh', number: '1048' }]],
    ['nghị quyết số 163/2021/NQ-HĐND', [{ type: 'nghi quyet', number: '163/2021/nq-hdnd' }]],
    ['theo 88/KH-UBND', [{ number: '88/kh-ubnd' }]],
    ['QĐ 4536/QĐ-UBND', [{ type: 'quyet dinh', number: '4536/qd-ubnd' }]],
    ['kế hoạch 2024 của ai', []],
    ['quý 3 có 2 việc', []],
  ])('%s → %j', (question, numbers) => {
    expect(shipped.read(question).numbers).toEqual(numbers);
  });

  it.each([
    ['Kế hoạch thực hiện Nghị quyết 02 số mấy', []],
    ['Nghị quyết 02 ban hành ngày nào', [{ type: 'nghi quyet', number: '02' }]],
    ['kế hoạch thực hiện Nghị quyết 03', [{ type: 'nghi quyet', number: '03' }]],
  ])('%s cites %j beside a plan titled so', (question, numbers) => {
    const titles = [' thuc hien nghi quyet so 02 nq cp ve moi truong kinh doanh '];
    expect(readNumbers(plainOf(question), titles)).toEqual(numbers);
  });

  it.each([
    ['kế hoạch ISO của Hải Phòng', ['004-hai-phong-iso-2023-ocr']],
    ['Kế hoạch 09 của Sở KHCN Hải Phòng', ['004-hai-phong-iso-2023-ocr']],
    ['kế hoạch mục tiêu chất lượng Hải Phòng', ['002-hai-phong-muc-tieu-chat-luong-2023']],
    ['kế hoạch của Sở KHCN Hải Phòng', []],
  ])('%s means %j', (question, documents) => {
    expect(shipped.read(question).documents).toEqual(documents);
  });
});

describe('what a question asks for', () => {
  it.each([
    ['ai chủ trì', ['lead']],
    ['đơn vị nào lo việc này', ['lead']],
    ['ai phối hợp', ['coordinating']],
    ['ai tham mưu, ai chủ trì', ['advising', 'lead']],
    ['lãnh đạo nào chỉ đạo', ['directing']],
    ['bao giờ xong', ['deadline']],
    ['Hạn Văn phòng báo cáo kết quả', ['deadline', 'deliverable']],
    ['hạn chế nhũng nhiễu', []],
    ['rút ngắn bao nhiêu phần trăm thời gian', ['method']],
    ['gửi báo cáo cho ai', ['reportsTo']],
    ['báo cáo kết quả chấm điểm về cơ quan nào', ['reportsTo']],
    ['phải báo cáo ai', ['reportsTo']],
    ['kết quả là gì', ['deliverable']],
    ['gồm những gì', ['content']],
    ['Hợp tác xã nông nghiệp được giao việc gì', ['content']],
    ['đúng hạn bao nhiêu % hồ sơ', ['method']],
    ['Ai ở Hải Phòng duyệt kế hoạch mục tiêu chất lượng của các phòng?', ['approval']],
  ])('%s → %j', (question, aspects) => {
    expect(shipped.read(question).aspects).toEqual(aspects);
  });
});

describe('the number a question asks for', () => {
  it.each([
    ['Tổng dự toán của Sở KHCN Hải Phòng là bao nhiêu', 'amount'],
    ['theo tiến độ nêu ở kế hoạch số mấy', undefined],
    ['tiến hành theo quyết định số mấy', undefined],
    ['Sở KHCN Hải Phòng có bao nhiêu văn bản quá hạn', 'count'],
    ['phan bo tien ho tro cham nhat ngay may', undefined],
    ['dời chỗ bán thì được miễn tiền mấy tháng', undefined],
    ['lương mỗi tháng bao nhiêu', 'amount'],
    ['so cong thuong tang bao nhieu phan tram', undefined],
    ['đốt nương bị phạt bao nhiêu', 'amount'],
    ['đề án cải tiến gồm bao nhiêu bước', 'count'],
    ['cấm đỗ xe từ mấy giờ tới mấy giờ', undefined],
    ['ủy ban mấy giờ mở cửa', 'contact'],
  ])('%s → %s', (question, datum) => {
    expect(shipped.read(question).datum).toBe(datum);
  });
});

describe('the facts of a document asked for', () => {
  it.each([
    ['kế hoạch phường Ngọc Hà ngày nào ban hành, ai ký', ['signer', 'issuedOn']],
    ['kế hoạch ISO mang số mấy, đề ngày nào', ['number', 'issuedOn']],
    ['kế hoạch gửi cho mấy tổ dân phố vậy', ['recipients']],
    ['bao giờ ký cam kết', []],
  ])('%s → %j', (question, facts) => {
    expect(shipped.read(question).documentFacts).toEqual(facts);
  });
});

describe('the marks of a question', () => {
  it('are none where only a short form written out has them', () => {
    const marked = marksOf('kinh phi thuc hien nghị quyết 02 xuc tien thuong mai');
    expect([...marked.keys()]).toEqual(['nghi', 'quyet']);
    expect(marksOf('Mương ở chợ Cổng Phú giao ai').get('cho')).not.toBe('cho');
    expect(marksOf('Mương ở chợ Cổng Phú giao ai').has('giao')).toBe(false);
  });
});

describe('the words that name a matter', () => {
  it.each([
    ['Đơn vị nào thực hiện Kế hoạch 88/KH-UBND ở Sở KHCN Quảng Trị?', '88 kh ubnd'],
    ['Ai giải quyết khiếu nại ở Sở KHCN Quảng Trị để tôi hỏi', 'giai quyet khieu nai'],
    ['phường Ngọc Hà năm 2026 có gì', '2026'],
    ['một cửa ở phường Ngọc Hà do ai lo', 'mot cua'],
    ['cho em hỏi bên em ở phường Ngọc Hà phải làm gì', ''],
    ['Họp xem xét cuối năm 2023 ở Sở KHCN Hải Phòng ai chịu trách nhiệm chính', 'hop xem xet 2023'],
    ['Anh Thắng lo những lĩnh vực công tác nào', 'thang'],
  ])('%s → %s', (question, topic) => {
    const words = shipped.read(question).topic.filter((word) => word && word !== 'so' && word !== 'phuong');
    expect(words.join(' ')).toBe(topic);
  });
});

describe('what a question is about', () => {
  const words = (question: string) => shipped.read(question).topic.filter(Boolean).join(' ');

  it.each([
    ['Ai chủ trì xây cầu ở phường Ngọc Hà?', 'xay cau'],
    ['phòng nào lo quản lý chợ ở Ngọc Hà', 'quan ly cho'],
    ['ai chịu trách nhiệm thực hiện 5S ở sở khcn hải phòng', '5s'],
    ['quang tri ai lo thi truong khoa hoc', 'thi truong khoa hoc'],
  ])('%s → %s', (question, topic) => {
    expect(words(question)).toBe(topic);
  });

  it('keeps what may be the other syllable of a name beside it', () => {
    const { topic, taken } = shipped.read('ai cap bang lai o phuong ngoc trao');
    expect(taken[topic.indexOf('cap') + 1]).toBe('bang');
  });
});
