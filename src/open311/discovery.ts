import type { OneAnswer } from './answer.ts';
import { say } from './texts.ts';

/** When the interface last changed. */
const changeset = '2026-11-21T00:00:00+07:00';

/** What is where, for clients that look before they ask. */
export function discovery(base: string): OneAnswer {
  return {
    root: 'discovery',
    item: {
      changeset,
      contact: say.contact,
      key_service: say.keyService,
      endpoints: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: `${base}/open311/v2`,
          changeset,
          type: 'production',
          formats: ['application/json', 'text/xml'],
        },
      ],
    },
  };
}
