import lunr from 'lunr';
import MiniSearch from 'minisearch';
import type { IndexEntry } from '../../knowledge/search/index-entry.ts';
import { createPlanIndex } from '../../knowledge/search/plan-index.ts';
import { wordsOf } from '../../knowledge/search/words.ts';

/** An engine under test: builds over the entries, then gives the ids of the best ten. */
export interface Engine {
  readonly name: string;
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

export const engines: readonly Engine[] = [ours, stockLunr, miniSearch];
