import type { OfficeName } from '../../knowledge/ask/finding.ts';
import type { IntakeMessages } from '../messages/intake.ts';
import type { IntakeKind } from '../ports.ts';
import { without, type Draft, type FormState, type StepName } from './draft.ts';
import { kindNamed } from './likely-kind.ts';
import { withoutTeller } from './teller.ts';
import { officeIn } from './office-named.ts';
import { declines, isNoName, prefersNoName } from './declined.ts';
import { dateIn, decisionNumberIn, emailIn, phoneIn, placeIn, said, saysMatter } from './said.ts';
import { chosen, plain, saysNo, saysYes, sends, syllablesOf } from './words.ts';

export interface StepContext {
  readonly say: IntakeMessages;
  readonly offices: readonly OfficeName[];
  readonly today: string;
  /** Whether a denunciation may be told here, under seal. */
  readonly sealedHere: boolean;
}

export interface Question {
  readonly text: string;
  readonly choices: readonly string[];
}

/** What an answer does: fills the draft, leaves the step out, or cannot be used (and why). */
export type Taken =
  { readonly draft: Draft } | { readonly skip: true; readonly note?: string } | { readonly problem: string };

interface Step {
  ask(state: FormState, context: StepContext): Question;
  take(text: string, draft: Draft, context: StepContext): Taken;
}

const longestContent = 5_000;
export const kindOrder: readonly IntakeKind[] = [
  'incident',
  'proposal',
  'complaint',
  'denunciation',
  'suggestion',
];

const freeText = (field: 'content' | 'contested' | 'place' | 'accused' | 'address', fewest: number) => {
  return (text: string, draft: Draft, { say }: StepContext): Taken => {
    if (text.length > longestContent) return { problem: say.problem.tooLong(longestContent) };
    if (syllablesOf(text).length < fewest) return { problem: say.problem.tooShort };
    return { draft: { ...draft, [field]: text.trim() } };
  };
};

function kindOf({ kind }: Draft): IntakeKind {
  return kind ?? 'proposal';
}

