import type { ControlState } from '../../control-model';

/** The element with this id. Throws when the page lacks it. */
function get<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`the page has no ${id}`);
  return element;
}

const time = (at: number | string): string => new Date(at).toLocaleTimeString('en-GB');

function line(className: string, ...parts: string[]): HTMLLIElement {
  const item = document.createElement('li');
  item.className = className;
  for (const part of parts) {
    const span = document.createElement('span');
    span.textContent = part;
    item.append(span);
  }
  return item;
}

function show(state: ControlState): void {
  get('board-line', HTMLParagraphElement).textContent =
    `Board number ${state.sequence}, signed at ${time(state.signedAt)}.`;
  get('notices', HTMLUListElement).replaceChildren(
    ...state.notices.map((notice) =>
      line(
        notice.open ? 'open' : 'over',
        notice.messageType === 'cancel' ? 'stood down' : notice.level.replaceAll('-', ' '),
        notice.status,
        notice.open ? `until ${time(notice.expires)}` : 'over',
      ),
    ),
  );
  const code = get('code', HTMLTextAreaElement);
  if (code.value !== state.joiningCode) code.value = state.joiningCode;
  get('fault', HTMLSelectElement).value = state.fault;
  get('relay-label', HTMLLabelElement).hidden = state.relayFault === null;
  get('relay-fault', HTMLSelectElement).value = state.relayFault ?? 'none';
  get('switching', HTMLSelectElement).value = state.xSwitching;
  get('language', HTMLSelectElement).value = state.facebookLanguage;
  get('journal', HTMLOListElement).replaceChildren(
    ...state.journal
      .toReversed()
      .map((entry) =>
        line(
          entry.publishes ? 'published' : 'quiet',
          time(entry.at),
          entry.platform,
          entry.operation + (entry.accepted ? '' : ' (refused)'),
          entry.actor ?? '',
          entry.text ?? '',
        ),
      ),
  );
}

async function act(action: string, options: Record<string, string> = {}): Promise<void> {
  const response = await fetch(`/api/${action}`, { method: 'POST', body: JSON.stringify(options) });
  // The server of this page answers with the shape of control-model.ts, here and below.
  if (response.ok) show((await response.json()) as ControlState);
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-action]')) {
  button.addEventListener('click', () => void act(button.dataset.action ?? ''));
}
const fault = get('fault', HTMLSelectElement);
fault.addEventListener('change', () => void act('board-fault', { fault: fault.value }));
const relayFault = get('relay-fault', HTMLSelectElement);
relayFault.addEventListener('change', () => void act('relay-fault', { fault: relayFault.value }));
const switching = get('switching', HTMLSelectElement);
switching.addEventListener('change', () => {
  void act('settings', { xSwitching: switching.value, facebookSwitching: switching.value });
});
const language = get('language', HTMLSelectElement);
language.addEventListener('change', () => void act('settings', { facebookLanguage: language.value }));
const copy = get('copy', HTMLButtonElement);
copy.addEventListener('click', async () => {
  const code = get('code', HTMLTextAreaElement);
  await navigator.clipboard.writeText(code.value).catch(() => {
    // Where the clipboard is not allowed the code is at least selected.
    code.select();
  });
  copy.textContent = 'Copied';
});

new EventSource('/events').addEventListener('message', (event: MessageEvent<string>) =>
  show(JSON.parse(event.data)),
);
fetch('/api/state')
  .then((response) => response.json())
  .then((state: ControlState) => show(state))
  .catch(() => {
    get('board-line', HTMLParagraphElement).textContent = 'The stage does not answer.';
  });
