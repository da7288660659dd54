import { CSRF_TOKEN, findXAccount, X_ACCOUNTS } from './accounts';
import type { Bundles } from './bundle';
import {
  type Ask,
  breakOff,
  dig,
  digText,
  makeNonce,
  parseJsonBody,
  redirect,
  scriptJson,
  send,
  sendJson,
} from './http';
import type { Journal } from './journal';
import type { XConversation, XDraft, XPost, XScheduled, XSnapshot, XUser } from './x-model';

type Changeable<T> = { -readonly [K in keyof T]: T[K] };

/** Passwords the stand-in platforms take for wrong. Any other current password is right. */
export const WRONG_PASSWORD = 'wrong';

/** The stand-in X: its pages and what happens when they publish. */
export class XHost {
  /** How the account switcher changes accounts: by loading the page anew, or in place. `?switch=` overrides it. */
  switching: 'reload' | 'in-place' = 'reload';
  /** What happens to requests that publish: they work, the connection breaks, or the answer is an error. */
  publishing: 'works' | 'network-error' | 'refused' = 'works';
  readonly #journal: Journal;
  readonly #bundles: Bundles;
  #lastId = 0;
  #posts: Changeable<XPost>[] = [];
  #users: Changeable<XUser>[] = [];
  #scheduled = new Map<string, XScheduled[]>();
  #drafts = new Map<string, XDraft[]>();
  #conversations: Changeable<XConversation>[] = [];
  #chats: Changeable<XConversation>[] = [];

  constructor(journal: Journal, bundles: Bundles) {
    this.#journal = journal;
    this.#bundles = bundles;
    this.reset();
  }

