import type { Reading } from './abbreviation-rules.ts';
import { isSyllable } from './syllable.ts';
import { foldWord, wordsOf } from './words.ts';

/** Words that a place name follows (folded): "phường NH", "UBND HP", "ở QT". */
const beforePlace =
  '(?:^|\\s)(?:phuong|p|xa|huyen|quan|tinh|tp|thanh pho|ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|o|tai|ben|dia ban)$';

/** "Sở KH&CN QT": between "Sở" and the place stand only words of a department's name. */
const afterDepartment =
  '(?:^|\\s)so(?: (?:khoa|hoc|va|cong|nghe|noi|vu|tu|phap|tai|chinh|ke|hoach|dau|xay|dung|giao|thong|van|hoa|the|thao|du|lich|y|te|duc|dao|tao|nong|nghiep|moi|truong|nguyen|lao|dong|thuong|ngoai|thanh|tra|tin|truyen))*$';

export interface PlaceRule {
  readonly form: string;
  readonly reading: Reading;
}

/**
 * Short and glued forms of the places whose plans are loaded: "Hải Phòng" gives "haiphong" anywhere and "HP" after a
 * word that a place follows. Initials that two places share are left alone.
 */
export function placeRules(places: readonly string[]): PlaceRule[] {
  const glued = namesOf(places)
    .map((name) => ({ form: partsOf(name).join(''), reading: { full: name } }))
    .filter(({ form }) => !isSyllable(foldWord(form)));
  const short = initialsOf(places).map(({ form, name }) => ({
    form,
    reading: { full: name, previous: `${beforePlace}|${afterDepartment}` },
  }));
  return [...glued, ...short];
}

/**
 * Initials in capitals with nothing before them that says "place", or small ones that open the question ("hp: ai …");
 * for keys that no other short form claims.
 */
export function lonePlaceRules(places: readonly string[]): PlaceRule[] {
  return initialsOf(places).flatMap(({ form, name }) => [
    { form, reading: { full: name, upper: true } },
    { form, reading: { full: name, previous: '^$' } },
  ]);
}

function namesOf(places: readonly string[]): string[] {
  return [...new Set(places.map((place) => place.trim()))].filter((place) => wordsOf(place).length > 1);
}

function partsOf(name: string): string[] {
  return wordsOf(name).map((word) => word.text);
}

function initialsOf(places: readonly string[]): { form: string; name: string }[] {
  const all = namesOf(places).map((name) => ({
    form: partsOf(name)
      .map((part) => part.charAt(0))
      .join(''),
    name,
  }));
  return all.filter(({ form }) => all.filter((other) => other.form === form).length === 1);
}
