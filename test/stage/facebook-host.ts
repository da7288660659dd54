import { FACEBOOK_ACCOUNTS, findFacebookAccount } from './accounts';
import type { Bundles } from './bundle';
import type {
  FacebookActor,
  FacebookComment,
  FacebookLanguage,
  FacebookPost,
  FacebookSnapshot,
} from './facebook-model';
import {
  type Ask,
  breakOff,
  dig,
  digText,
  isRecord,
  makeNonce,
  parseJsonBody,
  redirect,
  scriptJson,
  send,
  sendJson,
} from './http';
import type { Journal } from './journal';
import { WRONG_PASSWORD } from './x-host';

type Changeable<T> = { -readonly [K in keyof T]: T[K] };

/** The languages a page can be asked for with `?lang=` or {@link FacebookHost.language}. */
export const FACEBOOK_LANGUAGES: readonly FacebookLanguage[] = ['en', 'cy', 'vi'];

/** The stand-in Facebook: its pages, its Accounts Center and what happens when they publish. */
export class FacebookHost {
  /** How a change of profile happens. `?switch=` overrides it for one page. */
  switching: 'reload' | 'in-place' = 'reload';
  /** The language of the interface: only what people read and hear changes with it. `?lang=` overrides it. */
  language: FacebookLanguage = 'en';
  /** Where a Page's "Post settings" stand: both ways fit what is known. `?steps=` overrides it. */
  pageSteps: 'one-dialog' | 'two-dialogs' = 'one-dialog';
  /** What happens to requests that publish. */
  publishing: 'works' | 'network-error' | 'refused' = 'works';
  readonly #journal: Journal;
  readonly #bundles: Bundles;
  #lastId = 0;
  #posts: Changeable<FacebookPost>[] = [];

  constructor(journal: Journal, bundles: Bundles) {
    this.#journal = journal;
    this.#bundles = bundles;
    this.reset();
  }

  /** Puts posts and settings back to how they were at the start. */
  reset(): void {
    this.switching = 'reload';
    this.language = 'en';
    this.pageSteps = 'one-dialog';
    this.publishing = 'works';
    this.#lastId = 0;
    this.#posts = FIRST_POSTS.map((post) => ({ ...post }));
  }

  /** The posts as they stand, newest first. */
  get posts(): readonly FacebookPost[] {
    return this.#posts;
  }

  /** Answers a request to one of Facebook's hosts. */
  handle(ask: Ask): void {
    const { pathname } = ask.url;
    if (pathname.startsWith('/rsrc.php/')) {
      return send(ask, 200, 'text/javascript; charset=utf-8', this.#bundles.script.facebook, {
        'cache-control': 'public, max-age=3600',
      });
    }
    if (pathname === '/stage/sign-in') return this.#signIn(ask);
    if (pathname === '/api/graphql/' && ask.method === 'POST') return this.#graphql(ask);
    if (pathname === '/stage/snapshot') return sendJson(ask, 200, this.#snapshot(ask));
    if (ask.method !== 'GET') return send(ask, 405, 'text/plain', 'no');
    if (pathname === '/favicon.ico') return send(ask, 200, 'image/svg+xml', FAVICON);
    if (/\.(ico|png|js|css|txt)$/.test(pathname)) return send(ask, 404, 'text/plain', 'not here');
    if (ask.host === 'www.facebook.com' || ask.host === 'accountscenter.facebook.com') return this.#page(ask);
    return this.#plainPage(ask);
  }

