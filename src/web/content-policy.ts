import { randomBytes } from 'node:crypto';

/** A fresh one for every page sent. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** The empty `<style>` that a part of Web Chat puts into the page. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** What the chat page may do: its own scripts and styles, its own server, pictures that the person is sending. */
export function chatPolicy(nonce: string, base: string, framedBy: readonly string[]): string {
  const socket = base.replace(/^http/, 'ws');
  return policy({
    'script-src': `'self' 'nonce-${nonce}'`,
    'style-src': `'self' 'nonce-${nonce}' ${emptyStyle}`,
    'connect-src': `'self' blob: ${socket}`,
    'img-src': "'self' blob: data:",
    'media-src': "'self' blob:",
    'worker-src': 'blob:',
    'frame-ancestors': ["'self'", ...framedBy].join(' '),
  });
}

/** What a page to read may do. */
export function readingPolicy(): string {
  return policy({
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self'",
    'frame-ancestors': "'none'",
  });
}

function policy(more: Readonly<Record<string, string>>): string {
  const all = {
    'default-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'font-src': "'self'",
    ...more,
  };
  return Object.entries(all)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}
