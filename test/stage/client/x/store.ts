import { useEffect, useReducer } from 'react';
import type { XPost, XScheduled, XSnapshot, XUser } from '../../x-model';

/** A layer over the page, with the address it shows while open. */
export type Layer =
  | {
      readonly kind: 'compose';
      readonly path: string;
      readonly replyTo?: XPost;
      readonly quote?: XPost;
      readonly text?: string;
      readonly scheduled?: XScheduled;
    }
  | {
      readonly kind: 'schedule';
      readonly path: string;
      readonly at: number | null;
      readonly confirm: (at: number) => void;
    }
  | { readonly kind: 'unsent'; readonly path: string; readonly tab: 'drafts' | 'scheduled' }
  | { readonly kind: 'switch'; readonly path: string }
  | { readonly kind: 'edit-profile'; readonly path: string };

/** A question that must be answered before something happens. */
export interface Sheet {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly danger: boolean;
  readonly onConfirm: () => void;
  readonly onCancel?: () => void;
}

/** One line of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly testId?: string;
  /** With an address the item is a link, as X makes "Quote" one. */
  readonly href?: string;
  readonly danger?: boolean;
  readonly pick: () => void;
}

interface State {
  readonly snapshot: XSnapshot;
  /** The page below the layers. */
  readonly path: string;
  readonly layers: readonly Layer[];
  readonly menu: { readonly items: readonly MenuItem[]; readonly x: number; readonly y: number } | null;
  readonly sheet: Sheet | null;
  readonly toast: string | null;
  readonly width: number;
}

declare global {
  interface Window {
    __INITIAL_STATE__?: { stage: XSnapshot };
  }
}

const initial = window.__INITIAL_STATE__?.stage;
if (!initial) throw new Error('the page came without its state');

let state: State = {
  snapshot: initial,
  path: '/home',
  layers: [],
  menu: null,
  sheet: null,
  toast: null,
  width: window.innerWidth,
};
const listeners = new Set<() => void>();

/** The page's state now. */
export function getState(): State {
  return state;
}

/** Changes the page's state and draws it anew. */
export function setState(change: Partial<State>): void {
  state = { ...state, ...change };
  for (const listener of [...listeners]) listener();
}

/** The page's state, in a component. */
export function useStore(): State {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    listeners.add(draw);
    draw();
    return () => void listeners.delete(draw);
  }, []);
  return state;
}

/** The user with this id; an unknown id gives a nameless one. */
export function userOf(id: string): XUser {
  return (
    state.snapshot.users.find((user) => user.id === id) ?? { id, handle: 'unknown', name: 'Unknown', bio: '' }
  );
}

/** The account that acts. Throws when signed out, where none of this is drawn. */
export function me(): XUser {
  if (!state.snapshot.me) throw new Error('nobody is signed in');
  return state.snapshot.me;
}

// Addresses -------------------------------------------------------------------------------------------------

function readLayers(path: string, params: URLSearchParams): Layer[] | null {
  if (path === '/intent/post' || path === '/intent/tweet') {
    const text = [params.get('text'), params.get('url')].filter(Boolean).join(' ');
    return [{ kind: 'compose', path: path + location.search, text }];
  }
  if (path === '/compose/post') return [{ kind: 'compose', path }];
  if (path === '/compose/post/schedule') {
    return [{ kind: 'compose', path: '/compose/post' }];
  }
  if (path === '/compose/post/unsent/scheduled') return [{ kind: 'unsent', path, tab: 'scheduled' }];
  if (path === '/compose/post/unsent/drafts') return [{ kind: 'unsent', path, tab: 'drafts' }];
  if (path === '/account/switch') return [{ kind: 'switch', path }];
  return null;
}

/** Reads the address bar into the state: at the start, and when the visitor goes back or forward. */
export function readAddress(): void {
  const layers = readLayers(location.pathname, new URLSearchParams(location.search));
  if (layers) {
    // Going back from a second layer to a first must keep the first one's draft.
    const kept = state.layers.slice(0, layers.length);
    const same = kept.length === layers.length && kept.every((layer, i) => layer.path === layers[i]?.path);
    setState({ layers: same ? kept : layers, menu: null, sheet: null });
    return;
  }
  const path = location.pathname === '/settings/profile' ? `/${me().handle}` : location.pathname;
  const layers2: Layer[] =
    location.pathname === '/settings/profile' ? [{ kind: 'edit-profile', path: location.pathname }] : [];
  setState({
    path: path === '/' || path === '/hostile' ? '/home' : path,
    layers: layers2,
    menu: null,
    sheet: null,
  });
}

