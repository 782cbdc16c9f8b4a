const initials = '(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?';

/** Folded rimes (vần), with the medial and the final, as Vietnamese spelling allows them. */
const rimes = [
  'a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu',
  'i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu',
  'o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|oe|oem|oen|oeo|oet|oi|om|on|ong|oong|op|ot',
  'u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu',
  'uy|uya|uych|uyen|uyet|uyn|uynh|uyp|uyt|uyu|y|yem|yen|yet|yeu|ym|yn|ynh|yt',
].join('|');

const shape = new RegExp(`^${initials}(?:${rimes})$`, 'u');
/** k, gh, ngh stand before e, i, y only; c and ng never do, g before i alone. */
const misspelt = /^(?:(?:k|gh|ngh)[aou]|c[eiy]|g[ey]|ng[eiy])/u;
const onset = /^(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])/u;

/** "nghiem" → true, "ubnd" → false: can this folded word be one Vietnamese syllable (tiếng)? */
export function isSyllable(folded: string): boolean {
  return shape.test(folded) && !misspelt.test(folded);
}

/** Onsets that people hear or type alike share one class: ch/tr, s/x, d/gi/r/v, l/n, c/k/q, g/gh, ng/ngh. */
const soundOf: Readonly<Record<string, string>> = {
  tr: 'ch',
  x: 's',
  gi: 'd',
  r: 'd',
  v: 'd',
  n: 'l',
  k: 'c',
  qu: 'c',
  gh: 'g',
  ngh: 'ng',
};

/** The onset (phụ âm đầu) of a folded word as spelt: "nghiem" → "ngh"; empty for "an". */
export function onsetOf(folded: string): string {
  return onset.exec(folded)?.[0] ?? '';
}

/** The class of initial sound: "trinh" and "chinh" share "ch". */
export function initialSound(folded: string): string {
  const spelt = onsetOf(folded);
  return soundOf[spelt] ?? spelt;
}
