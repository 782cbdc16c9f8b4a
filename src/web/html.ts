/** HTML that is safe to send: only `html` and `rawHtml` make it. */
export class Html {
  constructor(private readonly source: string) {}
  toString(): string {
    return this.source;
  }
}

type Value = string | number | Html | readonly Value[] | false | null | undefined;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A template that escapes everything put into it, save what is `Html` already. Attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(strings.reduce((done, string, index) => done + show(values[index - 1]) + string));
}

/** For text that this program wrote itself, never for anything read from outside. */
export function rawHtml(source: string): Html {
  return new Html(source);
}

/** Data for a `<script type="application/json">`: no character in it can end the script. */
export function jsonHtml(value: unknown): Html {
  return new Html(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}

function show(value: Value): string {
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.map(show).join('');
  if (value === undefined || value === null || value === false) return '';
  return escapeHtml(String(value));
}
