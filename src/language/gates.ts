import type { Intent } from '../../dialogs/intent.ts';
import type { WordClass } from './lexicon.ts';

/**
 * Intents that people say in few, known ways. Without one of their words they are out, however alike the rest looks:
 * a story that is taken for "hủy" would throw away the form it was told in.
 */
const signs: Readonly<Partial<Record<Intent, readonly WordClass[]>>> = {
  Greet: ['HELLO', 'ASKINTRO'],
  Thank: ['THANKS'],
  Goodbye: ['BYE'],
  Help: ['HELP'],
  WhoAreYou: ['YOU', 'MACHINE'],
  Cancel: ['CANCEL'],
  StartOver: ['RESTART'],
  TalkToHuman: ['HUMAN'],
  Affirm: ['YES'],
  Deny: ['NO'],
};

/** What makes a matter the speaker's own: themselves, a petition word, something broken, late or wrong. */
const own: readonly WordClass[] = [
  'ME',
  'MYCASE',
  'MYHOME',
  'MYLOSS',
  'FEEDBACK',
  'COMPLAIN',
  'DENOUNCE',
  'INCIDENT',
  'CONDUCT',
  'LATE',
  'BRIBE',
  'UNFAIR',
  'GRUMBLE',
];

/**
 * "Tại sao Phòng Y chưa nộp báo cáo?", "Làm giấy tờ X nộp qua mạng được không?": a question about an office's papers
 * or about a procedure opens no form while nothing in it is the speaker's own.
 */
function onlyAsks(classes: readonly WordClass[]): boolean {
  const has = (...some: readonly WordClass[]): boolean => some.some((one) => classes.includes(one));
  if (has(...own)) return false;
  const whyOffice = has('WHY') && has('UNIT', 'BODY') && has('REPORT', 'PLAN');
  return whyOffice || (has('YESNO') && has('SEND') && has('PERSONALPAPERS', 'PAPERSNEEDED'));
}

/** "Cảm ơn phường, đường sửa xong rồi": the trouble is told because it is over. */
function onlyThanks(classes: readonly WordClass[]): boolean {
  return classes.includes('THANKS') && classes.includes('GLAD') && !classes.includes('YESNO');
}

const opensForm: ReadonlySet<Intent> = new Set(['SendFeedback', 'SendComplaint', 'SendDenunciation']);

/** Whether the words hold a sign of the intent, or it needs none. */
export function mayBe(intent: Intent, classes: readonly WordClass[]): boolean {
  if (opensForm.has(intent) && (onlyAsks(classes) || onlyThanks(classes))) return false;
  // "cống tắc nước dâng lên tới nhà, giúp với" asks for no instructions
  if (intent === 'Help' && classes.includes('INCIDENT')) return false;
  const needed = signs[intent];
  return needed === undefined || needed.some((sign) => classes.includes(sign));
}
