import type { Plan } from '../../../knowledge/assignment.ts';
import { createAsker, type Asker } from '../../../knowledge/ask/asker.ts';
import { createCatalogue, type Catalogue } from '../../../knowledge/ask/catalogue.ts';
import { placeNames } from '../../../knowledge/ask/office-name.ts';
import { understand, type Query } from '../../../knowledge/ask/understand.ts';
import { loadLibrary } from '../../../knowledge/library.ts';
import { createExpander } from '../../../knowledge/search/abbreviations.ts';
import { readingCache } from '../../kept-readings.ts';

export const today = '2026-11-21';

/** What one plan calls “Sở” for short means another office in the next. */
const isAcronym = /^[\p{Lu}\d&-]{2,}$/u;

export interface ShippedPlans {
  readonly catalogue: Catalogue;
  readonly asker: Asker;
  /** Reads a question with its abbreviations written out, as the asker does. */
  read(text: string, office?: string): Query;
}

/** The shipped plans, and others beside them, ready to be asked. */
export async function openShippedPlans(others: readonly Plan[] = []): Promise<ShippedPlans> {
  const { plans: shipped } = await loadLibrary('knowledge/plans', { cache: readingCache() });
  const plans = [...shipped, ...others];
  const learned = Object.fromEntries(
    plans.flatMap((plan) => Object.entries(plan.abbreviations)).filter(([form]) => isAcronym.test(form)),
  );
  const places = plans.flatMap(({ document }) => placeNames(document));
  const question = createExpander({ learned, places });
  const document = createExpander({ learned, places, chat: false });
  const catalogue = createCatalogue(plans, (text) => document(text).text);
  const asker = createAsker({
    catalogue,
    expandQuestion: (text) => question(text).text,
    repair: (text) => text,
  });
  return {
    catalogue,
    asker,
    read: (text, office) =>
      understand(question(text).text, catalogue, office ? { today, office } : { today }),
  };
}