  /** A way in for people who try the stage by hand; tests set cookies themselves. */
  #signIn(ask: Ask): void {
    const account = findFacebookAccount(ask.url.searchParams.get('as'));
    redirect(ask, ask.url.searchParams.get('to') ?? '/', {
      'set-cookie': [
        cookie('c_user', account?.loginId ?? null),
        cookie('i_user', account && account.id !== account.loginId ? account.id : null),
      ],
    });
  }

  /** The signed-in login and who acts, as the cookies have it. */
  #identity(ask: Ask): { login: FacebookActor | null; acting: FacebookActor | null } {
    const login =
      ACTORS.find((actor) => actor.id === ask.cookies.get('c_user') && actor.kind === 'login') ?? null;
    const page = ACTORS.find((actor) => actor.id === ask.cookies.get('i_user')) ?? null;
    const allowed =
      login && page && FACEBOOK_ACCOUNTS.some((a) => a.id === page.id && a.loginId === login.id);
    return { login, acting: allowed ? page : login };
  }

  #snapshot(ask: Ask): FacebookSnapshot {
    const { login, acting } = this.#identity(ask);
    const language = FACEBOOK_LANGUAGES.find((l) => l === ask.url.searchParams.get('lang')) ?? this.language;
    const asked = ask.url.searchParams.get('switch');
    const steps = ask.url.searchParams.get('steps');
    return {
      login,
      acting,
      profiles: ACTORS.filter((actor) =>
        FACEBOOK_ACCOUNTS.some((a) => a.id === actor.id && a.loginId === login?.id),
      ),
      actors: ACTORS,
      posts: this.#posts,
      language,
      switching: asked === 'reload' || asked === 'in-place' ? asked : this.switching,
      pageSteps: steps === 'one-dialog' || steps === 'two-dialogs' ? steps : this.pageSteps,
    };
  }

  #page(ask: Ask): void {
    const snapshot = this.#snapshot(ask);
    const { login, acting } = snapshot;
    const nonce = makeNonce();
    const user = {
      ACCOUNT_ID: login?.id ?? '0',
      USER_ID: acting?.id ?? '0',
      NAME: acting?.name ?? '',
      SHORT_NAME: FACEBOOK_ACCOUNTS.find((a) => a.id === acting?.id)?.shortName ?? '',
      IS_BUSINESS_PERSON_ACCOUNT: false,
      IS_FACEBOOK_WORK_ACCOUNT: false,
      IS_ADDITIONAL_PROFILE_PLUS: acting?.kind === 'page',
      APP_ID: '2220391788200892',
    };
    const modules = {
      require: [
        [
          'ScheduledServerJS',
          'handle',
          null,
          [
            {
              __bbox: {
                define: [
                  ['CurrentUserInitialData', [], user, 270],
                  ['StageData', [], snapshot, 9001],
                ],
              },
            },
          ],
        ],
      ],
    };
    const html = `<!DOCTYPE html><html lang="${snapshot.language}" id="facebook" class="no_js"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Facebook</title><style>${this.#bundles.style.facebook}</style></head>
<body class="_6s5d"><script type="application/json" data-content-len="1" data-sjs>${scriptJson(modules)}</script>
<div id="mount_0_0_st"></div><script src="/rsrc.php/v4/y${this.#bundles.hash}/main.js" nonce="${nonce}"></script></body></html>`;
    send(ask, 200, 'text/html; charset=utf-8', html, {
      // Pages may go into the back-forward cache, so that coming back from it can be tried.
      'cache-control': 'private, no-cache',
      'content-security-policy': [
        "default-src 'self' data: blob:",
        `script-src 'self' 'nonce-${nonce}' blob: data:`,
        "style-src 'self' 'unsafe-inline' data: blob:",
        "connect-src 'self' blob: https://*.facebook.com",
        "img-src 'self' data: blob:",
        "worker-src 'self' blob: data:",
        "object-src 'none'",
        'block-all-mixed-content',
      ].join('; '),
      'x-frame-options': 'DENY',
    });
  }

  #plainPage(ask: Ask): void {
    const { acting } = this.#identity(ask);
    send(
      ask,
      200,
      'text/html; charset=utf-8',
      `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${ask.host}</title></head><body><div role="main">
<h1>${ask.host}</h1><p>${acting ? `Signed in as ${acting.name}` : 'Signed out'}</p><textarea aria-label="Post text"></textarea><div role="button" tabindex="0">Post</div></div></body></html>`,
      { 'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'" },
    );
  }

  #graphql(ask: Ask): void {
    const form = Object.fromEntries(new URLSearchParams(ask.body));
    const variables = parseJsonBody(form.variables ?? '');
    const operation = form.fb_api_req_friendly_name ?? '';
    const { login, acting } = this.#identity(ask);
    const actorId = digText(variables, 'input', 'actor_id');
    // The real one refuses to publish for anybody but who acts; a stale tab runs into this.
    const rightActor =
      acting !== null && form.av === acting.id && (actorId === undefined || actorId === acting.id);
    const switching = operation === 'CometProfileSwitchMutation';
    const text = digText(variables, 'input', 'message', 'text') ?? digText(variables, 'message', 'text');
    const entry = this.#journal.add({
      platform: 'facebook',
      host: ask.host,
      method: ask.method,
      path: ask.url.pathname,
      operation,
      actor: form.av ?? null,
      body: { ...form, variables },
      accepted: (rightActor || (switching && login !== null)) && this.publishing === 'works',
      ...(text !== undefined && { text }),
    });
    const refuse = (message: string) =>
      sendJson(ask, 200, { errors: [{ message, severity: 'CRITICAL' }], data: null });
    if (!login || !acting) return refuse('not signed in');
    if (switching) return this.#switchProfile(ask, login, digText(variables, 'profile_id') ?? '');
    if (!rightActor) return refuse('the acting profile has changed');
    if (entry.publishes && this.publishing === 'network-error') return breakOff(ask);
    if (entry.publishes && this.publishing === 'refused') return refuse('try again later');
    const input = dig(variables, 'input');
    const problem = this.#apply(operation, acting, isRecord(input) ? input : {}, text ?? '');
    if (problem) return refuse(problem);
    sendJson(ask, 200, { data: { ok: true } });
  }

  #switchProfile(ask: Ask, login: FacebookActor, profileId: string): void {
    const account = FACEBOOK_ACCOUNTS.find((a) => a.id === profileId && a.loginId === login.id);
    if (!account) return sendJson(ask, 200, { errors: [{ message: 'no such profile' }], data: null });
    sendJson(
      ask,
      200,
      { data: { profile_switcher_comet_login: { id: account.id } } },
      { 'set-cookie': cookie('i_user', account.id === account.loginId ? null : account.id) },
    );
  }

  /** Does what an operation asks; gives the problem where it cannot. */
  #apply(
    operation: string,
    acting: FacebookActor,
    input: Record<string, unknown>,
    text: string,
  ): string | null {
    const find = (field: string) => this.#posts.find((post) => post.id === input[field]);
    switch (operation) {
      case 'ComposerStoryCreateMutation':
      case 'CometReshareStoryCreateMutation':
      case 'useCometFeedToFeedReshare_FeedToFeedMutation': {
        if (isRecord(input.unpublished_content_data)) return null;
        this.#posts.unshift({
          id: this.#newId(),
          authorId: acting.id,
          text,
          groupId: digText(input, 'audience', 'to_id') ?? null,
          sharedId: digText(input, 'shared_story_id') ?? null,
          comments: [],
        });
        return null;
      }
      case 'ComposerStoryEditMutation': {
        const post = find('story_id');
        if (!post || post.authorId !== acting.id) return 'not your post';
        post.text = text;
        return null;
      }
      case 'useCometTrashPostMutation':
        this.#posts = this.#posts.filter((post) => post.id !== input.story_id || post.authorId !== acting.id);
        return null;
      case 'useCometUFICreateCommentMutation': {
        const post = find('feedback_id');
        if (!post) return 'no such post';
        post.comments = [...post.comments, { id: this.#newId(), authorId: acting.id, text }];
        return null;
      }
      case 'CometUFIEditCommentMutation':
        for (const post of this.#posts) {
          post.comments = post.comments.map(
            (comment): FacebookComment => (comment.id === input.comment_id ? { ...comment, text } : comment),
          );
        }
        return null;
      case 'useFXSettingsChangePasswordMutation':
        return digText(input, 'current_password_enc', 'sensitive_string_value') === WRONG_PASSWORD
          ? 'wrong-password'
          : null;
      case 'MessengerSend':
        return null;
      default:
        return 'unknown operation';
    }
  }

  #newId(): string {
    this.#lastId += 1;
    return `8800000000${String(this.#lastId).padStart(5, '0')}`;
  }
}

const FAVICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="8" fill="#3b5ea8"/></svg>';

function cookie(name: string, value: string | null): string {
  return `${name}=${value ?? ''}; Domain=.facebook.com; Path=/; Secure; SameSite=None${value === null ? '; Max-Age=0' : ''}`;
}

const ACTORS: readonly FacebookActor[] = [
  ...FACEBOOK_ACCOUNTS.map(({ id, name, kind }) => ({ id, name, kind })),
  { id: '100000000000901', name: 'Lil Aberteifi', kind: 'login' },
  { id: '61560000000902', name: 'Cyngor Dyffryn Teifi', kind: 'page' },
];

const FIRST_POSTS: readonly FacebookPost[] = [
  {
    id: '770000000000001',
    authorId: '61550000000001',
    text: 'We are at an incident on Cardigan quay. Please keep away from the area.',
    groupId: null,
    sharedId: null,
    comments: [
      { id: '770000000000011', authorId: '100000000000901', text: 'Is everybody all right?' },
      { id: '770000000000012', authorId: '61550000000001', text: 'Nobody is hurt. More here soon.' },
    ],
  },
  {
    id: '770000000000002',
    authorId: '61560000000902',
    text: 'Mae Ffordd y Cei ar gau am y tro. Diolch am eich amynedd.',
    groupId: null,
    sharedId: null,
    comments: [],
  },
  {
    id: '770000000000003',
    authorId: '100000000000201',
    text: 'First swim of the year. Never again.',
    groupId: null,
    sharedId: null,
    comments: [],
  },
  {
    id: '770000000000004',
    authorId: '100000000000901',
    text: 'Has anybody seen a grey cat near the bridge?',
    groupId: '550000000000077',
    sharedId: null,
    comments: [],
  },
  {
    id: '770000000000005',
    authorId: '100000000000101',
    text: 'Rota for the open day is in the usual place.',
    groupId: null,
    sharedId: null,
    comments: [],
  },
];
