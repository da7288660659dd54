import type { ServerResponse } from 'node:http';
import { FACEBOOK_ACCOUNTS, X_ACCOUNTS } from './accounts';
import { BOARD_FAULTS, type BoardHost } from './board-host';
import type { Bundles } from './bundle';
import type { ControlState } from './control-model';
import { FACEBOOK_LANGUAGES, type FacebookHost } from './facebook-host';
import type { SampleForce } from './force';
import { type Ask, escapeHtml, makeNonce, parseJsonBody, send, sendJson } from './http';
import type { Journal } from './journal';
import { RELAY_FAULTS, type RelayHost } from './relay-host';
import type { XHost } from './x-host';

/** What the control page governs. */
interface Parts {
  readonly bundles: Bundles;
  readonly journal: Journal;
  readonly force: SampleForce;
  readonly x: XHost;
  readonly facebook: FacebookHost;
  readonly board: BoardHost;
  readonly relay: RelayHost;
  readonly reset: () => Promise<void>;
}

/** The control page of the demonstration, and the same actions by `POST /api/<action>`. */
export class ControlHost {
  readonly #parts: Parts;
  readonly #listeners = new Set<ServerResponse>();
  readonly #stop: () => void;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#stop = parts.journal.onEntry(() => void this.#tell());
    parts.force.onChange(() => void this.#tell());
  }

