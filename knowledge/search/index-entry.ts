/** One piece of a plan that can be found: a passage or an assignment. */
export interface IndexEntry {
  readonly id: string;
  readonly office: string;
  readonly document: string;
  /** A passage or assignment kind; it sets the prior, see `priorOf`. */
  readonly kind: string;
  readonly fields: {
    readonly body: string;
    /** The headings above it, outermost first, as one text. */
    readonly heading: string;
    readonly title: string;
  };
  /** Short forms that its document explains; only acronyms are read, see `acronymsOf`. */
  readonly abbreviations?: Readonly<Record<string, string>>;
}

/** How likely a piece of this kind is the answer, before anything is asked (measured on the shipped plans). */
const priors: Readonly<Record<string, number>> = {
  row: 1.15,
  table_row: 1.15,
  basis: 0.5,
  closing: 0.4,
  heading: 0.6,
  recipients: 0.2,
  signature: 0.2,
};

export function priorOf(kind: string): number {
  return priors[kind] ?? 1;
}

const acronym = /^[\p{Lu}\d&-]{2,}$/u;

/** "HTQLCL" means the same everywhere; what a plan calls "Sở" for short is another office in the next plan. */
export function acronymsOf({
  abbreviations = {},
}: Pick<IndexEntry, 'abbreviations'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(abbreviations).filter(([form]) => acronym.test(form.normalize('NFC'))),
  );
}
