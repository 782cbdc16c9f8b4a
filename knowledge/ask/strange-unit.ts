import { fold, squeeze, syllables } from '../text.ts';
import type { Office } from './office.ts';
import type { UnitMention } from './read-units.ts';

/** Bodies that are called by their kind alone: "Công an phường". */
const bodies =
  / (?<name>cong an|quan doi|ban chi huy quan su|toa an|vien kiem sat|kho bac|tram y te|benh vien|hoi phu nu|hoi lien hiep phu nu|hoi nong dan|hoi cuu chien binh|doan thanh nien|bao hiem xa hoi|co quan thue|chi cuc thue|dien luc|buu dien) /u;

const strangeHead =
  /(?<=^|[^a-z])(?<head>phong|so|chi cuc|trung tam|bo phan|cong an|thanh tra|van phong|ban quan ly|ban chi huy|cuc|vien|benh vien|doi|tram|doan|hoi dong|hoi)(?= )(?<name>(?: [a-z&]+){1,6})/gu;

const nameEnds =
  /(?<=^| )(?:nao|gi|co|lam|duoc|phai|chu|phoi|tham|chi|o|tai|cua|thuoc|trong|la|thi|da|se|chiu|phu|thuc|to chuc|trien|nam|thang|ngay|quy|tuan|truoc|sau|theo|voi|cho|do|khong|ai|khi|bao|nhiem|giao(?! duc| thong| dich)|lanh|dam|huong|mo|can|ra|may|tung|cac|nhung|hien|lien|va|hay|hoac|xay|gui|nop|tham gia|dang|vua|moi|cung|nay|do|kia|minh|toi|tui|em|anh|chau|bac|ben|viec)(?= |$)/u;

/** Words that make the head no unit at all: "số điện thoại", "sở hữu", "phòng chống", "hội thi". */
const notUnit = new Set(
  'dien luong tien lieu hoa may bao hieu ngay ky van nay huu thich chong ngua dich chay thi nghi thao hop lam dan phap the tri khac doan vien han cap cong nhan viec tho hang tuan thang rieng ghe phong phuong tinh xa'.split(
    ' ',
  ),
);

/** How a head is written when marks are typed; "hỏi" is no "hội", "số" is no "sở". */
const headMarks: Readonly<Record<string, RegExp>> = {
  so: /^sở$/iu,
  hoi: /^hội$/iu,
  doan: /^đoàn$/iu,
  doi: /^đội$/iu,
  cuc: /^cục$/iu,
  vien: /^viện$/iu,
  tram: /^trạm$/iu,
  phong: /^phòng$/iu,
};

/** Heads that are too common as other words when typed without marks. */
const needsMarks = new Set(['hoi', 'doan', 'doi', 'cuc', 'vien', 'tram']);

/**
 * "Phòng Tư pháp Ngọc Hà chủ trì gì?" → "Phòng Tư pháp" when no unit of the office is called so and its plans have
 * no such words together.
 */
export function readStrangeUnit(
  text: string,
  office: Office,
  mentions: readonly UnitMention[],
): string | undefined {
  const body = bodies.exec(` ${syllables(text).join(' ')} `)?.groups?.['name'];
  if (body && mentions.length === 0 && office.rarity(body.split(' ').slice(0, 2).join('_')) === undefined) {
    const at = fold(text).indexOf(body);
    if (at >= 0) return text.slice(at, at + body.length);
  }
  const person = readStrangePerson(text, office);
  if (person) return person;
  const hasMarks = fold(text) !== text.toLowerCase();
  let folded = fold(text).replace(/[^a-z0-9&]/g, ' ');
  for (const place of [...office.places, ...office.widerPlaces])
    folded = folded.replaceAll(place, '.'.repeat(place.length));
  for (const match of folded.matchAll(strangeHead)) {
    const { head = '', name = '' } = match.groups ?? {};
    const typed = text.slice(match.index, match.index + head.length);
    if (hasMarks ? headMarks[head] && !headMarks[head].test(typed) : needsMarks.has(head)) continue;
    // "xã hội", "hải phòng": the second half of another word
    const before = folded.slice(0, match.index).trim().split(' ').at(-1) ?? '';
    if (!head.includes(' ') && office.rarity(`${before}_${head}`) !== undefined) continue;
    // "để phòng sốt xuất huyết": to prevent it
    if (head === 'phong' && /^(?:de|nham|cach|chu|biet|phai)$/u.test(before)) continue;
    const words = (name.trim().split(nameEnds)[0] ?? '').trim();
    // "Hội đồng Khoa học phường": the place is no part of the name
    const own = words
      .replace(/(?<=. .*) (?:phuong|xa|so)$/u, '')
      .split(' ')
      .filter(Boolean)
      .slice(0, 4);
    const first = own[0];
    if (!first || notUnit.has(first)) continue;
    const unit = `${head} ${own.join(' ')}`;
    const known =
      isDeedOf(head, own, office, mentions) ||
      office.body.startsWith(unit) ||
      unit.startsWith(office.body) ||
      mentions.some((mention) => syllables(mention.name).join(' ').includes(first)) ||
      isPrinted(head, own, office) ||
      office.units.some(({ forms }) => forms.some((form) => form.startsWith(head) && sharesMost(form, own)));
    if (!known)
      return squeeze(
        text.slice(match.index, match.index + match[0].indexOf(own.join(' ')) + own.join(' ').length),
      );
  }
  return undefined;
}