/** Every question of the forms and how its answer is read. */
export const steps: Readonly<Record<Exclude<StepName, 'confirm'>, Step>> = {
  kind: {
    ask({ between, draft }, { say, sealedHere }) {
      const kinds = between ?? kindOrder;
      const isTrouble = between?.length === 2;
      const trouble = sealedHere ? say.sealed.trouble : say.ask.trouble;
      const text = isTrouble ? trouble : draft.content ? say.ask.kindUnsure : say.ask.kind;
      return { text: between ? text : say.ask.kindUnsure, choices: kinds.map((kind) => say.buttons[kind]) };
    },
    take(text, draft, { say, today }) {
      const options = kindOrder.map((value) => ({ label: say.buttons[value], value }));
      const kind = chosen(text, options) ?? kindNamed(text);
      if (!kind) return { problem: say.problem.noChoice };
      return { draft: ofKind(draft, kind, today) };
    },
  },
  content: {
    ask: ({ draft }, { say }) => ({
      text: say.ask.content[kindOf(draft)],
      choices: [say.buttons.changeKind],
    }),
    take(text, draft, context) {
      const taken = freeText('content', 2)(text, draft, context);
      if (!('draft' in taken)) return taken;
      if (draft.kind !== 'question' && !saysMatter(text)) return { problem: context.say.problem.tooShort };
      // What the story says of itself is not asked again; what was given before stays.
      const found = withOffice(said(text, draft.kind, context.today), text, context);
      return { draft: withoutTeller({ ...found, ...taken.draft }, context.say.sealed.tellerGone) };
    },
  },
  accused: {
    ask: (_, { say }) => ({ text: say.sealed.accused, choices: [say.sealed.buttons.unknown] }),
    take(text, draft, context) {
      if (declines(text) || /^khong (?:ro|biet)\b/u.test(plain(text))) return { skip: true };
      return freeText('accused', 1)(text, draft, context);
    },
  },
  contested: {
    ask: (_, { say }) => ({ text: say.ask.contested, choices: [say.buttons.changeKind] }),
    take(text, draft, context) {
      const taken = freeText('contested', 2)(text, draft, context);
      if (!('draft' in taken)) return taken;
      const { content: _, ...found } = said(text, 'complaint', context.today);
      const number = decisionNumberIn(text);
      return {
        draft: {
          ...withOffice(found, text, context),
          ...taken.draft,
          ...(number && { decisionNumber: number }),
        },
      };
    },
  },
  knownOn: {
    ask: (_, { say }) => ({ text: say.ask.knownOn, choices: [say.buttons.forgotDate] }),
    take(text, draft, { say, today }) {
      if (/khong (?:nho|ro|biet)|quen/u.test(plain(text)) || declines(text)) return { skip: true };
      const date = dateIn(text, today);
      if (!date) return { problem: say.problem.noDate };
      if (date > today) return { problem: say.problem.futureDate };
      return { draft: { ...draft, knownOn: date } };
    },
  },
  affected: {
    ask: (_, { say }) => ({
      text: say.ask.affected,
      choices: [say.buttons.affected, say.buttons.notAffected],
    }),
    take(text, draft, { say }) {
      const affectedDirectly = yesOrNo(text, say.buttons.affected, say.buttons.notAffected);
      if (affectedDirectly === undefined) return { problem: say.problem.noChoice };
      return { draft: { ...draft, affectedDirectly } };
    },
  },
  place: {
    ask: (_, { say }) => ({ text: say.ask.place, choices: [say.buttons.notSaid] }),
    take(text, draft, context) {
      if (declines(text)) return { skip: true };
      return freeText('place', 1)(placeOnly(text), withOffice(draft, text, context), context);
    },
  },
  evidence: {
    ask: (_, { say }) => ({ text: say.ask.evidence, choices: [say.buttons.none] }),
    take(text, _draft, { say }) {
      return declines(text) || /khong co/u.test(plain(text))
        ? { skip: true }
        : { problem: say.problem.evidence };
    },
  },
  office: {
    ask: (_, { say, offices }) => ({ text: say.ask.office, choices: offices.map(({ name }) => name) }),
    take(text, draft, { say, offices }) {
      const options = offices.map(({ id, name }) => ({ label: name, value: id }));
      const office = chosen(text, options) ?? officeIn(text, offices);
      if (!office) return { problem: say.problem.noOffice };
      return { draft: { ...withMore(draft, text), office } };
    },
  },
  identity: {
    ask: (_, { say }) => ({
      text: say.sealed.identity,
      choices: [say.sealed.buttons.noName, say.sealed.buttons.giveName],
    }),
    take(text, draft, { say }) {
      const { noName, giveName } = say.sealed.buttons;
      const gives = yesOrNo(text, giveName, noName);
      if (gives === undefined && !prefersNoName(text)) return { problem: say.problem.noChoice };
      if (gives) return { draft: { ...draft, identity: 'given' } };
      return { draft: { ...without(draft, 'identity'), identity: 'none' } };
    },
  },
  name: {
    ask: ({ draft }, { say }) => ({
      text:
        draft.kind === 'denunciation'
          ? say.sealed.name
          : say.ask.name[draft.kind === 'complaint' ? 'complaint' : 'proposal'],
      choices: [say.buttons.noName],
    }),
    take(text, draft, { say }) {
      if (declines(text) || prefersNoName(text)) {
        if (draft.kind !== 'denunciation') return { skip: true, note: say.noName };
        return { draft: { ...without(draft, 'identity'), identity: 'none' } };
      }
      const name = text
        .replace(
          /^\s*(?:dạ\s+)?(?:(?:họ\s+)?tên\s+(?:tôi|em|cháu)?\s*(?:là)?|(?:tôi|em|cháu)\s+(?:tên\s+)?là|(?:tôi|em)\s+tên)\s*:?\s+/iu,
          '',
        )
        .replace(/[.,;\s]+$/u, '')
        .trim();
      const words = syllablesOf(name).length;
      if (words < 1 || words > 8 || saysYes(text) || sends(text) || isNoName(name) || /\d|\?/u.test(name))
        return { problem: say.problem.name };
      return { draft: { ...draft, name } };
    },
  },
  address: {
    ask: (_, { say }) => ({ text: say.sealed.address, choices: [say.buttons.notSaid] }),
    take(text, draft, context) {
      if (declines(text)) return { skip: true };
      const taken = freeText('address', 2)(text, draft, context);
      return 'problem' in taken ? { problem: context.say.sealed.tooShortAddress } : taken;
    },
  },
  contact: {
    ask: ({ draft }, { say }) => ({
      text:
        draft.kind === 'denunciation'
          ? say.sealed.contact
          : draft.kind === 'incident'
            ? say.ask.contact.optional
            : say.ask.contact.wanted,
      choices: [say.buttons.notSaid],
    }),
    take(text, draft, { say }) {
      const [phone, email] = [phoneIn(text), emailIn(text)];
      if (phone ?? email) return { draft: { ...draft, ...(phone && { phone }), ...(email && { email }) } };
      return declines(text) ? { skip: true } : { problem: say.problem.noContact };
    },
  },
  messages: {
    ask: (_, { say }) => ({
      text: say.ask.messages,
      choices: [say.buttons.message, say.buttons.noMessage],
    }),
    take(text, draft, { say }) {
      const messages = yesOrNo(text, say.buttons.message, say.buttons.noMessage);
      return messages === undefined ? { problem: say.problem.noChoice } : { draft: { ...draft, messages } };
    },
  },
};

