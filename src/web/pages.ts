import type { Request, Response, Server } from 'restify';
import type { Assets } from './assets.ts';
import { chatPage } from './chat-page.ts';
import { clientAddress } from './client-address.ts';
import { chatPolicy, newNonce } from './content-policy.ts';
import { readable } from './readable.ts';
import { sendPage } from './send-page.ts';
import { pageTexts } from './texts.ts';
import type { PlanReader } from './plan-reader.ts';
import { mountReader } from './reader-routes.ts';

export interface WebPagesParts {
  readonly assets: Assets;
  /** The name of the one office this bot speaks for; undefined when it speaks for several. */
  readonly office?: string | undefined;
  /** How the bot addresses a person: "ông/bà". */
  readonly person: string;
  /** Questions offered before the first message; the bot must be able to answer each. */
  readonly starters: readonly string[];
  readonly plans: PlanReader;
  /** Sites that may show the chat in a frame: WIDGET_ORIGINS. */
  readonly origins: readonly string[];
  readonly publicUrl?: string | undefined;
  readonly trustProxy?: boolean;
  /** "/tra-cuu" where case tracking is on. */
  readonly trackingUrl?: string | undefined;
}

const forEver = 'public, max-age=31536000, immutable';

export interface WebPages {
  mount(server: Server): void;
}

/** The public pages: chat, widget, plan reader, and their files. */
export function createWebPages(parts: WebPagesParts): WebPages {
  const texts = pageTexts(parts.person);
  const { assets, office, starters, trackingUrl, publicUrl, trustProxy, origins } = parts;

  const sendChat = (request: Request, response: Response) => {
    const nonce = newNonce();
    const { base } = clientAddress(request, publicUrl, trustProxy);
    const embedded = new URLSearchParams(request.getQuery()).has('nhung');
    const policy = chatPolicy(nonce, base, origins);
    const body = chatPage({ assets, texts, office, starters, trackingUrl }, nonce, embedded);
    return sendPage(request, response, body, { policy, cache: 'no-store' }); // a nonce is good for one page
  };

  const sendAsset = async (name: string, cache: string, request: Request, response: Response) => {
    if (await assets.serve(name, request, response, cache)) return;
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.sendRaw(404, JSON.stringify({ error: { code: 'NotFound', message: texts.error.notFound } }));
  };

  return {
    mount(server) {
      readable(server, '/', sendChat);
      readable(server, '/assets/:version/:name', (request, response) => {
        const current = (request.params as { version?: string }).version === assets.version;
        return sendAsset(nameOf(request), current ? forEver : 'no-cache', request, response);
      });
      readable(server, '/assets/:name', (request, response) =>
        sendAsset(nameOf(request), 'no-cache', request, response),
      );
      readable(server, '/widget.js', (request, response) => {
        response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
        return sendAsset('widget.js', 'public, max-age=3600', request, response);
      });
      mountReader(server, { assets, texts, plans: parts.plans });
    },
  };
}

function nameOf(request: Request): string {
  return (request.params as { name?: string }).name ?? '';
}
