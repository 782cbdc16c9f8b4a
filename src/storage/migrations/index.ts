import { foundation } from './001-foundation.ts';
import { cases } from './002-cases.ts';
import { officers } from './003-officers.ts';
import { plans } from './004-plans.ts';
import { planCorrections } from './005-plan-corrections.ts';
import { planQuestions } from './006-plan-questions.ts';
import { sealedWords } from './007-sealed-words.ts';
import { scannedPlans } from './008-scanned-plans.ts';
import { apiKeys } from './009-api-keys.ts';
import { webhooks } from './010-webhooks.ts';
import { planFacts } from './011-plan-facts.ts';
import type { Migration } from './migration.ts';

/** Every step of the schema, in order. New steps go to the end. */
export const migrations: readonly Migration[] = [
  foundation,
  cases,
  officers,
  plans,
  planCorrections,
  planQuestions,
  sealedWords,
  scannedPlans,
  apiKeys,
  webhooks,
  planFacts,
];
