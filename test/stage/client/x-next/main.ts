/**
 * X's rewrite, of which only the signed-out pages have been seen: no test ids, no `time` elements, utility classes.
 * It posts by the same operation as the older pages.
 */
interface NextState {
  readonly stage: {
    readonly me: { readonly id: string; readonly handle: string; readonly name: string } | null;
  };
}

declare global {
  interface Window {
    __TSR_ROUTER__?: NextState;
  }
}

const root = document.getElementById('root');
const user = window.__TSR_ROUTER__?.stage.me ?? null;

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

if (root) root.append(user ? homePage(user) : signedOutPage());

function signedOutPage(): HTMLElement {
  const page = make('main', 'flex flex-col gap-4 p-8');
  page.append(make('h1', 'text-2xl font-bold', 'See what is happening'));
  const link = make('a', 'underline', 'Sign in');
  link.href = '/i/flow/login';
  page.append(link);
  return page;
}

function homePage(acting: { readonly handle: string; readonly name: string }): HTMLElement {
  const page = make('main', 'flex flex-col gap-4 p-8');
  const head = make('a', 'font-bold', acting.name);
  head.href = `/${acting.handle}`;
  const editor = make('div', 'min-h-12 border rounded p-3');
  editor.contentEditable = 'true';
  editor.setAttribute('role', 'textbox');
  editor.setAttribute('aria-label', 'Post text');
  const button = make('button', 'rounded-full px-4 py-2 font-bold', 'Post');
  button.type = 'button';
  const status = make('p', 'text-sm', '');
  button.addEventListener('click', async () => {
    const text = editor.innerText.trim();
    if (!text) return;
    const response = await fetch('/i/api/graphql/qnext/CreateTweet', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-csrf-token': /ct0=([^;]+)/.exec(document.cookie)?.[1] ?? '',
      },
      body: JSON.stringify({ variables: { tweet_text: text }, features: {}, queryId: 'qnext' }),
    }).catch(() => null);
    status.textContent = response?.ok ? 'Sent' : 'That did not go through';
    if (response?.ok) editor.textContent = '';
  });
  page.append(head, editor, button, status);
  return page;
}

export {};
