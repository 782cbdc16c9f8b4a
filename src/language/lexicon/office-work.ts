import { anyOf, office, petition, workOn } from './any-of.ts';

/** What plans and offices do: the matter of questions. */
export const officeWork = {
  LEAD: anyOf`
    chu tri|chiu trach nhiem|phu trach|dam nhan|dau moi|dung ra|\blo\b|giao cho|trong coi|tien hanh
    van hanh|co trach nhiem|quan ly mang|dam trach|thuoc ve
  `,
  DOES: anyOf`
    thuc hien|trien khai|xay dung|to chuc|ban hanh|huong dan|niem yet|cap nhat|tong hop|bien soan
    tham dinh|kiem dinh|cong bo|khao sat|tuyen truyen|kiem tra|thuoc\b
  `,
  COORDINATE: anyOf`
    phoi hop|cung lam|tham gia|cung thuc hien|ho tro ai|cung ai|cung chiu
  `,
  ADVISE: anyOf`
    tham muu|giup viec
  `,
  DIRECT: anyOf`
    chi dao|don doc|giam sat|dung dau|truong ban|pho ban
  `,
  DUTY: anyOf`
    nhiem vu|trach nhiem (?:cua|gi)|chuc nang|phan cong|duoc giao|phan viec|cong viec|phai lam
    phai thuc hien|lam nhung|lam (?:gi|cai gi|viec gi)
  `,
  TASKWHAT: anyOf`
    (?:viec|nhiem vu|noi dung|cong viec|dau viec|linh vuc|mang|viec) (?:gi|nao|nhung gi|cu the)
    nhung (?:viec|nhiem vu|noi dung|dau viec|gi)
  `,
  BODY: anyOf`
    \b(?:phuong|xa|huyen|quan|tinh|thanh pho|thi xa|so|uy ban|nha nuoc|chinh quyen)\b(?! (?:rac|thai|khoi|hoi|do|dien))
  `,
  /** Nothing but the name of an office. */
  BAREUNIT: anyOf`
    ^(?:con |the |the con )?(?:phuong|xa|huyen|quan|tinh|thanh pho|thi xa|so|phong|uy ban|trung tam|van phong|chi cuc|ban)(?: [a-z]+){1,7}$
  `,
  UNIT: anyOf`
    \b(?:phong (?!chong|khi|hop|benh|dich|ngu)|so (?!dien|hieu|lieu|luong|hoa|do|so|num)|van phong|trung tam|chi cuc|uy ban|ban chi dao|ban quan ly|ban giam doc|hoi (?:dong|phu|nong|cuu|lien)|doan thanh|to (?:cong|giup|thu|dan)|cong chuc|thanh tra|bo phan|mat tran|cong an|thu ky|cac phong|dai truyen|truong hoc|cac truong|thu truong)
  `,
  DUE: anyOf`
    \bhan\b(?! che| han)|thoi han|deadline|tre nhat|cham nhat|dinh ky|moc thoi|thoi gian|hoan thanh
    \bxong\b|truoc ngay|ngay cuoi|keo dai|het han
  `,
  PERIOD: anyOf`
    (?:thang|quy|tuan) (?:nay|sau|toi|den|num|mot|hai|ba|tu|nam|sau|bay|tam|chin|muoi|gieng|chap)
    (?:cuoi|dau|nua|giua) (?:nam|thang|quy|tuan)|num thang (?:dau|cuoi)|tu (?:nay|gio) den
    sap (?:toi|den)|den han|qua han|toi han|ca nam|hang thang|numyear|datenum|truoc tet
    num ngay (?:toi|den)|gan nhat|tre han|nam nay|trong nam
  `,
  REPEAT: anyOf`
    hang (?:thang|quy|nam|tuan)|dinh ky|thuong xuyen|mot lan|moi (?:nam|thang|quy)
  `,
  RESULT: anyOf`
    ket qua|san pham|dau ra|chi tieu|muc tieu|muc dich|yeu cau|noi dung|tieu chi|giai phap
  `,
  REPORT: anyOf`
    bao cao|gui ve|trinh
  `,
  PROCESS: anyOf`
    quy trinh|cac buoc|trinh tu|may buoc|cach thuc|quy dinh the nao
  `,
  SUPPORT: anyOf`
    ho tro (?:gi|cho|nhung)|chinh sach|chuong trinh gi|co lop|uu dai|duoc ho tro|co gi cho|lam gi de
    co ke hoach gi|doi tuong
  `,
  PLAN: anyOf`
    ke hoach|van ban|phu luc|de an|chuong trinh
  `,
  INPLAN: anyOf`
    (?:ke hoach|van ban|phu luc) (?:co|nay|quy dinh|noi|ghi|neu|giao)
    (?:trong|theo|cua) (?:ke hoach|van ban|phu luc)|noi gi ve|de cap|nhac (?:toi|den)
    trien khai ke hoach|thuc hien ke hoach
  `,
  OBSTACLE: anyOf`
    vuong mac|kho khan|phat sinh
  `,
  MONEY: anyOf`
    kinh phi|ngan sach|du toan|\bvon\b|chi phi|quyet toan|muc chi|dinh muc|bao nhieu tien
    tien (?:o )?dau|may ty|\bquy phat trien|chi tien|muc ho tro|cap tien|xa hoi hoa|tien (?:thi|lam)
    nguon
  `,
  DOCTYPE: anyOf`
    quyet dinh|nghi dinh|thong tu|chi thi|cong van|nghi quyet|\bluat\b|ket luan|huong dan so|tcvn
    hien phap
  `,
  DOCNO: anyOf`
    docno
    (?:quyet dinh|nghi dinh|thong tu|chi thi|cong van|nghi quyet|ket luan|ke hoach|so|huong dan)(?: so)? num
  `,
  BASIS: anyOf`
    can cu|co so|phap ly|vien dan|dua (?:tren|vao)
    theo (?:quyet dinh|nghi dinh|thong tu|van ban|nghi quyet)|duoc (?:neu|nhac|dan)|cap tren
  `,
  ABOUT: anyOf`
    ve viec gi|noi (?:gi|ve)|noi dung|ve (?:cai )?gi|la (?:gi|ve)|quy dinh gi|van de gi|trich yeu
  `,
  SIGN: anyOf`
    \bky\b(?! luat| thuat| nang| niem| duyet|$)|nguoi ky|ban hanh|noi nhan|so hieu|ky hieu|trich yeu
    toan van|hieu luc|nam nao|cua nam|so bao nhieu|may muc|bao nhieu trang
  `,
  PLANLIST: anyOf`
    (?:nhung|cac|danh sach|bao nhieu|may|xem|tai|co) ke hoach|ke hoach (?:nao|goc)|con van ban
  `,
  CONTACT: anyOf`
    so dien thoai|email|dia chi|hotline|duong day nong|website|gio lam viec|tru so|hom thu
    ten (?:la )?gi
  `,
  /** What an office does with petitions. */
  SETTLE: anyOf`
    (?:${workOn}).{0,25} (?:${petition})|tiep (?:cong )?dan
    (?:cong tac|viec|ve) (?:giai quyet|xu ly|tiep nhan)
  `,
  /** "ai … khiếu nại", "quy trình … phản ánh" */
  ASKABOUTPETITION: anyOf`
    (?:\bai\b|(?:${office}) nao|quy trinh|thoi han|ke hoach|trach nhiem|nhiem vu|lanh dao).{0,60}(?:${petition}|tiep (?:cong )?dan)
  `,
  /** "khiếu nại do phòng nào giải quyết" */
  PETITIONBYWHOM: anyOf`
    (?:${petition}|tiep (?:cong )?dan|cu tri|nguoi dan).{0,40}\b(?:ai|(?:${office}) nao)\b.{0,25}(?:${workOn}|chu tri|phu trach|\blo\b|dau moi|chiu|phoi hop|lam)
  `,
  /** "kiến nghị của cử tri" */
  OTHERSPETITION: anyOf`
    (?:${petition}|y kien|don thu).{0,20} cua (?:nguoi dan|cong dan|dan|to chuc|ca nhan|cu tri|doanh nghiep|khach)
  `,
};
