import type { Role } from '../cases/case-event.ts';
import type { Account } from '../storage/officer-store.ts';
import type { Html } from '../web/html.ts';
import type { Form, FormLimits } from '../web/form.ts';

/** One request to the console, with everything that its handler may look at. */
export interface Visit {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Empty on GET. */
  readonly form: Form;
  readonly address: string;
  /** "https://tro-ly.example.gov.vn". */
  readonly base: string;
  readonly officer: Account | undefined;
  /** The value of the session cookie, when there is one. */
  readonly session: string | undefined;
  /** A part of a page is asked for, by the page that is open. */
  readonly partial: boolean;
  /** Goes into every form as `_ma`. */
  readonly token: string;
  readonly now: Date;
}

export type OfficerVisit = Visit & { readonly officer: Account };

/** What a handler answers; how it is sent is the gate's matter. */
export type Reply =
  | {
      readonly title: string;
      readonly body: Html;
      readonly status?: number | undefined;
      /** A file of the page's own to run beside htmx. */
      readonly script?: string;
      readonly style?: string;
    }
  /** See other. `session` is the new session, or null to end it. */
  | { readonly to: string; readonly session?: string | null }
  | { readonly download: { readonly name: string; readonly bytes: Uint8Array } };

interface RouteBase {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** For forms that send more than the usual. */
  readonly limits?: FormLimits;
}

/** Một địa chỉ của bàn làm việc: who may come in, and what is answered. The one list that is mounted. */
export type ConsoleRoute =
  | (RouteBase & { readonly for: 'anyone'; readonly answer: (visit: Visit) => Promise<Reply> | Reply })
  | (RouteBase & {
      readonly for: readonly Role[];
      readonly answer: (visit: OfficerVisit) => Promise<Reply> | Reply;
    });
