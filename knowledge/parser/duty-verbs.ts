/** Verbs that open what a unit has to do. Phrases, so that "Sở Kế hoạch" or "người lao động" do not match. */
const verbs = `chủ trì|phối hợp|phố hợp|tham mưu|tổ chức|triển khai|xây dựng|thực hiện|hướng dẫn|theo dõi|đôn đốc|kiểm tra|giám sát|
đánh giá|tổng hợp|báo cáo|chỉ đạo|rà soát|tuyên truyền|phổ biến|bố trí|phân bổ|cân đối|thẩm định|trình|ban hành|lập|cập nhật|
công khai|niêm yết|tiếp nhận|giải quyết|xử lý|phân công|chủ động|tăng cường|đẩy mạnh|nâng cao|tiếp tục|thường xuyên|định kỳ|
căn cứ|tham gia|vận động|quán triệt|đảm bảo|bảo đảm|cung cấp|đề xuất|kiến nghị|nghiên cứu|đăng tải|đưa tin|hỗ trợ|huy động|
quản lý|duy trì|gửi|nghiêm túc|kịp thời|phản ánh|có trách nhiệm|chịu trách nhiệm|phụ trách|yêu cầu|đề nghị|giúp|điều phối|
kết nối|khảo sát|thống kê|tập huấn|đào tạo|bồi dưỡng|có nhiệm vụ|là|làm|quan tâm|khuyến khích|ưu tiên|áp dụng|vận hành|
phát động|phát huy|phê duyệt|tiến hành|tích cực|trực tiếp|cụ thể hóa|cụ thể hoá|hoàn thành|hoàn thiện|bám sát|thông tin,|
thông tin tuyên truyền|xem xét|lồng ghép|mở|đưa|sơ kết|tổng kết|trên cơ sở|hằng năm|hàng năm|hằng tháng|hàng tháng|hằng quý|
hàng quý|hằng tuần|hàng tuần|xác định|lựa chọn|ứng dụng|khẩn trương|phát hiện|thu hút|củng cố|kiện toàn|cử|chuẩn bị|sắp xếp|
thông báo|công bố|chấm điểm|nhân rộng|trả lời|đặt hàng|tháo gỡ|thanh tra|vận dụng|tự|góp phần|thúc đẩy|phát triển|đổi mới|
bảo vệ|khai thác|giao|nhận|quyết định|ký|thành lập|tạo điều kiện|dự toán|mua sắm|sửa chữa|hợp tác|liên hệ|đăng ký|chuyển|nộp`;

const pattern = new RegExp(
  `^(?:${verbs
    .split('|')
    .map((verb) => verb.trim())
    .sort((a, b) => b.length - a.length)
    .join('|')})(?![\\p{L}\\p{M}])`,
  'u',
);

/** "chủ trì, phối hợp …" begins with a verb; "Chủ tịch" does not. */
export function startsWithVerb(text: string): boolean {
  const first = text.slice(0, 30);
  const plain = first === first.toUpperCase() ? text.toLowerCase() : text;
  return pattern.test(plain.charAt(0).toLowerCase() + plain.slice(1));
}
