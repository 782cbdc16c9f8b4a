import { xmlEvents } from './xml-events.ts';

/** Which list of Word's a paragraph belongs to, and how deep. */
export interface ListPlace {
  readonly list: string;
  readonly level: number;
}

type Place = { -readonly [key in keyof ListPlace]?: ListPlace[key] };

/** The lists that paragraphs belong to by their style alone, as numbered headings do. */
export function readStyleLists(stylesXml: string | undefined): ReadonlyMap<string, Partial<ListPlace>> {
  const own = new Map<string, { based?: string; place: Place }>();
  let style: { based?: string; place: Place } | undefined;
  for (const { kind, name, attributes } of xmlEvents(stylesXml ?? '')) {
    if (kind === 'close') {
      if (name === 'w:style') style = undefined;
      continue;
    }
    const value = attributes['w:val'] ?? '';
    if (name === 'w:style') {
      style = { place: {} };
      own.set(attributes['w:styleId'] ?? '', style);
    } else if (!style) continue;
    else if (name === 'w:basedOn') style.based = value;
    else if (name === 'w:numId') style.place.list = value;
    else if (name === 'w:ilvl') style.place.level = Number(value) || 0;
  }
  const placeOf = (id: string | undefined, depth: number): Place => {
    const found = id === undefined ? undefined : own.get(id);
    return found && depth < 10 ? { ...placeOf(found.based, depth + 1), ...found.place } : {};
  };
  return new Map([...own.keys()].map((id) => [id, placeOf(id, 0)]));
}