  /** Ends the live updates. */
  close(): void {
    this.#stop();
    for (const response of this.#listeners) response.end();
    this.#listeners.clear();
  }

  /** Answers a request to the control host. */
  async handle(ask: Ask): Promise<void> {
    const { pathname } = ask.url;
    if (pathname === '/') return this.#page(ask);
    if (pathname === '/main.js')
      return send(ask, 200, 'text/javascript; charset=utf-8', this.#parts.bundles.script.control);
    if (pathname === '/favicon.ico') return send(ask, 204, 'image/svg+xml', '');
    if (pathname === '/events') return this.#listen(ask);
    if (pathname === '/api/state') return sendJson(ask, 200, await this.#state());
    if (pathname.startsWith('/api/') && ask.method === 'POST') {
      const known = await this.#act(pathname.slice('/api/'.length), parseJsonBody(ask.body));
      await this.#tell();
      return sendJson(ask, known ? 200 : 404, known ? await this.#state() : { problem: 'no such action' });
    }
    return send(ask, 404, 'text/plain', 'not here');
  }

  async #act(action: string, options: Record<string, unknown>): Promise<boolean> {
    const { force, board, relay, x, facebook, journal, reset } = this.#parts;
    const pick = <T extends string>(choices: readonly T[], value: unknown, fallback: T): T =>
      choices.find((c) => c === value) ?? fallback;
    switch (action) {
      case 'blackout':
        await force.issueBlackout(options);
        return true;
      case 'exercise':
        await force.issueExercise(options);
        return true;
      case 'corporate-lines-only':
        await force.issueCorporateLinesOnly(options);
        return true;
      case 'advice':
        await force.issueAdvice(options);
        return true;
      case 'update':
        if (force.openNotices().length > 0) await force.update(options);
        return true;
      case 'stand-down':
        await force.standDown();
        return true;
      case 'board-fault':
        board.fault = pick(BOARD_FAULTS, options.fault, 'none');
        return true;
      case 'relay-fault':
        await relay.setFault(pick(RELAY_FAULTS, options.fault, 'none'));
        return true;
      case 'settings':
        x.switching = pick(['reload', 'in-place'], options.xSwitching, x.switching);
        x.publishing = pick(['works', 'network-error', 'refused'], options.xPublishing, x.publishing);
        facebook.switching = pick(['reload', 'in-place'], options.facebookSwitching, facebook.switching);
        facebook.publishing = pick(
          ['works', 'network-error', 'refused'],
          options.facebookPublishing,
          facebook.publishing,
        );
        facebook.language = pick(FACEBOOK_LANGUAGES, options.facebookLanguage, facebook.language);
        return true;
      case 'clear-journal':
        journal.clear();
        return true;
      case 'reset':
        await reset();
        return true;
      default:
        return false;
    }
  }

  async #state(): Promise<ControlState> {
    const { force, board, relay, x, facebook, journal } = this.#parts;
    const open = new Set(force.openNotices().map((notice) => notice.identifier));
    return {
      sequence: force.board.sequence,
      signedAt: force.board.signedAt,
      joiningCode: await force.joiningCode(),
      notices: force.board.notices.map((notice) => {
        return {
          identifier: notice.identifier,
          level: notice.level,
          status: notice.status,
          messageType: notice.messageType,
          expires: notice.expires,
          open: open.has(notice.identifier),
        };
      }),
      fault: board.fault,
      relayFault: relay.isUsed ? relay.fault : null,
      xSwitching: x.switching,
      facebookSwitching: facebook.switching,
      facebookLanguage: facebook.language,
      journal: journal
        .entries()
        .slice(-40)
        .map(({ at, platform, operation, actor, text, publishes, accepted }) => {
          return {
            at,
            platform,
            operation,
            actor,
            publishes,
            accepted,
            ...(text !== undefined && { text: text.slice(0, 120) }),
          };
        }),
    };
  }

  #listen(ask: Ask): void {
    ask.response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    ask.response.write(': here\n\n');
    this.#listeners.add(ask.response);
    ask.response.on('close', () => this.#listeners.delete(ask.response));
  }

  async #tell(): Promise<void> {
    if (this.#listeners.size === 0) return;
    const data = JSON.stringify(await this.#state());
    for (const response of this.#listeners) response.write(`data: ${data}\n\n`);
  }

  #page(ask: Ask): void {
    const nonce = makeNonce();
    const xLinks = [
      ...X_ACCOUNTS.map((a) => link(`https://x.com/stage/sign-in?as=${a.key}`, `@${a.handle}`, a.registered)),
      link('https://x.com/stage/sign-in', 'signed out', false),
    ];
    const facebookLinks = [
      ...FACEBOOK_ACCOUNTS.map((a) => {
        const host = 'https://www.facebook.com/stage/sign-in';
        return link(`${host}?as=${a.key}`, a.kind === 'page' ? `${a.name} (Page)` : a.name, a.registered);
      }),
      link('https://www.facebook.com/stage/sign-in', 'signed out', false),
    ];
    const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Stage control</title><style>${this.#parts.bundles.style.control}</style></head><body><main>
<h1>Stage control</h1>
<p class="lead">You are Corporate Communications of the invented Teifi Coast Police. What you do here is signed and put on the board; Cordon fetches it.</p>
<section aria-labelledby="orders"><h2 id="orders">Orders</h2><div class="buttons">
<button data-action="blackout" class="strong">Issue blackout</button>
<button data-action="exercise">Exercise</button>
<button data-action="corporate-lines-only">Corporate lines only</button>
<button data-action="advice">Advice</button>
<button data-action="update">Update the newest</button>
<button data-action="stand-down" class="strong">Stand down</button></div>
<p id="board-line" role="status"></p><ul id="notices"></ul></section>
<section aria-labelledby="acting"><h2 id="acting">Who is acting</h2>
<p>X: ${xLinks.join(' ')}</p><p>Facebook: ${facebookLinks.join(' ')}</p><p class="small">● on the register</p></section>
<section aria-labelledby="joining"><h2 id="joining">Joining code</h2><textarea id="code" readonly rows="3" aria-labelledby="joining"></textarea>
<button id="copy">Copy</button></section>
<section aria-labelledby="weather"><h2 id="weather">What goes wrong</h2>
<label>The board <select id="fault">${BOARD_FAULTS.map((f) => `<option>${escapeHtml(f)}</option>`).join('')}</select></label>
<label id="relay-label" hidden>The relay <select id="relay-fault">${RELAY_FAULTS.map((f) => `<option>${escapeHtml(f)}</option>`).join('')}</select></label>
<label>Changing accounts <select id="switching"><option>reload</option><option>in-place</option></select></label>
<label>Facebook speaks <select id="language">${FACEBOOK_LANGUAGES.map((l) => `<option>${l}</option>`).join('')}</select></label></section>
<section aria-labelledby="arrived"><h2 id="arrived">What arrived at the platforms</h2><button data-action="clear-journal">Clear</button>
<ol id="journal" aria-live="polite"></ol></section>
</main><script src="/main.js" nonce="${nonce}"></script></body></html>`;
    send(ask, 200, 'text/html; charset=utf-8', html, {
      'content-security-policy': `default-src 'self'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'`,
    });
  }
}

function link(href: string, text: string, registered: boolean): string {
  return `<a href="${escapeHtml(href)}" target="_blank" rel="noopener">${registered ? '● ' : ''}${escapeHtml(text)}</a>`;
}
