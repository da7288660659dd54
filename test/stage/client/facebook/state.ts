import type { FacebookActor, FacebookSnapshot } from '../../facebook-model';
import { WORDS, type Words } from './words';

let snapshot = readInline();
const listeners = new Set<() => void>();

/** Finds what the server wrote into the page, in the way Facebook hands its modules their data. */
function readInline(): FacebookSnapshot {
  for (const script of document.querySelectorAll('script[type="application/json"]')) {
    const define = findDefine(JSON.parse(script.textContent ?? 'null'));
    if (define) return define;
  }
  throw new Error('the page came without its data');
}

function findDefine(value: unknown): FacebookSnapshot | null {
  if (!Array.isArray(value)) {
    if (typeof value !== 'object' || value === null) return null;
    return Object.values(value).reduce<FacebookSnapshot | null>(
      (found, part) => found ?? findDefine(part),
      null,
    );
  }
  // The stage's own server wrote it in this shape.
  if (value[0] === 'StageData') return value[2] as FacebookSnapshot;
  return value.reduce<FacebookSnapshot | null>((found, part) => found ?? findDefine(part), null);
}

/** What the page shows now. */
export function data(): FacebookSnapshot {
  return snapshot;
}

/** The words of the page's language. */
export function words(): Words {
  return WORDS[snapshot.language];
}

/** Who acts, as this page knows it. Throws when signed out, where nothing that asks is drawn. */
export function acting(): FacebookActor {
  if (!snapshot.acting) throw new Error('nobody is signed in');
  return snapshot.acting;
}

/** The actor with this id; an unknown id gives a nameless one. */
export function actorOf(id: string): FacebookActor {
  return snapshot.actors.find((actor) => actor.id === id) ?? { id, name: '?', kind: 'login' };
}

/** Sets what is done whenever the page is to be drawn anew. */
export function onChange(listener: () => void): void {
  listeners.add(listener);
}

/** Draws the page anew. */
export function redraw(): void {
  for (const listener of [...listeners]) listener();
}

/** Changes page without loading anew. */
export function go(path: string): void {
  history.pushState({}, '', path + location.search);
  redraw();
  window.scrollTo(0, 0);
}

/** Thrown when Facebook refuses a request; its message is the server's. */
export class RefusedError extends Error {}

let requests = 0;

/** Sends a mutation in the form Facebook's own page uses. Throws {@link RefusedError}, or fetch's error. */
export async function mutate(
  name: string,
  input: Record<string, unknown>,
  extra: Record<string, unknown> = {},
): Promise<void> {
  const actor = acting();
  requests += 1;
  const body = new URLSearchParams({
    av: actor.id,
    __user: snapshot.login?.id ?? '0',
    __a: '1',
    __req: requests.toString(36),
    dpr: '1',
    fb_dtsg: 'stage',
    fb_api_caller_class: 'RelayModern',
    fb_api_req_friendly_name: name,
    server_timestamps: 'true',
    variables: JSON.stringify({
      input: { actor_id: actor.id, client_mutation_id: String(requests), ...input },
      ...extra,
    }),
    doc_id: String(24_000_000_000_000_000 + name.length * 7_919),
  });
  const response = await fetch('/api/graphql/', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-fb-friendly-name': name,
      'x-fb-lsd': 'stage',
    },
    body: body.toString(),
  });
  // The stage's own server answers in this shape, which is Facebook's.
  const answer = (await response.json()) as { errors?: { message: string }[] };
  const problem = answer.errors?.[0];
  if (problem) throw new RefusedError(problem.message);
}

/** Fetches the posts again and draws them. Who acts stays as this page knows it. */
export async function refresh(): Promise<void> {
  const response = await fetch(`/stage/snapshot${location.search}`);
  const fresh = (await response.json()) as FacebookSnapshot; // as above
  snapshot = { ...snapshot, posts: fresh.posts };
  redraw();
}

/** Lets another profile of the login act, by loading the page anew or in place. */
export async function switchProfile(id: string): Promise<void> {
  await mutate('CometProfileSwitchMutation', {}, { profile_id: id });
  if (snapshot.switching === 'reload') {
    location.assign(`/${location.search}`);
    return;
  }
  const response = await fetch(`/stage/snapshot${location.search}`);
  const fresh = (await response.json()) as FacebookSnapshot; // as above
  snapshot = { ...fresh, switching: snapshot.switching, language: snapshot.language };
  rewriteInline(fresh);
  history.pushState({}, '', `/${location.search}`);
  redraw();
}

/** After a switch in place the page's inline data are those of the new profile, in a new script. */
function rewriteInline(fresh: FacebookSnapshot): void {
  const user = {
    ACCOUNT_ID: fresh.login?.id ?? '0',
    USER_ID: fresh.acting?.id ?? '0',
    NAME: fresh.acting?.name ?? '',
    SHORT_NAME: fresh.acting?.name ?? '',
  };
  const script = document.createElement('script');
  script.type = 'application/json';
  script.textContent = JSON.stringify({
    require: [
      [
        'ScheduledServerJS',
        'handle',
        null,
        [{ __bbox: { define: [['CurrentUserInitialData', [], user, 270]] } }],
      ],
    ],
  });
  document.querySelector('script[type="application/json"]')?.replaceWith(script);
}

/** Shows a short message at the foot of the page. */
export function say(text: string): void {
  const place = document.getElementById('stage-says');
  if (place) place.textContent = text;
}

/** Does something and says so when it fails; gives whether it worked. */
export async function attempt(work: () => Promise<void>): Promise<boolean> {
  try {
    say('');
    await work();
    return true;
  } catch {
    say(words().failed);
    return false;
  }
}
