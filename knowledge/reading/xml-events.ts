/** An opening or closing tag, or text between tags. An empty tag opens and closes. */
export interface XmlEvent {
  readonly kind: 'open' | 'close' | 'text';
  /** The tag with its prefix; empty for text. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const none: Readonly<Record<string, string>> = {};

/**
 * Walks through the XML of a Word part. Only what such parts contain is understood: no document types, so no
 * entities of the file's own and nothing that grows when it is read.
 */
export function* xmlEvents(xml: string): Generator<XmlEvent> {
  const piece =
    /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<[?!][^>]*>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gu;
  for (const [, data, closing, name, attributes, empty, text] of xml.matchAll(piece)) {
    if (text !== undefined || data !== undefined)
      yield { kind: 'text', name: '', attributes: none, text: data ?? unescape(text ?? '') };
    else if (name !== undefined) {
      if (closing) yield { kind: 'close', name, attributes: none, text: '' };
      else {
        yield { kind: 'open', name, attributes: attributes ? readAttributes(attributes) : none, text: '' };
        if (empty) yield { kind: 'close', name, attributes: none, text: '' };
      }
    }
  }
}

function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, double, single] of text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu))
    if (name !== undefined) found[name] = unescape(double ?? single ?? '');
  return found;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/giu, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return entities[name] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