/**
 * "Văn phòng tổng hợp kết quả" where a unit is called by the head alone: what begins a deed in the plans
 * ("…; tổng hợp, báo cáo") is no part of its name.
 */
function isDeedOf(
  head: string,
  [first, second]: readonly string[],
  office: Office,
  mentions: readonly UnitMention[],
): boolean {
  if (!first || !second || !mentions.some(({ length }) => length === head.length)) return false;
  const deed = `${first} ${second}`;
  const begins = new RegExp(`(?:^|[,;.] ?| va )${deed}(?![a-z])`, 'u');
  return office
    .pool({ text: deed, topic: [first, second] })
    .assignments.some(({ assignment }) => begins.test(fold(assignment?.task ?? '')));
}

/** Do the plans have the name? "đồng khoa" may be half of "hội đồng khoa học" or of "hoạt động khoa học". */
function isPrinted(head: string, [first = '', second]: readonly string[], office: Office): boolean {
  if (office.rarity(`${head.split(' ').at(-1)}_${first}`) === undefined) return false;
  // "phòng, giao …" is printed, "giáo dục" is not: "Phòng Giáo dục" stands nowhere
  if (second && !follows.has(second) && office.rarity(`${first}_${second}`) === undefined) return false;
  if (head !== 'hoi dong' || first === 'nhan') return true;
  const named = new RegExp(`hoi dong(?: [a-z]+){0,4} ${first}(?: |$)`, 'u');
  const text = `${head} ${first}`;
  const { assignments, passages } = office.pool({ text, topic: text.split(' ') });
  return [...assignments, ...passages].some(({ toned }) => named.test(syllables(toned).join(' ')));
}

/** Words that follow a unit's name without belonging to it. */
const follows = new Set('phuong xa so tinh huyen ubnd va & bi dc duoc nhan'.split(' '));

const personNamed =
  /(?:[Gg]iám đốc|[Cc]hủ tịch|[Bb]í thư|[Tt]rưởng phòng|[Cc]hánh (?:[Vv]ăn phòng|[Tt]hanh tra)|[Đđ]ồng chí|(?:^|\s)(?:[Ôô]ng|[Bb]à|PGĐ|GĐ)) (?<name>(?:\p{Lu}\p{Ll}+(?: |$)){2,4})/u;

/** "Phó Giám đốc Lê Văn A" whom no plan of the office names. */
function readStrangePerson(text: string, office: Office): string | undefined {
  const name = personNamed.exec(text.replace(/[?,.;:!]/g, ' '))?.groups?.['name']?.trim();
  if (!name) return undefined;
  const words = syllables(name);
  const pairs = words.slice(1).map((word, i) => `${words[i]}_${word}`);
  const placed = [...office.places, ...office.widerPlaces, office.body].some((known) =>
    ` ${known} `.includes(` ${words.slice(0, 2).join(' ')} `),
  );
  const signs = office.cards.some(({ signer }) => fold(signer?.name ?? '').includes(words.join(' ')));
  return placed || signs || pairs.some((pair) => office.rarity(pair) !== undefined) ? undefined : name;
}

function sharesMost(form: string, own: readonly string[]): boolean {
  const words = form.split(' ');
  return own.filter((word) => words.includes(word)).length / own.length >= 0.6;
}
