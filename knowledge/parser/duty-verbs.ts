/** Verbs that open what a unit has to do. Phrases, so that "Sở Kế hoạch" or "người lao động" do not match. */
const verbs = `chủ trì|phối hợp|phố hợp|tham mưu|tổ chức|triển khai|xây dựng|thực hiện|hướng dẫn|theo dõi|đôn đốc|kiểm tra|giám sát|đánh giá|
tổng hợp|báo cáo|chỉ đạo|rà soát|tuyên truyền|phổ biến|bố trí|phân bổ|cân đối|thẩm định|ban hành|cập nhật|công khai|niêm yết|
tiếp nhận|giải quyết|xử lý|phân công|chủ động|tăng cường|đẩy mạnh|nâng cao|tiếp tục|thường xuyên|định kỳ|căn cứ|tham gia|
vận động|quán triệt|đảm bảo|bảo đảm|cung cấp|đề xuất|kiến nghị|nghiên cứu|đăng tải|đưa|hỗ trợ|huy động|quản lý|duy trì|gửi|
nghiêm túc|kịp thời|phản ánh|có trách nhiệm|chịu trách nhiệm|phụ trách|yêu cầu|đề nghị|điều phối|kết nối|khảo sát|thống kê|
tập huấn|đào tạo|bồi dưỡng|có nhiệm vụ|là|quan tâm|khuyến khích|ưu tiên|áp dụng|vận hành|phát động|phát huy|phê duyệt|
tiến hành|tích cực|trực tiếp|cụ thể hóa|cụ thể hoá|hoàn thành|hoàn thiện|bám sát|thông tin,|thông tin tuyên truyền|xem xét|
lồng ghép|sơ kết|tổng kết|trên cơ sở|hằng năm|hàng năm|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng tuần|hàng tuần|xác định|
lựa chọn|ứng dụng|khẩn trương|phát hiện|thu hút|củng cố|kiện toàn|cử|chuẩn bị|sắp xếp|thông báo|công bố|chấm điểm|nhân rộng|
trả lời|đặt hàng|tháo gỡ|thanh tra|vận dụng|góp phần|thúc đẩy|phát triển|đổi mới|bảo vệ|khai thác|thành lập|tạo điều kiện|
dự toán|mua sắm|sửa chữa|hợp tác|liên hệ|đăng ký|nộp|tự rà soát|tự kiểm tra|tự đánh giá|sẵn sàng|chuyển đổi|chuyển hồ sơ|mở lớp|
mở chuyên mục|làm đầu mối|làm tốt|xếp lớp|xếp lịch|xếp loại|làm thủ tục|giao cho|giao nhiệm vụ|ký kết|ký ban hành|lập kế hoạch|lập phương án|lập đề án|lập dự án|lập bản đồ|lập tổ|lập sổ|lập danh sách|lập danh mục|lập hồ sơ|
lập báo cáo|lập dự toán|lập biên bản|trình UBND|trình Ủy ban|trình Uỷ ban|trình HĐND|trình Hội đồng|trình cấp|trình lãnh đạo|
trình Lãnh đạo|trình Sở|trình Giám đốc|trình Chủ tịch|trình ban hành|trình phê duyệt|trình Thường trực|trình Ban|
trình Thành phố|giúp UBND|giúp Ủy ban|giúp Sở|giúp Ban|giúp lãnh đạo|giúp Lãnh đạo|giúp Chủ tịch|giúp Giám đốc|
giúp Thường trực|tập trung|thi hành|tổng kiểm tra|tổng rà soát|tổng vệ sinh|tổng hợp|phun|phát hành|in ấn|in tờ rơi|in tài liệu|in sao|
lắp đặt|ra quân|treo|trồng|tiêm|dọn|chấn chỉnh|nhắc nhở|khen thưởng|biểu dương|kêu gọi|nắm bắt|nắm chắc|nắm tình hình|giới thiệu|
cấp phát|phân loại|thu gom|thu thập|số hóa|số hoá|khắc phục|phòng ngừa|ngăn chặn|đấu tranh|tuần tra|trực ban|trực 24|ứng trực|
phân luồng|cảnh báo|dự báo|khoanh vùng|truy vết|lấy mẫu|xét nghiệm|khám|điều tra|xác minh|xây mới|nâng cấp|cải tạo|tu sửa|
thi công|nghiệm thu|bàn giao|giải ngân|quyết toán|thanh toán|chi trả|cung ứng|dự trữ|vận chuyển|sơ tán|di dời|cứu hộ|hạn chế|
kết hợp|chia sẻ|trao đổi|mời|ra mắt|khai giảng|bế giảng|dạy|giảng dạy|chấp hành|tuân thủ|bổ sung|sửa đổi|điều chỉnh|soạn thảo|
tham dự|dự họp|rút kinh nghiệm|đề nghị|cam kết|ký cam kết|xử phạt|xử lý|cưỡng chế|thu hồi|niêm phong|phê bình|động viên|thăm hỏi|
đảm nhận|đảm nhiệm|chăm sóc|quét dọn|khơi thông|nạo vét|phát quang|thu tiền|thu phí|trao tặng|tặng quà|giúp đỡ|cảm hóa|cảm hoá`;

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
  return verbLength(text) > 0;
}

/** Length of the verb that the text begins with: "tiếp nhận và trả kết quả" → 9; 0 when it begins with none. */
export function verbLength(text: string): number {
  const first = text.slice(0, 30);
  const plain = first === first.toUpperCase() ? text.toLowerCase() : text;
  return pattern.exec(plain.charAt(0).toLowerCase() + plain.slice(1))?.[0].length ?? 0;
}
