import type { SampleForce } from './force';
import { type Ask, send } from './http';

/**
 * What may go wrong where the board lies. `tampered`: one character of the signed text is changed; `old`: the oldest
 * genuine board is replayed; `no-cors`: no headers that would let a page read it.
 */
export const BOARD_FAULTS = [
  'none',
  'down',
  'slow',
  'error-500',
  'html',
  'too-large',
  'tampered',
  'old',
  'no-cors',
] as const;
/** One of {@link BOARD_FAULTS}. */
export type BoardFault = (typeof BOARD_FAULTS)[number];

/** The web server on which the sample force's board lies: a plain file with an ETag, and faults on request. */
export class BoardHost {
  /** What goes wrong from now on. */
  fault: BoardFault = 'none';
  /** How long the fault `slow` waits, in milliseconds; longer than a caller's patience of 10 s. */
  slowMs = 15_000;
  /** How many times the board was asked for, and with what answer, since the start. */
  readonly answers: { readonly at: number; readonly status: number }[] = [];
  readonly #force: SampleForce;
  readonly #waiting = new Set<NodeJS.Timeout>();

  constructor(force: SampleForce) {
    this.#force = force;
  }

  /** Answers a request to the board's host. */
  handle(ask: Ask): void {
    const allow = this.fault === 'no-cors' ? {} : CORS;
    if (this.fault === 'down') {
      this.#note(0);
      ask.response.destroy();
      return;
    }
    if (ask.method === 'OPTIONS') {
      send(ask, 204, 'text/plain', '', allow);
      return;
    }
    if (ask.url.pathname !== '/board' || ask.method !== 'GET') {
      send(ask, 404, 'text/plain', 'not here', allow);
      return;
    }
    if (this.fault === 'slow') {
      const timer = setTimeout(() => {
        this.#waiting.delete(timer);
        this.#answer(ask, allow);
      }, this.slowMs);
      this.#waiting.add(timer);
      return;
    }
    this.#answer(ask, allow);
  }

  /** Drops answers still waiting because of `slow`. */
  close(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
  }

  #answer(ask: Ask, allow: Record<string, string>): void {
    const answer = (status: number, type: string, body: string, headers: Record<string, string> = {}) => {
      this.#note(status);
      send(ask, status, type, body, { ...allow, ...headers });
    };
    if (this.fault === 'error-500') return answer(500, 'text/plain', 'out of order');
    if (this.fault === 'html') {
      return answer(
        200,
        'text/html',
        '<!doctype html><title>Sign in</title><h1>Guest Wi-Fi</h1><p>Accept the terms.</p>',
      );
    }
    // It begins as a board does: what does not is refused before its size is known.
    if (this.fault === 'too-large') return answer(200, 'application/jose', `eyJ${'A'.repeat(3_000_000)}`);
    const text = this.#force.boardText();
    if (this.fault === 'tampered')
      return answer(200, 'application/jose', tamper(text), { etag: '"tampered"' });
    if (this.fault === 'old') {
      return answer(200, 'application/jose', this.#force.pastTexts[0] ?? text, { etag: '"old"' });
    }
    const etag = this.#force.etag();
    if (ask.headers['if-none-match'] === etag) return answer(304, 'application/jose', '', { etag });
    answer(200, 'application/jose', text, { etag });
  }

  #note(status: number): void {
    this.answers.push({ at: Date.now(), status });
  }
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag',
  'access-control-allow-headers': 'If-None-Match',
  'access-control-allow-methods': 'GET, OPTIONS',
};

/** Changes one character in the middle of the text, keeping it in the alphabet of base64url. */
function tamper(text: string): string {
  const at = Math.floor(text.length / 2);
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}
