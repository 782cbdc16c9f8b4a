import { anyOf, office } from './any-of.ts';

/** How people ask. */
export const questionWords = {
  WHO: anyOf`
    (?<!(?:khong|chua|chang|cha|ko|thay|co) )\bai\b(?! cung| ma )|(?:${office}) (?:nao|mo)\b
    nhung ai|do ai|cua ai|bo phan gi
  `,
  WHEN: anyOf`
    (?:khi nao|bao gio|luc nao|chung nao|hom nao|ngay (?:nao|may|bao nhieu)|thang (?:may|nao)|quy (?:may|nao)|nam (?:nao|may))\b(?! cung)
    bao lau|(?:may|bao nhieu) (?:ngay|thang|tuan|lan)\b|(?:khi|chung) mo\b|thoi diem|hang thang hay
    ngay thang
  `,
  WHAT: anyOf`
    \bgi\b|\bnhung nao\b|\bcai chi\b|viec chi\b
  `,
  WHICH: anyOf`
    \bnao\b(?! cung)
  `,
  WHY: anyOf`
    ^(?:tai |vi |the )?sao\b|\b(?:tai|vi) sao|sao (?:khong|cu|hoai|ma|van|lai|de)|kieu gi|\bha co
  `,
  HOW: anyOf`
    nhu the nao|the nao|ra sao|cach (?:nao|thuc|lam|cham)|bang cach|lam sao|nhu nao|kieu gi
    hinh thuc|lam the nao
  `,
  WHERE: anyOf`
    o dau|ve dau|vao dau|den dau|toi dau|tu dau|cho nao|noi nao|dau vay|\bdau$|ra dau|gui dau
  `,
  HOWMANY: anyOf`
    bao nhieu|(?:het|ton|mat|may) nhieu|\bmay (?:buoc|thon|muc|viec|ty|dong|nguoi|trang|tien)|\bti le|\bty le|phan tram|\bmay$
  `,
  YESNO: anyOf`
    \bco\b.* (?:khong|ko)\b|(?:khong|chua|a|ha|hong|hem|nhi|phai khong|dung khong)$
    duoc (?:khong|chu)|\bco phai\b
  `,
  EITHER: anyOf`
    \b(?:truoc|sau|som|nam|thang|quy|phong|so|don vi|van phong|la|hang [a-z]+|trong|toan|khoi)\b.*\bhay\b
  `,
  THENABOUT: anyOf`
    ^(?:con|the|the con|vay con|con ve)\b
  `,
};
