import { escapeHtml } from '../web/html.ts';

/** What an answer is made of; both formats are written from the same value. */
export type Field = string | number | boolean | null;
export interface Entry {
  readonly [name: string]: Field | readonly (Entry | string)[];
}
type Value = Entry[string];

/** Một danh sách của GeoReport: an array in JSON, `<root><entry>…` in XML. */
export interface ListAnswer {
  readonly root: string;
  readonly entry: string;
  readonly items: readonly Entry[];
}

/** One thing: an object in JSON, `<root>…` in XML. */
export interface OneAnswer {
  readonly root: string;
  readonly item: Entry;
}

export type Answer = ListAnswer | OneAnswer;
export type Format = 'json' | 'xml';

export const mediaTypes: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
};

export function printAnswer(answer: Answer, format: Format): string {
  if (format === 'json') return JSON.stringify('items' in answer ? answer.items : answer.item);
  const inner =
    'items' in answer
      ? answer.items.map((item) => element(answer.entry, entryXml(item))).join('')
      : entryXml(answer.item);
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(answer.root, inner)}\n`;
}

/** Lists inside an entry are named in the plural and hold the singular: `formats` of `format`. */
function entryXml(entry: Entry): string {
  return Object.entries(entry)
    .map(([name, value]) => element(name, isList(value) ? listXml(name, value) : fieldXml(value)))
    .join('');
}

function listXml(name: string, items: readonly (Entry | string)[]): string {
  const inner = (item: Entry | string) => (typeof item === 'string' ? fieldXml(item) : entryXml(item));
  return items.map((item) => element(name.replace(/s$/, ''), inner(item))).join('');
}

function fieldXml(value: Field): string {
  return value === null ? '' : escapeHtml(allowed(String(value)));
}

function isList(value: Value): value is readonly (Entry | string)[] {
  return Array.isArray(value);
}

/** XML 1.0 has no way to write most control characters and lone surrogates. */
function allowed(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '');
}

function element(name: string, inner: string): string {
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}