/** Goes to a page of the site without loading anew. */
export function go(path: string): void {
  history.pushState({}, '', path);
  readAddress();
  window.scrollTo(0, 0);
}

/** Opens a layer over the page and shows its address. */
export function openLayer(layer: Layer): void {
  history.pushState({}, '', layer.path);
  setState({ layers: [...state.layers, layer], menu: null });
}

/** Closes the topmost layer and shows the address below it. */
export function closeLayer(): void {
  const layers = state.layers.slice(0, -1);
  history.pushState({}, '', layers.at(-1)?.path ?? state.path);
  setState({ layers, sheet: null });
}

/** Closes every layer. */
export function closeLayers(): void {
  history.pushState({}, '', state.path);
  setState({ layers: [], sheet: null });
}

// Requests --------------------------------------------------------------------------------------------------

function csrf(): string {
  return /(?:^|; )ct0=([^;]+)/.exec(document.cookie)?.[1] ?? '';
}

async function send(path: string, body: string, type: string): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-csrf-token': csrf(),
      authorization: 'Bearer stage',
      'x-twitter-active-user': 'yes',
      'x-twitter-auth-type': 'OAuth2Session',
    },
    credentials: 'include',
    body,
  });
  if (!response.ok) throw new RequestError(response.status, await response.json().catch(() => null));
  return response.json();
}

/** Thrown when the site answers a request with an error. */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly answer: unknown,
  ) {
    super(`the request failed with ${status}`);
  }
}

/** The id that stands before an operation's name in its address; X changes these often, so any stable text does. */
function queryId(operation: string): string {
  let n = 7;
  for (const c of operation) n = (n * 31 + c.charCodeAt(0)) >>> 0;
  return `q${n.toString(36)}`;
}

/** Sends a GraphQL operation as X does: its name is the last part of the address. Throws {@link RequestError}. */
export function graphql(operation: string, variables: Record<string, unknown>): Promise<unknown> {
  const id = queryId(operation);
  return send(
    `/i/api/graphql/${id}/${operation}`,
    JSON.stringify({ variables, features: { view_counts_everywhere_api_enabled: true }, queryId: id }),
    'application/json',
  );
}

/** Sends a form to one of the older addresses. Throws {@link RequestError}. */
export function rest(path: string, fields: Record<string, string>): Promise<unknown> {
  return send(path, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
}

/** Sends JSON to one of the older addresses. Throws {@link RequestError}. */
export function restJson(path: string, fields: Record<string, unknown>): Promise<unknown> {
  return send(path, JSON.stringify(fields), 'application/json');
}

function readSnapshot(answer: unknown): XSnapshot | null {
  // The stage's own server always answers with the shape of x-model.ts.
  const data = (answer as { data?: XSnapshot } | null)?.data;
  return data?.users ? data : null;
}

/** Fetches what the page shows and draws it. A failure leaves the page as it is. */
export async function refresh(): Promise<void> {
  const response = await fetch(`/i/api/graphql/${queryId('HomeTimeline')}/HomeTimeline`).catch(() => null);
  const snapshot = response?.ok ? readSnapshot(await response.json()) : null;
  if (snapshot) setState({ snapshot: { ...snapshot, switching: state.snapshot.switching } });
}

/** Lets another signed-in account act, by loading the page anew or in place. */
export async function switchAccount(id: string): Promise<void> {
  const answer = await rest('/i/api/1.1/account/multi/switch.json', { user_id: id });
  if (state.snapshot.switching === 'reload') {
    location.assign('/home');
    return;
  }
  const snapshot = readSnapshot(answer);
  history.pushState({}, '', '/home');
  if (snapshot) {
    setState({ snapshot: { ...snapshot, switching: 'in-place' }, path: '/home', layers: [], menu: null });
  }
}

let toastTimer = 0;
/** Shows a short message at the foot of the page for a few seconds. */
export function toast(text: string): void {
  clearTimeout(toastTimer);
  setState({ toast: text });
  toastTimer = window.setTimeout(() => setState({ toast: null }), 6_000);
}

/** Does something on the site; when that fails says so and gives false, so that nothing typed is thrown away. */
export async function attempt(work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work();
  } catch {
    toast('That did not go through. Please try again.');
    return false;
  }
  if (done) toast(done);
  await refresh();
  return true;
}