/** The same words under another kind: what was written stays, what the kind does not ask for goes. */
export function ofKind(draft: Draft, kind: IntakeKind, today: string): Draft {
  const { content, contested, files, office, name, phone, email, messages, place, location } = draft;
  const words = [contested, content].filter((part) => part !== undefined).join('\n');
  const kept = {
    files,
    office,
    name,
    phone,
    email,
    messages,
    location,
    ...(kind === 'incident' && { place }),
  };
  const stays = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
  return {
    ...(words ? said(words, kind, today) : {}),
    ...(words && kind !== 'complaint' && { content: words }),
    ...stays,
    kind,
  };
}

/** "Hồ sơ nộp ngày 12/8 ở phường Ngọc Hà chưa trả": more than the name of the office belongs to the story. */
function withMore(draft: Draft, text: string): Draft {
  const isStory = syllablesOf(text).length > 9 && saysMatter(text);
  if (!isStory || draft.content === undefined) return draft;
  return { ...draft, content: `${draft.content}\n${text.trim()}` };
}

/** The office that the words name, if one does. */
export function withOffice(draft: Draft, text: string, { offices }: StepContext): Draft {
  const office = offices.length === 1 ? offices[0]?.id : officeIn(text, offices);
  return office ? { office, ...draft } : draft;
}

/** "Ở đường Trần Phú" → "đường Trần Phú"; a sentence that names a place is kept whole. */
function placeOnly(text: string): string {
  const bare = text.replace(/^\s*(?:dạ\s+)?(?:ở|tại|trên)\s+/iu, '').trim();
  return bare.length > 120 ? (placeIn(bare) ?? bare) : bare;
}

function yesOrNo(text: string, yes: string, no: string): boolean | undefined {
  const named = chosen(text, [
    { label: yes, value: true },
    { label: no, value: false },
  ]);
  if (named !== undefined) return named;
  if (saysNo(text) || /^(?:da )?khong\b/u.test(plain(text))) return false;
  return saysYes(text) || /^(?:da )?co\b/u.test(plain(text)) ? true : undefined;
}
