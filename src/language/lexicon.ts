/**
 * Word classes over plain words (see spelling.ts), joined by single spaces. A class that fires becomes a feature, and
 * so does each pair of classes: that is where "@WHO with @SETTLE" (a question about complaints) parts from "@ME with
 * @WISH" (a complaint). Add words here when a way of speaking is missed; the weights are learnt.
 */
const me =
  '(?:(?<!(?:ngay|tuan|thang|quy|nam|sap|den|cho) )toi|em|minh|chau|chung toi|tui minh|gia dinh|ba con|dan o day|dan chung toi)';
const mine = '(?:toi|em|minh|chau|chung toi|tui|gia dinh)';
const office =
  'don vi|co quan|phong ban|phong|bo phan|ben|nguoi|can bo|dong chi|lanh dao|trung tam|chi cuc|doan the|cong chuc|ban nganh|ban|so|to';
const petition = 'phan anh|kien nghi|gop y|y kien|khieu nai|to cao|don thu|to giac';
const workOn =
  'giai quyet|tiep nhan|xu ly|tiep thu|tra loi|phan loai|theo doi|tong hop|tiep cong dan|tiep dan|cong khai|tham muu|chi dao|quy dinh|thu ly';

const patterns = {
  // Question words
  WHO: `(?<!(?:khong|chua|chang|cha|ko|thay|co) )\\bai\\b(?! cung| ma )|(?:${office}) (?:nao|mo)\\b|nhung ai|do ai|cua ai|bo phan gi`,
  WHEN: '(?:khi nao|bao gio|luc nao|chung nao|hom nao|ngay (?:nao|may|bao nhieu)|thang (?:may|nao)|quy (?:may|nao)|nam (?:nao|may))\\b(?! cung)|bao lau|(?:may|bao nhieu) (?:ngay|thang|tuan|lan)\\b|(?:khi|chung) mo\\b|thoi diem|hang thang hay|ngay thang',
  WHAT: '\\bgi\\b|\\bnhung nao\\b|\\bcai chi\\b|viec chi\\b',
  WHICH: '\\bnao\\b(?! cung)',
  WHY: '^(?:tai |vi |the )?sao\\b|\\b(?:tai|vi) sao|sao (?:khong|cu|hoai|ma|van|lai|de)|kieu gi|\\bha co',
  HOW: 'nhu the nao|the nao|ra sao|cach (?:nao|thuc|lam|cham)|bang cach|lam sao|nhu nao|kieu gi|hinh thuc|lam the nao',
  WHERE: 'o dau|ve dau|vao dau|den dau|toi dau|tu dau|cho nao|noi nao|dau vay|\\bdau$|ra dau|gui dau',
  HOWMANY:
    'bao nhieu|\\bmay (?:buoc|thon|muc|viec|ty|dong|nguoi|trang|tien)|\\bti le|\\bty le|phan tram|\\bmay$',
  YESNO:
    '\\bco\\b.* (?:khong|ko)\\b|(?:khong|chua|a|ha|hong|hem|nhi|phai khong|dung khong)$|duoc (?:khong|chu)|\\bco phai\\b',
  THENABOUT: '^(?:con|the|the con|vay con|con ve)\\b',
  // The office's work
  LEAD: 'chu tri|chiu trach nhiem|phu trach|dam nhan|dau moi|dung ra|\\blo\\b|giao cho|trong coi|tien hanh|van hanh|co trach nhiem|quan ly mang|dam trach|thuoc ve',
  DOES: 'thuc hien|trien khai|xay dung|to chuc|ban hanh|huong dan|niem yet|cap nhat|tong hop|bien soan|tham dinh|kiem dinh|cong bo|khao sat|tuyen truyen|kiem tra|thuoc\\b',
  COORDINATE: 'phoi hop|cung lam|tham gia|cung thuc hien|ho tro ai|cung ai|cung chiu',
  ADVISE: 'tham muu|giup viec',
  DIRECT: 'chi dao|don doc|giam sat|dung dau|truong ban|pho ban',
  DUTY: 'nhiem vu|trach nhiem (?:cua|gi)|chuc nang|phan cong|duoc giao|phan viec|cong viec|phai lam|phai thuc hien|lam nhung|lam (?:gi|cai gi|viec gi)',
  TASKWHAT:
    '(?:viec|nhiem vu|noi dung|cong viec|dau viec|linh vuc|mang|viec) (?:gi|nao|nhung gi|cu the)|nhung (?:viec|nhiem vu|noi dung|dau viec|gi)',
  BODY: '\\b(?:phuong|xa|huyen|quan|tinh|thanh pho|thi xa|so|uy ban|nha nuoc|chinh quyen)\\b(?! (?:rac|thai|khoi|hoi|do|dien))',
  BAREUNIT:
    '^(?:con |the |the con )?(?:phuong|xa|huyen|quan|tinh|thanh pho|thi xa|so|phong|uy ban|trung tam|van phong|chi cuc|ban)(?: [a-z]+){1,7}$',
  UNIT: '\\b(?:phong (?!chong|khi|hop|benh|dich|ngu)|so (?!dien|hieu|lieu|luong|hoa|do|so|num)|van phong|trung tam|chi cuc|uy ban|ban chi dao|ban quan ly|ban giam doc|hoi (?:dong|phu|nong|cuu|lien)|doan thanh|to (?:cong|giup|thu|dan)|cong chuc|thanh tra|bo phan|mat tran|cong an|thu ky|cac phong|dai truyen|truong hoc|cac truong|thu truong)',
  DUE: '\\bhan\\b(?! che| han)|thoi han|deadline|tre nhat|cham nhat|dinh ky|moc thoi|thoi gian|hoan thanh|\\bxong\\b|truoc ngay|ngay cuoi|keo dai|het han',
  PERIOD:
    '(?:thang|quy|tuan) (?:nay|sau|toi|den|num|mot|hai|ba|tu|nam|sau|bay|tam|chin|muoi|gieng|chap)|(?:cuoi|dau|nua|giua) (?:nam|thang|quy|tuan)|num thang (?:dau|cuoi)|tu (?:nay|gio) den|sap (?:toi|den)|den han|qua han|toi han|ca nam|hang thang|numyear|datenum|truoc tet|num ngay (?:toi|den)|gan nhat|tre han|nam nay|trong nam',
  REPEAT: 'hang (?:thang|quy|nam|tuan)|dinh ky|thuong xuyen|mot lan|moi (?:nam|thang|quy)',
  RESULT: 'ket qua|san pham|dau ra|chi tieu|muc tieu|muc dich|yeu cau|noi dung|tieu chi|giai phap',
  REPORT: 'bao cao|gui ve|trinh',
  PROCESS: 'quy trinh|cac buoc|trinh tu|may buoc|cach thuc|quy dinh the nao',
  SUPPORT:
    'ho tro (?:gi|cho|nhung)|chinh sach|chuong trinh gi|co lop|uu dai|duoc ho tro|co gi cho|lam gi de|co ke hoach gi|doi tuong',
  PLAN: 'ke hoach|van ban|phu luc|de an|chuong trinh',
  INPLAN:
    '(?:ke hoach|van ban|phu luc) (?:co|nay|quy dinh|noi|ghi|neu|giao)|(?:trong|theo|cua) (?:ke hoach|van ban|phu luc)|noi gi ve|de cap|nhac (?:toi|den)|trien khai ke hoach|thuc hien ke hoach',
  OBSTACLE: 'vuong mac|kho khan|phat sinh',
  MONEY:
    'kinh phi|ngan sach|du toan|\\bvon\\b|chi phi|quyet toan|muc chi|dinh muc|bao nhieu tien|tien (?:o )?dau|may ty|\\bquy phat trien|chi tien|muc ho tro|cap tien|xa hoi hoa|tien (?:thi|lam)|nguon',
  DOCTYPE:
    'quyet dinh|nghi dinh|thong tu|chi thi|cong van|nghi quyet|\\bluat\\b|ket luan|huong dan so|tcvn|hien phap',
  DOCNO:
    'docno|(?:quyet dinh|nghi dinh|thong tu|chi thi|cong van|nghi quyet|ket luan|ke hoach|so|huong dan)(?: so)? num',
  BASIS:
    'can cu|co so|phap ly|vien dan|dua (?:tren|vao)|theo (?:quyet dinh|nghi dinh|thong tu|van ban|nghi quyet)|duoc (?:neu|nhac|dan)|cap tren',
  ABOUT: 've viec gi|noi (?:gi|ve)|noi dung|ve (?:cai )?gi|la (?:gi|ve)|quy dinh gi|van de gi|trich yeu',
  SIGN: '\\bky\\b(?! luat| thuat| nang| niem| duyet|$)|nguoi ky|ban hanh|noi nhan|so hieu|ky hieu|trich yeu|toan van|hieu luc|nam nao|cua nam|so bao nhieu|may muc|bao nhieu trang',
  PLANLIST: '(?:nhung|cac|danh sach|bao nhieu|may|xem|tai|co) ke hoach|ke hoach (?:nao|goc)|con van ban',
  CONTACT:
    'so dien thoai|email|dia chi|hotline|duong day nong|website|gio lam viec|tru so|hom thu|ten (?:la )?gi',
  SETTLE: `(?:${workOn}).{0,25} (?:${petition})|tiep (?:cong )?dan|(?:cong tac|viec|ve) (?:giai quyet|xu ly|tiep nhan)`,
  ASKABOUTPETITION: `(?:\\bai\\b|(?:${office}) nao|quy trinh|thoi han|ke hoach|trach nhiem|nhiem vu|lanh dao).{0,60}(?:${petition}|tiep (?:cong )?dan)`,
  OTHERSPETITION: `(?:${petition}|y kien|don thu).{0,20} cua (?:nguoi dan|cong dan|dan|to chuc|ca nhan|cu tri|doanh nghiep|khach)`,
  // The person's own matter
  ME: `\\b${me}\\b`,
  MYCASE: `(?:ho so|don|don thu|phan anh|kien nghi|khieu nai|gop y|to cao|don to cao|vu)\\b(?: [a-z]+){0,3} (?:cua )?${mine}\\b|(?:da|${mine}) gui|hom (?:truoc|bua)|lan truoc`,
  MYHOME: `(?:nha|xom|khu|ngo|hem|ap|duong|cong|thon|truoc|cho|o day|dat|ho) (?:cua )?${mine}\\b|(?:truoc|canh|sau|gan) (?:cong )?nha|hang xom|gia dinh|khu pho|to dan pho|trong xom|khu dan cu|khu tap the|ben canh|\\b(?:ngo|hem|ap|xom)\\b`,
  WISH: '\\bmuon\\b|\\bcan (?!bo|cu|den|phai|lam|cuoc)|\\bxin (?!chao|loi|cam)|de nghi|\\bmong\\b|\\bnho\\b|yeu cau|cho (?:toi|em|minh|chau) (?:gui|bao|nop|xin|phan|gop|khieu|kien)|\\bnen (?:co|bot|lam|them|sua)|de xuat|dinh (?:gui|viet|nop)',
  SEND: '\\bgui\\b|\\bnop\\b|(?:viet|lam|co) don|don (?:to cao|khieu nai)',
  HERE: 'o day|vao day|qua day|tai day|kenh nay|len (?:xa|phuong|co quan|day)',
  FEEDBACK: 'phan anh|kien nghi|gop y|y kien|bao (?:su co|hong|mat|cho)|dong gop|de xuat|sang kien muon',
  FEEDBACKFIRST:
    '^(?:(?:toi|em|minh|cho|xin|muon|can|gui|kinh|de nghi|nho|nay|a|da|chao|dinh|co|duoc|mot|chut)\\b ?){0,6}(?:phan anh|kien nghi|gop y|bao hong|bao su co|dong gop y kien|y kien)',
  COMPLAIN: 'khieu nai|keu oan',
  COMPLAINFIRST:
    '^(?:(?:toi|em|minh|cho|xin|muon|can|gui|viet|lam|nop|don|kinh|nho|da|chao|dinh)\\b ?){0,6}(?:khieu nai|keu oan)',
  DENOUNCE: 'to cao|to giac',
  DENOUNCEFIRST:
    '^(?:(?:toi|em|minh|cho|xin|muon|can|gui|viet|lam|nop|don|co|mot|kinh|nho|da|chao|dinh)\\b ?){0,6}(?:to cao|to giac)',
  INCIDENT:
    'ngap|\\brac\\b|\\bon\\b(?! dinh)|\\bhoi\\b(?: thoi| qua| ham| khong)|boc mui|mui la|lan chiem|lan het|\\bhong\\b|\\bhu\\b|\\bvo\\b(?! dich| ly| cung)|mat (?:nuoc|dien|song|trom)|cup dien|cat (?:dien|nuoc)|bui\\b|khoi (?:den|mu)|khoi bui|o ga|o voi|tha rong|xa (?:thai|nuoc|khoi|rac)|nuoc thai|sat lo|sut lun|karaoke|loa keo|\\btac\\b|ket xe|tran (?:ra|vao|lan)|\\bsap\\b(?! toi| den| xep)|nghieng|do (?:chan|trom|vao)|toi (?:om|thui|tam|mit)|trom|cuop|dua xe|danh bac|tu tap|lam thu|\\bban\\b (?:thiu|qua)|\\bte\\b|\\bnut\\b|bong troc|dot rac|o nhiem|dich benh|chet|nhuc nhoi|khong chiu noi|kho so|\\bkho vi|bi loi|\\bloi\\b hoai|bao (?:sai|loi)|tham (?:o|dot)|lo (?:dien|ro)|ro ri|gia (?:mao|tran)|hang gia|duc ngau|khong (?:ngu|di) duoc|phan doi|vo ly|\\btat\\b|het thuoc|can (?:thiep|xu ly gap)|chap chon|chay (?:rung|bai|nha|no)|\\bchay\\b (?:o|tai)|tai nan|nguy hiem|nuoc ban|khong co (?:nuoc|dien)|\\bnuoc (?:ban|duc|phen|thai|tran)|that lac|roi vai|chieu sang kem|cap (?:sai|cham)|sai ten|lan (?:dat|duong|hanh lang|long|via|ra|chiem|cong)|coi noi|co noi|trai phep|do (?:trom|rac|phe|dat)|phe thai|dot (?:rac|rom|day)|thuoc la cho|quay pha|chui (?:khach|dan|bay)|bo tram|khong (?:gom|don|dang nhap|mo|vao) (?:rac|duoc|noi)?|khong cho (?:dang|vao|toi)|\\bapp\\b|\\bwifi|sat lo|bo ke|mat (?:nap|cap|song|mang)|nap ho ga|ho ga|tanh|khet|san lap|dap pha|lam nut|ket xe|un tac|tac duong|lay gia|bao dong|moc trom|gia suc|dich ta',
  CONDUCT:
    'thai do|hach dich|coc loc|quat|mang chui|\\bmang\\b toi|lon tieng|cua quyen|lam lo|bo di|dong cua|khong (?:ai )?nghe may|chi qua nguoi kia|day (?:di )?day lai|hanh (?:dan|toi)|ruom ra|bat (?:cho|di|ve|lam|phai|nop)|bao ve\\b|di lai (?:nhieu|nam|ba)|phai cho|gay kho|ngam ho so|cham tre|vong vo',
  LATE: 'qua (?:han|hen)|tre hen|cham|chua (?:ai|duoc|thay|co ai|xong|tra|giai|nhan)|khong (?:thay|ai|co ai) (?:tra loi|goi|giai|sua|xu|den|lam|giai thich|tra)|van chua|van (?:bat|phai|khong)|den nay',
  BRIBE:
    'hoi lo|tham nhung|tham o|lot tay|phong bi|voi (?:vinh|tien)|doi (?:tien|toi|qua|hoi|dua)|an (?:chan|bot|tien|chia|hoi)|nhan (?:tien|hoi|phong|mai)|dua tien|dua phong|boi duong|mai lo|lam gia|bang gia|khai khong|bao ke|bao che|rut (?:ruot|tien)|quy den|ky khong|chay (?:viec|chuc|an|diem)|nhung nhieu|chiem doat|loi dung chuc|lay tien|bien thu|gia mao ho so|lam ngo|danh dan|sam so|lam thu|du tien|ban dat cong|cuu tro|tien cua dan|duong day',
  OFFICIAL:
    'can bo|chu tich|giam doc|truong (?:thon|phong|ban|ap)|ke toan|bi thu|cong chuc|lanh dao|hieu truong|cong an|canh sat|thu quy|nhan vien|\\bsep\\b|ong ay|thanh tra|dia chinh|\\bhọ\\b|\\bho (?:bat|doi|do|lay|thu)|trong uy ban',
  UNFAIR:
    '\\boan\\b|trai (?:luat|phap luat|quy dinh)|khong dung (?:luat|quy dinh)|khong (?:dong y|nhat tri|chap nhan|phuc|thoa dang)|(?:phat|tinh|xu|do|ky luat) sai|la sai|cuong che|thu hoi|boi thuong|den bu|tai dinh cu|giai phong mat bang|xu phat|tich thu|tu choi|bac don|bi cat|bi loai|ky luat|buoc thoi viec|xam pham|quyen loi|thao do|huy quyet dinh|xem xet lai|xem lai quyet|tuoc|chong len dat|khong (?:co|ro|neu) (?:can cu|ly do|nguyen nhan)|tra lai ho so|bi tra ho so|khong cap',
  MYLOSS: `(?:${mine}) bi\\b|bi (?:phat|cat|tu choi|loai|thu hoi|cuong che|ky luat|buoc)|(?:nha|dat|ho|xe|quan|cua hang|giay phep|don|tien)[a-z ]{0,12} (?:cua )?${mine}\\b`,
  DURATION:
    '(?:ca|may|hai|ba|num|suot) (?:ngay|hom|tuan|thang|nam|tieng|dem)\\b(?: nay| roi| lien)?|\\bsuot\\b|\\bhoai\\b|\\bmai\\b(?! lo| troi)|lien tuc|tu (?:hom|sang|thang|toi) (?:qua|toi|truoc)?|hom qua|lau (?:lam|nay|roi)|moi (?:toi|khi|dem|ngay)|(?:tuan|thang|nam|hom) nay',
  EVERY:
    '(?:ngay|dem|hom|lan|sang|chieu|toi|ai|nha|cho|thang|nam|luc|lan) nao cung|ai cung|moi (?:toi|khi|lan|dem|ngay|sang)',
  GRUMBLE:
    'the nay$|the kia|lam an|quan ly kieu|ma (?:de|cu|van|khong|chua|bi|chi|bat)|cu (?:phai|bat|the|bao|de)|\\bde hoai|bo do|khong nghe|buc xuc|that vong|khong hai long|khong ai|kem qua|lam roi|kho qua|\\bqua troi|troi oi|bao gio moi|chung nao moi|den bao gio|im lang|long vong|dai co',
  NOBODY: '(?:khong|chua|chang|cha) (?:thay |co |duoc )?(?:ai|nguoi)|ai (?:ma|cung)',
  HAPPENED:
    '\\bbi\\b|\\broi\\b|\\bma\\b|\\bqua\\b$|\\bqua\\b(?! han| trinh| day)|\\bnay\\b$|\\bkhong (?:con|duoc)\\b|\\bphai\\b',
  TRACK:
    'tra cuu|tra ma|de tra\\b|(?:den|toi) (?:dau|buoc nao|khau nao)|o (?:buoc|khau) nao|tien do|tinh trang|trang thai|(?:ket qua|xong|xu ly|giai quyet|thu ly|doc|nhan|tra loi|duyet) chua|da co ket qua|ket qua .{0,30}cua (?:toi|em|minh)|ma ho so|ma pin|\\bpin\\b|ma (?:bien nhan|tra cuu|cua)|nhap ma|\\btheo doi (?:ho so|phan anh|don)|xem (?:lai |giup )?(?:don|phan anh|tien do|tinh trang|ket qua|ho so)|the nao roi|sao roi|check|co ai nhan|da chuyen|ket qua (?:don|phan anh|kien nghi|khieu nai|to cao|ho so|xu ly|giai quyet|sao)|kiem tra (?:giup |gium )?(?:em |toi )?(?:ma|don|ho so|tinh|phan anh)|ro ket qua',
  CASECODE: 'casecode|(?:ma|ho so)(?: ho so)?(?: so)? num',
  // Talk
  HELLO:
    '^(?:da |em |kinh |xin |toi )?chao\\b|\\bhello\\b|^hi\\b|\\bhi (?:ad|em|ban|shop|anh|chi)|\\balo|\\ba lo\\b|^he (?:lo|y)|\\bhey|\\bhe lo|good (?:morning|afternoon)|\\bad oi|ban oi|^oi$|halo|co ai (?:o day )?(?:khong|truc)|bat dau tro chuyen',
  ASKINTRO:
    '^(?:cho|xin|toi muon)? ?(?:toi|minh|em|chau)? ?hoi(?: (?:chut|ti|voi|thu|mot chut|cai))*(?: a| nha| nhe)?$',
  THANKS:
    'cam on|doi on|biet on|huu ich|tuyet (?:voi|qua)|^tuyet$|hay qua|tot qua|gioi qua|qua (?:tot|hay|tuyet)|\\bgood\\b|(?:hieu|ro|biet) roi',
  BYE: 'tam biet|\\bbye|bai bai|gap lai|gap sau|\\bpp\\b|pipi|^bb$|chao nhe|see you|nghi day|ngu ngon|di day|\\bthe thoi|hoi the thoi|vay thoi|khong hoi (?:gi )?nua|khong can gi|ket thuc|di ngu|hom khac|(?:thoi|ok|het roi|du roi|xong roi)\\b.{0,12}\\bchao\\b',
  HELP: 'tro giup|^giup|giup (?:toi|do|voi|duoc|gi|minh|em)|\\bhelp\\b|huong dan|cach (?:dung|su dung|xai|hoi)|(?:lam|hoi|ho tro|giup) duoc|chuc nang|\\bmenu|vi du|goi y|(?:khong|chua) biet|can giup|dung (?:the nao|de lam)|(?:co the|nen) (?:lam|hoi|giup)|ho tro (?:gi|duoc|nhung|viec)|danh muc ho tro|khong hieu|xai|\\bcuu\\b$|hoi gi|hoi (?:duoc )?nhung gi|de lam gi|lan dau|khong ranh',
  YOU: '(?<!cac |cong |uy |phong |so |tiep )\\bban\\b(?! chi| quan| giam| hanh| nganh| to| be| cong| lanh| nao| dat| nha| bi| hang| thiu| dau| do| tay| van)|tro ly|chatbot|robot|\\bbot\\b|\\bmay\\b (?:la|hay|a)|\\bai\\b (?:a|ha|tra loi|dang)|\\bem\\b (?:la|ten|ho tro|lam duoc|co phai)|kenh nay|cac ban|xai ai|dung ai|\\br u\\b',
  MACHINE:
    'robot|\\bmay\\b(?: hay| tra| vay|$)|chatbot|nguoi (?:that|hay)|tu dong|\\bbot\\b|chatgpt|\\bla ai\\b|ten (?:la )?gi|(?:tra loi|chat|noi chuyen|nhan tin)|bao mat|luu (?:lai|so|thong)|ghi lai|lap trinh|tao ra|gioi thieu|du lieu toi|la can bo|phai (?:can bo|nhan vien|may|nguoi)',
  HUMAN:
    'gap (?:can bo|nguoi|nhan vien|lanh dao|chu tich|admin|ai|truc tiep|anh|chi)|noi (?:chuyen )?(?:voi|truc tiep|chuyen)|noi may|chuyen (?:may|cho|cau hoi)|tong dai|goi (?:dien|lai)|truc tiep|nguoi (?:that|phu trach|tu van|ho tro)|nhan vien ho tro|ket noi|can bo (?:goi|nao dang|tra loi)|gui cau hoi|\\btruc\\b|chat voi|\\bagent\\b|so (?:dien thoai )?(?:can bo|anh|chi|nguoi)',
  CANCEL:
    '\\bhuy\\b|^thoi\\b|\\bbo (?:di|qua|ngang)\\b|\\bngung\\b|\\bdung\\b(?: lai| di$|$)|thoat|(?:khong|thoi).{0,25} nua\\b|\\bcancel\\b|\\bstop\\b|\\bquit\\b|\\bexit\\b|\\bkhoi(?: di|$)|doi y|de sau|(?:luc|de) (?:khac|sau)|khong (?:tiep tuc|muon tiep)|ket thuc viec|xoa di',
  RESTART:
    'lam lai|bat dau lai|tu dau|ban dau|(?:ve|lai) (?:dau|trang|menu)|restart|start over|back to start|^start$|reset|cuoc tro chuyen moi|hoi thoai moi|chu de moi|xoa (?:het|hoi)|khoi dong|new chat|trang (?:chu|dau)|bat dau (?:moi|cuoc)|hoi lai',
  YES: '^(?:(?:da|vang|u|uh|ok|toi) )*(?:co|vang|da|dung|phai|u|um|uh|uk|ok|dong y|xac nhan|chinh xac|chuan|duoc|yes|yeah|y|roi|nhat tri|tiep tuc|tiep|gui|o|hop ly)(?: (?:roi|vay|do|di|a|luon|thoi|nhe|em|nha|chu|gui|dung|phai|y|toi|do))*$',
  NO: '^(?:(?:da|thoi|toi) )*(?:khong|chua|sai|no|nope|nham|dau co|lam gi co)\\b|hieu sai|y (?:toi )?(?:khong|khac)|khong phai|cai khac|^dung gui|la sai$|sai roi',
  // Other people's business
  WEATHER:
    'thoi tiet|\\bmua\\b (?:khong|gio|bao)|troi (?:hom|co|mua|nang)|nhiet do|\\bnang\\b|nong may|may do|du bao',
  LUCK: 'xo so|kqxs|lo de|\\bso de|soi cau|ve con gi|\\bboi\\b|tuoi ty|tu vi|trung so',
  SPORT:
    'bong da|tran (?:dau|bong)|vo dich|world cup|doi (?:tuyen|nao da)|chung ket|ket qua tran|\\bda may|ngoai hang',
  PRICE:
    'gia (?:vang|xang|dat|bitcoin|ca phe|do)|ty gia|bitcoin|chung khoan|vay tien|lai suat ngan hang|ban nha|tuyen dung',
  FUN: 'chuyen cuoi|\\bhat\\b (?:cho|mot|di|nghe)|lam (?:tho|van)|viet (?:tho|bai|van|code)|bai (?:hat|tho|van|toan)|phim|\\bnhac\\b(?! toi| den)|nau\\b|quan (?:an|pho|ca)|\\bpho\\b (?:bo|ga|ngon|nao)|khach san|du lich|ve may bay|nguoi yeu|yeu (?:anh|em|toi)|ngoai tinh|xinh|game|cau do',
  KNOWLEDGE:
    'thu do|tong thong|thu tuong|nuoc (?:nhat|my|phap|anh|nga)|tieng (?:anh|phap|trung|nhat)|dich (?:sang|cau|giup|ra)|can bac|bang may|\\bcong num|num num|phuong trinh|bai toan|may gio|thu may',
  HEALTH: 'dau (?:bung|dau|rang|lung)|\\bsot\\b|uong thuoc|bi benh gi|bac si nao|thuoc gi',
  PERSONALPAPERS:
    'so (?:do|hong)\\b|can cuoc|cccd|ho chieu|ket hon|ly hon|khai sinh|bang lai|tam tru|tam vang|ho khau|nhap khau|sang ten|truoc ba|that nghiep|den do|nong do con|giay phep xay|hoc phi|diem thi|visa|ly lich tu phap|dang ky xe|cap lai',
  PAPERSNEEDED:
    'giay to gi|can (?:nhung )?(?:gi|giay)|can ho so gi|mat bao nhieu|nhung giay|le phi|thu tuc (?!hanh)|dang ky|o dau lam',
  CHITCHAT:
    '(?:\\bai|nao|gi) (?:dep|gioi|giau|hay|ngon|xinh|re|ben|noi tieng|manh|cao|hot)|(?:nhat|dep nhat) (?:the gioi|viet nam|hien nay)$|(?:mua|ban) (?:dien thoai|xe|nha|may|dat|do|laptop)|\\bcach (?:nau|lam banh|giam can|hoc|kiem tien|cua)|luong (?:co so|toi thieu|giao vien|huu)|\\bthue thu nhap|nghi (?:tet|le)|choi (?:co|game)|ca si|hoa hau|nau (?:an|canh|pho|com)|email xin|bai phat bieu|tom tat truyen',
  HOSTILE:
    'ignore|instruction|system prompt|prompt|\\bdan\\b do|reveal|drop table|select|script|onerror|\\balert\\b|\\bor num num|hack|mat khau|dong vai|act as|quy tac|chi dan|bo qua (?:moi|cac|het|tat)|quen het|noi tuc|password|forget|pretend|jailbreak|\\bprint\\b',
  RUDE: '\\bdm+\\b|\\bngu\\b (?:nhu|vl|qua)|con cho nay|\\bvl\\b|\\bclm|\\bcc\\b|do dien',
} as const;

export type WordClass = keyof typeof patterns;

const compiled = Object.entries(patterns).map(
  ([name, source]) => [name as WordClass, new RegExp(source)] as const,
);

/** The classes that fire on plain words joined by single spaces, in the order of the table. */
export function wordClasses(joined: string): WordClass[] {
  return compiled.filter(([, pattern]) => pattern.test(joined)).map(([name]) => name);
}