  /** Puts users, posts, drafts, messages and settings back to how they were at the start. */
  reset(): void {
    this.switching = 'reload';
    this.publishing = 'works';
    this.#lastId = 0;
    this.#users = [
      ...X_ACCOUNTS.map(({ id, handle, name, bio }) => ({ id, handle, name, bio })),
      ...OTHERS.map((o) => ({ ...o })),
    ];
    this.#posts = FIRST_POSTS.map((post, index) => {
      return {
        ...post,
        at: Date.now() - (index + 1) * 47 * 60_000,
        replyTo: null,
        repostedBy: [],
        likedBy: [],
      };
    });
    this.#scheduled.clear();
    this.#drafts.clear();
    for (const account of X_ACCOUNTS) {
      this.#scheduled.set(account.id, [
        {
          id: `70${account.id}`,
          text: 'Coffee with your local officers, Saturday at the market hall.',
          at: Date.now() + 26 * 3600_000,
        },
      ]);
    }
    this.#conversations = FIRST_CONVERSATIONS.map((c) => ({ ...c }));
    this.#chats = FIRST_CHATS.map((c) => ({ ...c }));
  }

  /** The posts as they stand, newest first. */
  get posts(): readonly XPost[] {
    return this.#posts;
  }

  /** Answers a request to x.com, twitter.com or one of their other hosts. */
  handle(ask: Ask): void {
    const { pathname, search } = ask.url;
    if (ask.host.endsWith('twitter.com')) return redirect(ask, `https://x.com${pathname}${search}`);
    if (pathname.startsWith('/responsive-web/')) return this.#script(ask, this.#bundles.script.x);
    if (pathname.startsWith('/x-web/')) return this.#script(ask, this.#bundles.script['x-next']);
    if (pathname === '/hostile.js') return this.#script(ask, this.#bundles.script.hostile);
    if (pathname === '/stage/sign-in') return this.#signIn(ask);
    if (pathname.startsWith('/i/api/')) return this.#api(ask);
    if (ask.method !== 'GET') return send(ask, 405, 'text/plain', 'no');
    if (pathname === '/favicon.ico') return send(ask, 200, 'image/svg+xml', FAVICON);
    if (/\.\w{2,5}$/.test(pathname)) return send(ask, 404, 'text/plain', 'not here');
    if (ask.host !== 'x.com') return this.#plainPage(ask);
    const next = pathname === '/next/home' || ask.url.searchParams.get('x-web') === '1';
    return this.#page(ask, next, pathname === '/hostile');
  }

  #script(ask: Ask, text: string): void {
    send(ask, 200, 'text/javascript; charset=utf-8', text, { 'cache-control': 'public, max-age=3600' });
  }

  /** A way in for people who try the stage by hand; tests set cookies themselves. */
  #signIn(ask: Ask): void {
    const account = findXAccount(ask.url.searchParams.get('as'));
    redirect(ask, ask.url.searchParams.get('to') ?? '/home', {
      'set-cookie': identityCookies(account?.id ?? null),
    });
  }

  #actor(ask: Ask): Changeable<XUser> | null {
    const id = /^u%3D(\d+)$/.exec(ask.cookies.get('twid') ?? '')?.[1];
    return this.#users.find((user) => user.id === id) ?? null;
  }

  #snapshot(me: XUser | null, switching = this.switching): XSnapshot {
    if (!me)
      return {
        me,
        users: [],
        accounts: [],
        posts: [],
        scheduled: [],
        drafts: [],
        conversations: [],
        chats: [],
        switching,
      };
    return {
      me,
      users: this.#users,
      accounts: this.#users.filter((user) => X_ACCOUNTS.some((a) => a.id === user.id)),
      posts: this.#posts,
      scheduled: this.#scheduled.get(me.id) ?? [],
      drafts: this.#drafts.get(me.id) ?? [],
      conversations: this.#conversations,
      chats: this.#chats,
      switching,
    };
  }

  #page(ask: Ask, next: boolean, hostile: boolean): void {
    const me = this.#actor(ask);
    const asked = ask.url.searchParams.get('switch');
    const switching = asked === 'reload' || asked === 'in-place' ? asked : this.switching;
    const rewrite = next || me === null;
    const nonce = makeNonce();
    const script = rewrite
      ? `/x-web/x-web/entry-client-${me ? '' : 'logged-out-'}${this.#bundles.hash.slice(0, 8)}.js`
      : `/responsive-web/client-web/main.${this.#bundles.hash}a.js`;
    const state = {
      settings: { remote: { settings: me ? { screen_name: me.handle, language: 'en' } : {} } },
      entities: { users: { entities: Object.fromEntries((me ? [me] : []).map((u) => [u.id, entity(u)])) } },
      session: me ? { user_id: me.id, isActiveCreator: false } : {},
      stage: rewrite ? { me } : this.#snapshot(me, switching),
    };
    const html = `<!DOCTYPE html><html dir="ltr" lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<title>${me ? 'Home' : 'Sign in'} / X</title><style>${this.#bundles.style[rewrite ? 'x-next' : 'x']}</style></head>
<body><noscript>JavaScript is needed.</noscript>${rewrite ? '<div id="root"></div>' : '<div id="react-root"></div>'}
<script nonce="${nonce}">window.${rewrite ? '__TSR_ROUTER__' : '__INITIAL_STATE__'}=${scriptJson(state)};</script>
${hostile ? '<script src="/hostile.js"></script>' : ''}
<script src="${script}" ${rewrite ? 'type="module"' : ''} nonce="${nonce}"></script></body></html>`;
    send(ask, 200, 'text/html; charset=utf-8', html, {
      // Pages may go into the back-forward cache, so that coming back from it can be tried.
      'cache-control': 'private, no-cache',
      'content-security-policy': [
        "default-src 'self'",
        `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'`,
        "style-src 'self' 'unsafe-inline'",
        "connect-src 'self' blob:",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "frame-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ].join('; '),
      'x-frame-options': 'DENY',
    });
  }

  #plainPage(ask: Ask): void {
    const me = this.#actor(ask);
    send(
      ask,
      200,
      'text/html; charset=utf-8',
      `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${ask.host}</title></head><body><main role="main">
<h1>${ask.host}</h1><p>${me ? `Signed in as @${me.handle}` : 'Signed out'}</p><textarea aria-label="Post text"></textarea><button type="button">Post</button></main></body></html>`,
      { 'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'" },
    );
  }

  #api(ask: Ask): void {
    const me = this.#actor(ask);
    const { pathname } = ask.url;
    const graphql = /^\/i\/api\/graphql\/[^/]+\/(\w+)$/.exec(pathname)?.[1];
    if (ask.method === 'GET') {
      return sendJson(ask, graphql === 'HomeTimeline' ? 200 : 404, { data: this.#snapshot(me) });
    }
    const json = (ask.headers['content-type'] ?? '').includes('json');
    const body = json ? parseJsonBody(ask.body) : Object.fromEntries(new URLSearchParams(ask.body));
    const operation = graphql ?? pathname.replace('/i/api/', '');
    const text =
      digText(body, 'variables', 'tweet_text') ??
      digText(body, 'variables', 'post_tweet_request', 'status') ??
      digText(body, 'variables', 'text') ??
      digText(body, 'text') ??
      digText(body, 'description');
    const signed =
      me !== null && ask.headers['x-csrf-token'] === ask.cookies.get('ct0') && ask.cookies.has('ct0');
    const entry = this.#journal.add({
      platform: 'x',
      host: ask.host,
      method: ask.method,
      path: pathname,
      operation,
      actor: me?.id ?? null,
      body,
      accepted: signed && this.publishing === 'works',
      ...(text !== undefined && { text }),
    });
    if (!signed) return sendJson(ask, 403, { errors: [{ code: 353, message: 'no valid session' }] });
    if (entry.publishes && this.publishing === 'network-error') return breakOff(ask);
    if (entry.publishes && this.publishing === 'refused')
      return sendJson(ask, 503, { errors: [{ message: 'over capacity' }] });
    if (graphql) return this.#graphql(ask, me, graphql, dig(body, 'variables'));
    return this.#rest(ask, me, operation, body);
  }

  #graphql(ask: Ask, me: XUser, operation: string, variables: unknown): void {
    const id = (name: string) => digText(variables, name) ?? '';
    const done = (data: unknown) => sendJson(ask, 200, { data });
    const mine = <T>(of: Map<string, T[]>): T[] => {
      const list = of.get(me.id) ?? [];
      of.set(me.id, list);
      return list;
    };
    const drop = <T extends { readonly id: string }>(of: Map<string, T[]>, gone: string) => {
      of.set(
        me.id,
        mine(of).filter((item) => item.id !== gone),
      );
    };
    switch (operation) {
      case 'CreateTweet':
      case 'CreateNoteTweet': {
        const post: Changeable<XPost> = {
          id: this.#newId(),
          authorId: me.id,
          text: id('tweet_text'),
          at: Date.now(),
          replyTo: digText(variables, 'reply', 'in_reply_to_tweet_id') ?? null,
          quoteOf: /\/status\/(\d+)/.exec(id('attachment_url'))?.[1] ?? null,
          repostedBy: [],
          likedBy: [],
        };
        this.#posts.unshift(post);
        return done({ create_tweet: { tweet_results: { result: { rest_id: post.id } } } });
      }
      case 'CreateScheduledTweet': {
        const item = {
          id: this.#newId(),
          text: digText(variables, 'post_tweet_request', 'status') ?? '',
          at: Number(dig(variables, 'execute_at')) * 1000,
        };
        mine(this.#scheduled).push(item);
        return done({ tweet: { rest_id: item.id } });
      }
      case 'EditScheduledTweet': {
        const gone = id('scheduled_tweet_id');
        drop(this.#scheduled, gone);
        mine(this.#scheduled).push({
          id: gone,
          text: digText(variables, 'post_tweet_request', 'status') ?? '',
          at: Number(dig(variables, 'execute_at')) * 1000,
        });
        return done({ scheduledtweet_put: 'Done' });
      }
      case 'DeleteScheduledTweet':
        drop(this.#scheduled, id('scheduled_tweet_id'));
        return done({ scheduledtweet_delete: 'Done' });
      case 'CreateDraftTweet': {
        const draft = { id: this.#newId(), text: digText(variables, 'post_tweet_request', 'status') ?? '' };
        mine(this.#drafts).push(draft);
        return done({ tweet: { rest_id: draft.id } });
      }
      case 'EditDraftTweet': {
        const edited = id('draft_tweet_id');
        drop(this.#drafts, edited);
        mine(this.#drafts).push({
          id: edited,
          text: digText(variables, 'post_tweet_request', 'status') ?? '',
        });
        return done({ tweet: { rest_id: edited } });
      }
      case 'DeleteDraftTweet':
        drop(this.#drafts, id('draft_tweet_id'));
        return done({ draft_delete: 'Done' });
      case 'CreateRetweet':
      case 'DeleteRetweet': {
        const post = this.#posts.find((p) => p.id === (id('tweet_id') || id('source_tweet_id')));
        if (post) post.repostedBy = toggled(post.repostedBy, me.id, operation === 'CreateRetweet');
        return done({ retweet: { rest_id: post?.id } });
      }
      case 'FavoriteTweet':
      case 'UnfavoriteTweet': {
        const post = this.#posts.find((p) => p.id === id('tweet_id'));
        if (post) post.likedBy = toggled(post.likedBy, me.id, operation === 'FavoriteTweet');
        return done({ favorite_tweet: 'Done' });
      }
      case 'DeleteTweet':
        this.#posts = this.#posts.filter((p) => p.id !== id('tweet_id') || p.authorId !== me.id);
        return done({ delete_tweet: { tweet_results: {} } });
      case 'SendMessageMutation': {
        const chat = this.#chats.find((c) => c.id === id('conversation_id'));
        if (chat) chat.messages = [...chat.messages, { authorId: me.id, text: id('text') }];
        return done({ send_message: 'Done' });
      }
      default:
        return sendJson(ask, 404, { errors: [{ message: 'unknown operation' }] });
    }
  }

  #rest(ask: Ask, me: Changeable<XUser>, operation: string, body: Record<string, unknown>): void {
    const left = /^1\.1\/dm\/conversation\/([\w-]+)\/delete\.json$/.exec(operation)?.[1];
    if (left) {
      this.#conversations = this.#conversations.filter((c) => c.id !== left);
      this.#chats = this.#chats.filter((c) => c.id !== left);
      return sendJson(ask, 200, {});
    }
    switch (operation) {
      case '1.1/account/multi/switch.json': {
        const next = this.#users.find((user) => user.id === body.user_id);
        if (!next) return sendJson(ask, 404, { errors: [{ message: 'no such account' }] });
        return sendJson(ask, 200, { data: this.#snapshot(next) }, { 'set-cookie': identityCookies(next.id) });
      }
      case '1.1/account/logout.json':
        return sendJson(ask, 200, { status: 'ok' }, { 'set-cookie': identityCookies(null) });
      case '1.1/account/update_profile.json':
        me.bio = String(body.description ?? me.bio);
        return sendJson(ask, 200, entity(me));
      case '1.1/blocks/create.json':
      case '1.1/blocks/destroy.json':
        return sendJson(ask, 200, { id_str: body.user_id });
      case '1.1/dm/new2.json': {
        const conversation = this.#conversations.find((c) => c.id === body.conversation_id);
        if (conversation)
          conversation.messages = [...conversation.messages, { authorId: me.id, text: String(body.text) }];
        return sendJson(ask, 200, { entries: [] });
      }
      case 'i/account/change_password.json':
        if (body.current_password === WRONG_PASSWORD) {
          return sendJson(ask, 400, {
            errors: [{ code: 114, message: 'The current password is not right.' }],
          });
        }
        if (body.password !== body.password_confirmation) {
          return sendJson(ask, 400, { errors: [{ code: 238, message: 'The two new passwords differ.' }] });
        }
        return sendJson(ask, 200, { status: 'ok' });
      default:
        return sendJson(ask, 404, { errors: [{ message: 'unknown path' }] });
    }
  }

  #newId(): string {
    this.#lastId += 1;
    return `1999${String(this.#lastId).padStart(15, '0')}`;
  }
}

/** A plain dark square, because a missing icon would stand as an error in every page's console. */
const FAVICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#0f1419"/></svg>';

/** The cookies by which X knows who acts; null signs out. `ct0` is read by the page, so neither is http-only. */
function identityCookies(id: string | null): string[] {
  const shared = 'Domain=.x.com; Path=/; Secure; SameSite=None';
  if (id === null) return [`twid=; Max-Age=0; ${shared}`, `ct0=; Max-Age=0; ${shared}`];
  return [`twid=u%3D${id}; ${shared}`, `ct0=${CSRF_TOKEN}; ${shared}`];
}

function entity(user: XUser): Record<string, string> {
  return { id_str: user.id, screen_name: user.handle, name: user.name, description: user.bio };
}

function toggled(list: readonly string[], id: string, on: boolean): string[] {
  const without = list.filter((other) => other !== id);
  return on ? [...without, id] : without;
}

const OTHERS: readonly XUser[] = [
  { id: '4400000001', handle: 'TeifiWeather', name: 'Teifi Weather', bio: 'Tides and forecasts.' },
  {
    id: '4400000002',
    handle: 'CyngorTeifi',
    name: 'Cyngor Dyffryn Teifi',
    bio: 'Eich cyngor lleol. / Your local council.',
  },
  { id: '4400000003', handle: 'aberteifi_lil', name: 'Lil o Aberteifi', bio: 'Bakes, gossip, opinions.' },
];

const FIRST_POSTS: readonly Pick<XPost, 'id' | 'authorId' | 'text' | 'quoteOf'>[] = [
  {
    id: '1990000000000000001',
    authorId: '2211000001',
    text: 'We are at an incident on Cardigan quay. Please keep away from the area. #TeifiSafe',
    quoteOf: null,
  },
  {
    id: '1990000000000000002',
    authorId: '4400000002',
    text: 'Mae Ffordd y Cei ar gau am y tro. Diolch am eich amynedd.',
    quoteOf: null,
  },
  {
    id: '1990000000000000003',
    authorId: '4400000001',
    text: 'High water 18:42 at Cardigan, 4.6 m. Strong south-westerly until midnight.',
    quoteOf: null,
  },
  {
    id: '1990000000000000004',
    authorId: '2211000002',
    text: 'Lambing season: please keep dogs on leads. / Tymor wyna: cadwch gŵn ar dennyn os gwelwch yn dda.',
    quoteOf: null,
  },
  {
    id: '1990000000000000005',
    authorId: '4400000003',
    text: 'Anyone know what is going on by the bridge?',
    quoteOf: '1990000000000000001',
  },
  {
    id: '1990000000000000006',
    authorId: '3300000001',
    text: 'First swim of the year. Never again. (Same time tomorrow.)',
    quoteOf: null,
  },
];

const FIRST_CONVERSATIONS: readonly XConversation[] = [
  {
    id: '1890000000000000001',
    name: 'Teifi press group',
    group: true,
    messages: [
      { authorId: '4400000002', text: 'Oes rhywun o’r cyfryngau wedi cysylltu?' },
      { authorId: '2211000001', text: 'Lines to follow by four.' },
    ],
  },
  {
    id: '2211000001-4400000001',
    name: 'Teifi Weather',
    group: false,
    messages: [{ authorId: '4400000001', text: 'Flood alert coming at six.' }],
  },
];

const FIRST_CHATS: readonly XConversation[] = [
  {
    id: 'g1890000000000000009',
    name: 'Harbour partners',
    group: true,
    messages: [{ authorId: '4400000001', text: 'Slipway closed for the weekend.' }],
  },
  {
    id: '2211000001-4400000003',
    name: 'Lil o Aberteifi',
    group: false,
    messages: [{ authorId: '4400000003', text: 'Hello?' }],
  },
];
