import type { Response } from 'restify';
import type { Refusal } from './texts.ts';

export function json(response: Response, status: number, body: unknown): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.sendRaw(status, JSON.stringify(body));
}

export function refuse(response: Response, { status, code, message }: Refusal): void {
  json(response, status, { error: { code, message } });
}
