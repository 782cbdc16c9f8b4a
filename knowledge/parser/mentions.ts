import type { Draft } from './assignments.ts';
import type { Item } from './outline.ts';
import { sectionKindOf, unitsNamedBy } from './section-kind.ts';
import { splitUnits, unitHead } from './unit-names.ts';
import type { Mention } from './units.ts';

/** Names that the text itself delimits: headings of the assignment part, "X có trách nhiệm". */
export function mentionsInText(items: readonly Item[], parts: ReadonlySet<string>): Mention[] {
  const mentions: Mention[] = [];
  for (const item of items) {
    if (item.zone !== 'body') continue;
    const text = item.block.body.text;
    if (item.block.heading && sectionKindOf(item, parts) === 'duty') {
      for (const name of unitsNamedBy(text)) mentions.push({ name, role: 'heading' });
    }
    const subject = /^(?<name>(?:[^,.;:]|[:.](?=\d)){6,200}?)\s+(?:có|chịu) trách nhiệm(?!\p{L})/u.exec(text);
    const name = subject?.groups?.['name'];
    if (name && unitHead(name))
      for (const part of splitUnits(name)) mentions.push({ name: part, role: 'subject' });
  }
  return mentions;
}

/** "PCT UBND TP (để b/c)" → the name; "Lưu: VT, VP" names no addressee. */
export function unitsOfRecipient(recipient: string): string[] {
  if (/^(?:lưu|như)(?!\p{L})/iu.test(recipient)) return [];
  const person =
    /^(?:Đ\/c|Đồng chí)?\s*(?<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3})\s*[-–,]\s*(?=\p{L})/u.exec(recipient)
      ?.groups?.['name'];
  return person && !unitHead(person) ? [person] : splitUnits(recipient.replace(/\s*\([^)]*\)$/u, ''));
}

export function mentionsOfDraft(draft: Draft, role: 'cell' | 'subject'): Mention[] {
  const [line] = draft.lines;
  const led = [...draft.lead, ...draft.advising, ...(draft.directing ? [draft.directing] : [])];
  return [
    ...led.map((name): Mention => ({ name, role, line })),
    ...draft.coordinating.map((name): Mention => ({ name, role: role === 'cell' ? role : 'partner', line })),
    ...(draft.reportsTo ?? []).map((name): Mention => ({ name, role: 'addressee', line })),
  ];
}
