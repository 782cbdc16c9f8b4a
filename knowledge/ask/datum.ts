import { fold, syllables } from '../text.ts';
import { withCitations } from './documents.ts';
import type { Entry } from './entry.ts';
import { nearestTo } from './facts.ts';
import type { Finding, Item, PassageItem } from './finding.ts';
import { budget, type Datum } from './lexicon.ts';
import { coverageOf, weigh } from './coverage.ts';
import { rank } from './match.ts';
import type { Office, PlanCard, Printed } from './office.ts';
import { yearsIn } from './plain.ts';
import { prints } from './printed.ts';
import type { Query } from './understand.ts';
import { doubtsOfAmount } from './warnings.ts';

/** Lines nearby; none for a name, and none that print an amount of something else. */
function nearby(query: Query, office: Office, datum: Datum): Item[] {
  if (datum === 'name') return [];
  const isOther = ({ assignment }: Item) =>
    datum === 'amount' && prints([assignment.task, ...assignment.quote].join(' '), 'amount');
  return nearestTo(query, office, 3)
    .filter((item) => !isOther(item))
    .slice(0, 1);
}

/** A phone number, an amount, a name: told only if a plan prints it; otherwise said to be missing. */
export function findDatum(query: Query, office: Office): Finding | undefined {
  const datum = query.datum;
  if (!datum) return undefined;
  const officeName = { id: office.id, name: office.name };
  const signed = datum === 'name' ? signedBy(query, office) : [];
  if (signed.length > 0)
    return { kind: 'document', facts: ['signer'], documents: withCitations(signed, office, ['signer']) };
  if (datum === 'name' && !roleIn(query.plain)) return undefined;
  if (datum === 'count' && !countOf(query)) return undefined;
  const missing: Finding = {
    kind: 'nothing',
    why: 'no-such-datum',
    office: officeName,
    about: datum,
    nearest: nearby(query, office, datum),
  };
  if (datum === 'name') return nameOf(query, office) ?? missing;
  const counted = countOf(query);
  const charge = datum === 'amount' ? charges.exec(query.plain)?.groups?.['what'] : undefined;
  const rate = datum === 'amount' ? rateIn(query.plain) : undefined;
  const price = datum === 'amount' && asksPrice.test(query.unplaced);
  const wanted: Printed = datum === 'count' ? { counted: counted ?? '' } : datum;
  const matter = matterOfDatum(query, office);
  const weights = weigh({ ...query, topic: matter }, office);
  // one word left over may be talk ("cái", "dành"); two name a matter
  const isOn = (entry: Entry) =>
    new Set(matter.filter(Boolean)).size < 2 || coverageOf(entry, weights) >= onTheMatter;
  const years = yearsIn(query.plain);
  const ofYear = ({ document, passage }: Entry) =>
    years.every((year) => year === document.year || passage?.text.includes(String(year)));
  const passages = rank(office.pool(query).passages, query, office)
    .map(({ entry }) => entry)
    .concat(office.printing(wanted))
    .filter((entry) => isOn(entry) && ofYear(entry) && isOfUnit(entry, query, office))
    .flatMap(({ document, passage, citations }): PassageItem[] =>
      passage &&
      prints(passage.text, wanted) &&
      (charge === undefined || syllables(passage.text).join(' ').includes(charge)) &&
      (rate === undefined || isRatePer(rate, passage.text)) &&
      (!price || printsPrice.test(passage.text)) &&
      (query.documents.length === 0 || query.documents.includes(document.id))
        ? [
            {
              document,
              passage,
              citations,
              warnings: datum === 'amount' ? doubtsOfAmount(passage, office.plan(document.id)) : [],
            },
          ]
        : [],
    );
  const unique = [
    ...new Map(passages.map((item) => [`${item.document.id} ${item.passage.id}`, item])).values(),
  ];
  const ofMoney = datum === 'amount' && budget.test(query.plain) ? unique.filter(tellsOfMoney) : [];
  const told = ofMoney.length > 0 ? ofMoney : unique;
  return told.length > 0 ? { kind: 'passages', items: told.slice(0, 2) } : missing;
}

/** Kinh phí itself, not any sum: "vận động ủng hộ Quỹ 20 tỷ đồng" is no answer to what a plan costs. */
function tellsOfMoney({ passage: { text, headings } }: PassageItem): boolean {
  return budget.test(` ${syllables([text, ...headings].join(' ')).join(' ')} `);
}

