import lunr from 'lunr';
import MiniSearch from 'minisearch';
import { createExpander } from '../../knowledge/search/abbreviations.ts';
import { priorOf, type IndexEntry } from '../../knowledge/search/index-entry.ts';
import { indexTerms, queryTerms } from '../../knowledge/search/index-terms.ts';
import { createPlanIndex } from '../../knowledge/search/plan-index.ts';
import { wordsOf } from '../../knowledge/search/words.ts';

/** An engine under test: builds over the entries, then gives the ids of the best ten. */
export interface Engine {
  readonly name: string;
  /** Larger collections are left out: memory runs out. */
  readonly most?: number;
  build(entries: readonly IndexEntry[]): (query: string) => readonly string[];
}

const best = 10;

const ours: Engine = {
  name: 'ours',
  build: (entries) => {
    const index = createPlanIndex(entries);
    return (text) => index.find({ text, limit: best, office: entries[0]?.office ?? '' }).map(({ id }) => id);
  },
};

/** lunr as its guide shows it. Words only: its query parser throws on "9001:2015". */
const stockLunr: Engine = {
  name: 'lunr 2.3.9',
  build: (entries) => {
    const index = lunr((builder) => {
      builder.ref('id');
      for (const field of ['body', 'heading', 'title']) builder.field(field);
      for (const { id, fields } of entries) builder.add({ id, ...fields });
    });
    return (text) => {
      const words = wordsOf(text).map((word) => word.text);
      return index
        .search(words.join(' '))
        .slice(0, best)
        .map(({ ref }) => ref);
    };
  },
};

const miniSearch: Engine = {
  name: 'MiniSearch 7.2',
  build: (entries) => {
    const index = new MiniSearch({ fields: ['body', 'heading', 'title'], idField: 'id' });
    index.addAll(entries.map(({ id, fields }) => ({ id, ...fields })));
    return (text) =>
      index
        .search(text)
        .slice(0, best)
        .map(({ id }) => String(id));
  },
};

/** What our index would be without choosing first: one lunr index over the same terms. */
const oneLunr: Engine = {
  name: 'lunr, our terms, one index',
  most: 10_000,
  build: (entries) => {
    const builder = new lunr.Builder();
    builder.ref('id');
    builder.field('body');
    builder.field('heading', { boost: 0.8 });
    builder.field('title', { boost: 0.5 });
    builder.b(0.5);
    builder.k1(0.9);
    const document = createExpander({ chat: false });
    for (const { id, kind, fields } of entries) {
      const terms = Object.entries(fields).map(([field, text]) => [field, indexTerms(text, document)]);
      builder.add({ id, ...Object.fromEntries(terms) }, { boost: priorOf(kind) });
    }
    const index = builder.build();
    const question = createExpander();
    return (text) => {
      const results = index.query((query) => {
        for (const { term, weight } of queryTerms(text, question)) {
          query.term(term, { boost: weight, usePipeline: false });
        }
      });
      return results.slice(0, best).map(({ ref }) => ref);
    };
  },
};

/** Ours first: ratios are against it. */
export const engines: readonly Engine[] = [ours, oneLunr, stockLunr, miniSearch];
