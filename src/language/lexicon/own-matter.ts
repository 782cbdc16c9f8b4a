import { anyOf, me, mine } from './any-of.ts';

/** What a person wants, suffered or saw: the matter of petitions. */
export const ownMatter = {
  ME: anyOf`
    \b${me}\b
  `,
  /** A petition or file that is already theirs. */
  MYCASE: anyOf`
    (?:ho so|don|don thu|phan anh|kien nghi|khieu nai|gop y|to cao|don to cao|vu)\b(?: [a-z]+){0,3} (?:cua )?${mine}\b
    (?:da|${mine}) gui|hom (?:truoc|bua)|lan truoc
  `,
  /** Where they live: street, lane, neighbours. */
  MYHOME: anyOf`
    (?:nha|xom|khu|ngo|hem|ap|duong|cong|thon|truoc|cho|o day|dat|ho) (?:cua )?${mine}\b(?! (?:hoi|biet|xin|xem|coi)\b)
    (?:truoc|canh|sau|gan) (?:cong )?nha|hang xom|gia dinh|khu pho|to dan pho|trong xom|khu dan cu
    khu tap the|ben canh|\b(?:ngo|hem|ap|xom)\b
  `,
  WISH: anyOf`
    \bmuon\b|\bcan (?!bo|cu|den|phai|lam|cuoc)|\bxin (?!chao|loi|cam)|de nghi|\bmong\b|\bnho\b
    yeu cau|cho (?:toi|em|minh|chau) (?:gui|bao|nop|xin|phan|gop|khieu|kien)
    \bnen (?:co|bot|lam|them|sua)|de xuat|dinh (?:gui|viet|nop)
  `,
  SEND: anyOf`
    \b(?:gui|nop)\b(?! (?:ban )?bao cao)|(?:viet|lam|co) don|don (?:to cao|khieu nai)
  `,
  HERE: anyOf`
    o day|vao day|qua day|tai day|kenh nay|len (?:xa|phuong|co quan|day)
  `,
  FEEDBACK: anyOf`
    phan anh|kien nghi|gop y|y kien|bao (?:su co|hong|mat|cho)|dong gop|de xuat|sang kien muon
  `,
  /** The petition word opens the sentence, after polite words at most. */
  FEEDBACKFIRST: anyOf`
    ^(?:(?:toi|em|minh|cho|xin|muon|can|gui|kinh|de nghi|nho|nay|a|da|chao|dinh|co|duoc|mot|chut)\b ?){0,6}(?:phan anh|kien nghi|gop y|bao hong|bao su co|dong gop y kien|y kien)
  `,
  COMPLAIN: anyOf`
    khieu nai|keu oan
  `,
  COMPLAINFIRST: anyOf`
    ^(?:(?:toi|em|minh|cho|xin|muon|can|gui|viet|lam|nop|don|kinh|nho|da|chao|dinh)\b ?){0,6}(?:khieu nai|keu oan)
  `,
  DENOUNCE: anyOf`
    to cao|to giac
  `,
  DENOUNCEFIRST: anyOf`
    ^(?:(?:toi|em|minh|cho|xin|muon|can|gui|viet|lam|nop|don|co|mot|kinh|nho|da|chao|dinh)\b ?){0,6}(?:to cao|to giac)
  `,
  /** Sự cố: what is broken, dirty, loud, dangerous. */
  INCIDENT: anyOf`
    ngap|\brac\b|\bon\b(?! dinh)|\bhoi\b(?: thoi| qua| ham| khong)|boc mui|mui la|lan chiem|lan het
    \bhong\b|\bhu\b|\bvo\b(?! dich| ly| cung)|mat (?:nuoc|dien|song|trom)|cup dien|cat (?:dien|nuoc)
    bui\b|khoi (?:den|mu)|khoi bui|o ga|o voi|tha rong|xa (?:thai|nuoc|khoi|rac)|nuoc thai|sat lo
    sut lun|karaoke|loa keo|\btac\b|ket xe|tran (?:ra|vao|lan)|\bsap\b(?! toi| den| xep)|nghieng
    do (?:chan|trom|vao)|toi (?:om|thui|tam|mit)|trom|cuop|dua xe|danh bac|tu tap|lam thu
    \bban\b (?:thiu|qua)|\bte\b|\bnut\b|bong troc|dot rac|o nhiem|dich benh|chet|nhuc nhoi
    khong chiu noi|kho so|\bkho vi|bi loi|\bloi\b hoai|bao (?:sai|loi)|tham (?:o|dot)|lo (?:dien|ro)
    ro ri|gia (?:mao|tran)|hang gia|duc ngau|khong (?:ngu|di) duoc|phan doi|vo ly|\btat\b|het thuoc
    can (?:thiep|xu ly gap)|chap chon|chay (?:rung|bai|nha|no)|\bchay\b (?:o|tai)|tai nan|nguy hiem
    nuoc ban|khong co (?:nuoc|dien)|\bnuoc (?:ban|duc|phen|thai|tran)|that lac|roi vai
    chieu sang kem|cap (?:sai|cham)|sai ten|lan (?:dat|duong|hanh lang|long|via|ra|chiem|cong)
    coi noi|co noi|trai phep|do (?:trom|rac|phe|dat)|phe thai|dot (?:rac|rom|day)|thuoc la cho
    quay pha|chui (?:khach|dan|bay)|bo tram|khong (?:gom|don|dang nhap|mo|vao) (?:rac|duoc|noi)?
    khong cho (?:dang|vao|toi)|\bapp\b|\bwifi|sat lo|bo ke|mat (?:nap|cap|song|mang)|nap ho ga|ho ga
    tanh|khet|san lap|dap pha|danh nhau|gay roi|au da|cai nhau|lam nut|ket xe|un tac|tac duong
    lay gia|bao dong|moc trom|gia suc|dich ta
  `,
  /** Thái độ phục vụ. */
  CONDUCT: anyOf`
    thai do|hach dich|coc loc|quat|mang chui|\bmang\b toi|lon tieng|cua quyen|lam lo|bo di|dong cua
    khong (?:ai )?nghe may|chi qua nguoi kia|day (?:di )?day lai|hanh (?:dan|toi)|ruom ra
    bat (?:cho|di|ve|lam|phai|nop)|bao ve\b|di lai (?:nhieu|nam|ba)|phai cho|gay kho|ngam ho so
    cham tre|vong vo
  `,
  /** Chậm trễ, không trả lời. */
  LATE: anyOf`
    qua (?:han|hen)|tre hen|cham|chua (?:ai|duoc|thay|co ai|xong|tra|giai|nhan)
    khong (?:thay|ai|co ai) (?:tra loi|goi|giai|sua|xu|den|lam|giai thich|tra)|van chua
    van (?:bat|phai|khong)|den nay
  `,
  /** Nhũng nhiễu, tham nhũng. */
  BRIBE: anyOf`
    hoi lo|tham nhung|tham o|lot tay|phong bi|voi (?:vinh|tien)|doi (?:tien|toi|qua|hoi|dua)
    (?:doi|voi|bat dua|bat nop|xin|chung)(?: [a-z]+){0,3} (?:num|[0-9]+) ?(?:trieu|tr|nghin|ngan|tram|cu|chai|lit|k|dong)\b
    \ban (?:chan|bot|tien|chia|hoi)|nhan (?:tien|hoi|phong|mai)|dua tien|dua phong|boi duong|mai lo
    lam gia\b|bang gia|khai khong|bao ke|bao che|rut (?:ruot|tien)|quy den|ky khong
    chay (?:viec|chuc|an|diem)|nhung nhieu|chiem doat|loi dung chuc|lay tien|bien thu|gia mao ho so
    lam ngo|danh dan|sam so|lam thu|du tien|ban dat cong|cuu tro|tien cua dan|duong day
  `,
  OFFICIAL: anyOf`
    can bo|chu tich|giam doc|truong (?:thon|phong|ban|ap)|ke toan|bi thu|cong chuc|lanh dao
    hieu truong|cong an|canh sat|thu quy|nhan vien|\bsep\b|ong ay|thanh tra|dia chinh|\bhọ\b
    \bho (?:bat|doi|do|lay|thu)|trong uy ban
  `,
  /** Oan sai: a decision or an act against their rights. */
  UNFAIR: anyOf`
    \boan\b|trai (?:luat|phap luat|quy dinh)|khong dung (?:luat|quy dinh)
    khong (?:dong y|nhat tri|chap nhan|phuc|thoa dang)|(?:phat|tinh|xu|do|ky luat) sai|la sai
    cuong che|thu hoi|boi thuong|den bu|tai dinh cu|giai phong mat bang|xu phat|tich thu|tu choi
    bac don|bi cat|bi loai|ky luat|buoc thoi viec|xam pham|quyen loi|thao do|huy quyet dinh
    xem xet lai|xem lai quyet|tuoc|chong len dat|khong (?:co|ro|neu) (?:can cu|ly do|nguyen nhan)
    tra lai ho so|bi tra ho so|khong cap
  `,
  MYLOSS: anyOf`
    (?:${mine}) bi\b|bi (?:phat|cat|tu choi|loai|thu hoi|cuong che|ky luat|buoc)
    (?:nha|dat|ho|xe|quan|cua hang|giay phep|don|tien)[a-z ]{0,12} (?:cua )?${mine}\b
  `,
  /** How long it has been going on. */
  DURATION: anyOf`
    (?:ca|may|hai|ba|num|suot) (?:ngay|hom|tuan|thang|nam|tieng|dem)\b(?: nay| roi| lien)?|\bsuot\b
    \bhoai\b|\bmai\b(?! lo| troi)|lien tuc|tu (?:hom|sang|thang|toi) (?:qua|toi|truoc)?|hom qua
    lau (?:lam|nay|roi)|moi (?:toi|khi|dem|ngay)|(?:tuan|thang|nam|hom) nay
  `,
  EVERY: anyOf`
    (?:ngay|dem|hom|lan|sang|chieu|toi|ai|nha|cho|thang|nam|luc|lan) nao cung|ai cung
    moi (?:toi|khi|lan|dem|ngay|sang)
  `,
  /** Words of someone who has had enough. */
  GRUMBLE: anyOf`
    the nay$|the kia|lam an|quan ly kieu|ma (?:de|cu|van|khong|chua|bi|chi|bat)
    cu (?:phai|bat|the|bao|de)|\bde hoai|bo do|khong nghe|buc xuc|that vong|khong hai long|khong ai
    kem qua|lam roi|kho qua|\bqua troi|troi oi|bao gio moi|chung nao moi|den bao gio|im lang
    long vong|dai co
  `,
  NOBODY: anyOf`
    (?:khong|chua|chang|cha) (?:thay |co |duoc )?(?:ai|nguoi)|ai (?:ma|cung)
  `,
  HAPPENED: anyOf`
    \bbi\b|\broi\b|\bma\b|\bqua\b$|\bqua\b(?! han| trinh| day)|\bnay\b$|\bkhong (?:con|duoc)\b
    \bphai\b
  `,
  /** Tra cứu, rút, bổ sung. */
  TRACK: anyOf`
    tra cuu|tra ma|de tra\b|(?:den|toi) (?:dau|buoc nao|khau nao)|o (?:buoc|khau) nao|tien do
    tinh trang|trang thai|(?:ket qua|xong|xu ly|giai quyet|thu ly|doc|nhan|tra loi|duyet) chua
    da co ket qua|ket qua .{0,30}cua (?:toi|em|minh)|ma ho so|ma pin|\bpin\b
    ma (?:bien nhan|tra cuu|cua)|nhap ma|\btheo doi (?:ho so|phan anh|don)
    (?:xem|coi) (?:lai |giup )?(?:don|phan anh|tien do|tinh trang|ket qua|ho so)|the nao roi|sao roi
    check|co ai nhan|da chuyen
    ket qua (?:don|phan anh|kien nghi|khieu nai|to cao|ho so|xu ly|giai quyet|sao)
    rut (?:don|lai|phan anh|kien nghi)|bo sung (?:ho so|thong tin|giay to|cho phan|anh)
    (?:don|phan anh|ho so|gop y) da (?:gui|nop)
    kiem tra (?:giup |gium |dum )?(?:em |toi )?(?:ma|don|ho so|tinh|phan anh)|ro ket qua
  `,
  CASECODE: anyOf`
    casecode|(?:ma|ho so)(?: ho so)?(?: so)? num
  `,
};