/** The phone of the unit that is asked of, not of another one. */
function isOfUnit({ passage }: Entry, { datum, units }: Query, office: Office): boolean {
  const asked = units.filter(({ kind }) => kind === 'unit');
  if (datum !== 'contact' || asked.length === 0) return true;
  const text = ` ${syllables(passage?.text ?? '').join(' ')} `;
  return office.units.some(
    ({ name, forms }) =>
      asked.some(({ names }) => names.includes(name)) && forms.some((form) => text.includes(` ${form} `)),
  );
}

/** So much of what the number is asked of must stand where it is printed: the number of one unit is not another's. */
const onTheMatter = 0.4;

/** The words of the question that name neither the kind of datum nor the office nor its plan. */
export function matterOfDatum({ topic }: Query, { titleWords }: Office): (string | undefined)[] {
  return topic.map((word) =>
    word && !datumWords.has(word) && !titleWords.has(word) && !/^\d/u.test(word) ? word : undefined,
  );
}

const datumWords = new Set(
  `so dien thoai sdt dt hotline duong day nong email mail dia chi tru so lien he goi fax website trang web tien kinh phi
   du toan ngan sach von chi tong het ton mat bao nhieu may cap gia muc lay nguon thuc hien phuong xa tinh ubnd co quan
   don vi ke hoach chuong trinh nam gio lam viec mo cua o dau nao cua khoan trieu dong ty nhieu cong rieng`.split(
    /\s+/u,
  ),
);

/** "mức phạt bao nhiêu tiền": an amount of another kind is no answer. */
const charges =
  / (?:muc |tien |so tien )*(?<what>phat|le phi|hoc phi|vien phi|(?<!kinh |chi )phi|luong|thuong|thu lao|boi thuong|phu cap|tro cap) /u;

/** "1 ha được hỗ trợ mấy triệu", "bao nhiêu một mét vuông": a sum for the whole is no answer. */
function rateIn(plain: string): string | undefined {
  const before =
    / (?:mot|1|moi) (?<per>ha|hec ta|met|m2|ho|nguoi|suat|cay|ngay|thang|lan|buoi|ve|luot|ca) (?=.*(?:bao nhieu|may) )/u;
  const after = / (?:bao nhieu|may)(?: [a-z]+){0,2} (?:mot|1|moi) (?<per>[a-z]+[0-9]?) /u;
  return (after.exec(plain) ?? before.exec(plain))?.groups?.['per'];
}

const isRatePer = (per: string, text: string) =>
  new RegExp(`(?:/|(?:moi|mot|1) ) ?${per}(?![a-z])`, 'u').test(fold(text));

const asksPrice = /(?<! (?:tham|danh|quoc|dinh|tri|tang)) gia (?!dinh |tri |han )/u;
const printsPrice = /(?<!đánh |định |trị )(?<!\p{L})giá(?!\p{L}| trị)/iu;

/** "có bao nhiêu tổ dân phố" → "to dan": what is counted. */
function countOf(query: Query): string | undefined {
  return / (?:bao nhieu|may) (?<what>[a-z]+(?: [a-z]+)?) /u.exec(query.plain)?.groups?.['what'];
}

/** Chức vụ that one person holds; a post in a team (trưởng đoàn, thư ký) may be given by the plan itself. */
const roleIn = (plain: string) =>
  / (?<role>dung dau|(?:pho )?(?:giam doc|chu tich|bi thu|chanh (?:thanh tra|van phong)|truong (?:phong|ban(?! dan)|cong an|khoa|thon|ap)|(?:chi cuc|cuc|hat|tram|hieu|doi|xa doi|chi huy) truong)|thu ky) /u.exec(
    plain,
  )?.groups?.['role'];

/** "Ông Nguyễn Văn A là ai?", of one who signed. */
function signedBy({ plain }: Query, { cards }: Office): readonly PlanCard[] {
  return cards.filter(({ signer }) => signer !== null && plain.includes(` ${fold(signer.name)} `));
}

/** "Giám đốc Sở tên gì?": only a signer whose printed title is that role is a name for it. */
function nameOf(query: Query, office: Office): Finding | undefined {
  const role = roleIn(query.plain);
  if (!role) return undefined;
  const signed = office.cards.filter(({ signer }) => {
    const title = syllables(signer?.title ?? '').join(' ');
    const exact =
      title === role ||
      title.startsWith(`${role} so`) ||
      title.startsWith(`${role} ubnd`) ||
      title.endsWith(` ${role}`);
    const deputy = title.includes('pho ') || title.startsWith('kt ');
    return exact && deputy === role.startsWith('pho');
  });
  return signed.length > 0
    ? { kind: 'document', facts: ['signer'], documents: withCitations(signed, office, ['signer']) }
    : undefined;
}
