import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request to the stage, read whole. */
export interface Ask {
  readonly host: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly cookies: ReadonlyMap<string, string>;
  readonly body: string;
  readonly response: ServerResponse;
}

/** Reads a request's body and cookies. The host is the one asked for, without a port. */
export async function readAsk(request: IncomingMessage, response: ServerResponse): Promise<Ask> {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return {
    host,
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', `https://${host || 'stage.invalid'}`),
    headers: request.headers,
    cookies: parseCookies(request.headers.cookie ?? ''),
    body: Buffer.concat(chunks).toString('utf8'),
    response,
  };
}

function parseCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0) cookies.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return cookies;
}

/** Answers with a text of the given media type. */
export function send(
  ask: Ask,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string | string[]> = {},
): void {
  ask.response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
  ask.response.end(body);
}

/** Answers with JSON. */
export function sendJson(
  ask: Ask,
  status: number,
  value: unknown,
  headers: Record<string, string | string[]> = {},
): void {
  send(ask, status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

/** Answers with a redirect. */
export function redirect(ask: Ask, to: string, headers: Record<string, string | string[]> = {}): void {
  send(ask, 302, 'text/plain', '', { location: to, ...headers });
}

/**
 * Breaks the connection half-way through an answer. Before its first byte Chromium would send the request again by
 * itself, and one press would stand in the journal several times.
 */
export function breakOff(ask: Ask): void {
  ask.response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  ask.response.write('{', () => ask.response.destroy());
}

/** JSON that is safe inside an inline script: no `<` can end the element, no line separator can end a string. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A fresh value for the `nonce` of a page's content security policy. */
export function makeNonce(): string {
  return randomBytes(16).toString('base64');
}

/** Text that is safe in HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** A JSON object out of a body, or an empty one. */
export function parseJsonBody(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** Whether a value is an object whose fields may be read by name. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Follows a path of field names into parsed JSON; undefined where it ends early. */
export function dig(value: unknown, ...path: string[]): unknown {
  let at = value;
  for (const step of path) at = isRecord(at) ? at[step] : undefined;
  return at;
}

/** The same as {@link dig} for a text; anything else gives undefined. */
export function digText(value: unknown, ...path: string[]): string | undefined {
  const found = dig(value, ...path);
  return typeof found === 'string' ? found : undefined;
}
