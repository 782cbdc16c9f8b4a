import { intents, type Intent } from '../../dialogs/intent.ts';
import { noneIntent } from './clu-recognizer.ts';
import type { Utterance } from './utterances.ts';

export interface CluProjectParts {
  readonly name: string;
  readonly utterances: readonly Utterance[];
}

/** The project file that Language Studio and the authoring API import (kind Conversation). */
export interface CluProject {
  readonly projectFileVersion: string;
  readonly stringIndexType: 'Utf16CodeUnit';
  readonly metadata: {
    readonly projectKind: 'Conversation';
    readonly projectName: string;
    readonly multilingual: boolean;
    readonly description: string;
    readonly language: string;
    readonly settings: { readonly confidenceThreshold: number };
  };
  readonly assets: {
    readonly projectKind: 'Conversation';
    readonly intents: readonly { readonly category: string }[];
    readonly entities: readonly never[];
    readonly utterances: readonly {
      readonly text: string;
      readonly intent: string;
      readonly language: string;
      readonly dataset: 'Train' | 'Test';
      readonly entities: readonly never[];
    }[];
  };
}

const language = 'vi';

/** OutOfScope is CLU's own None, so that what it finds nowhere and what we say is nowhere are one intent. */
function categoryOf(intent: Intent): string {
  return intent === 'OutOfScope' ? noneIntent : intent;
}

function withoutDiacritics(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').normalize('NFC');
}

/**
 * Each utterance as written, and once more without diacritics: many people type so, and unlike the local recogniser
 * the service does not fold. The service refuses a text that stands twice, whatever its case.
 */
export function toCluProject({ name, utterances }: CluProjectParts): CluProject {
  const typed = new Map<string, { readonly text: string; readonly intent: string }>();
  for (const form of [(text: string) => text.normalize('NFC'), withoutDiacritics])
    for (const { text, intent } of utterances) {
      const key = form(text).toLowerCase();
      if (!typed.has(key)) typed.set(key, { text: form(text), intent: categoryOf(intent) });
    }
  return {
    projectFileVersion: '2023-04-01',
    stringIndexType: 'Utf16CodeUnit',
    metadata: {
      projectKind: 'Conversation',
      projectName: name,
      // Training a single-language project is refused for languages other than the service's main ones.
      multilingual: true,
      description: 'Ý định của người hỏi kế hoạch và gửi phản ánh, kiến nghị',
      language,
      // The bot asks back by itself when unsure; a threshold here would only hide the runners-up behind None.
      settings: { confidenceThreshold: 0 },
    },
    assets: {
      projectKind: 'Conversation',
      intents: intents.map((intent) => ({ category: categoryOf(intent) })),
      entities: [],
      utterances: Array.from(typed.values(), ({ text, intent }) => ({
        text,
        intent,
        language,
        dataset: 'Train' as const,
        entities: [],
      })),
    },
  };
}
