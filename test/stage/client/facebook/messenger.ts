import { avatar } from './dialogs';
import { button, icon, make } from './dom';
import { makeEditor } from './editor';
import { actorOf, attempt, mutate, words } from './state';

/** Whom one can write to in the stand-in. */
export const PARTNER_ID = '100000000000901';

/** A conversation with one person. Enter sends a direct message: it is no comment and publishes nothing. */
function conversation(partner: string): HTMLElement {
  const w = words();
  const lines = make('div', { role: 'log', class: 'lines' }, make('div', { class: 'line' }, '👋'));
  const submit = async () => {
    const text = editor.text();
    if (text.trim() === '') return;
    editor.clear();
    const sent = await attempt(() => mutate('MessengerSend', { thread_id: partner, message: { text } }));
    if (sent) lines.append(make('div', { class: 'line mine' }, text));
  };
  const send = button(w.send, () => void submit(), icon('send'));
  send.classList.add('round');
  const editor = makeEditor({ prompt: 'Aa', label: w.message, onEnter: () => void submit() });
  return make('div', {}, lines, make('div', { role: 'group', class: 'message-row' }, editor.element, send));
}

/** The small chat window at the foot of any page. Opening it again closes it. */
export function toggleChat(): void {
  const open = document.querySelector('.chat');
  if (open) {
    open.remove();
    return;
  }
  const w = words();
  const name = actorOf(PARTNER_ID).name;
  const chat = make('div', { 'aria-label': w.chatWith(name), class: 'chat card' });
  const close = button(w.close, () => chat.remove(), icon('close'));
  close.classList.add('round');
  chat.append(
    make('div', { class: 'who' }, avatar(PARTNER_ID), make('b', { class: 'grow' }, name), close),
    conversation(PARTNER_ID),
  );
  document.body.append(chat);
}

/** The page of one conversation. */
export function conversationPage(partner: string): HTMLElement {
  const name = actorOf(partner).name;
  return make(
    'div',
    { class: 'card', 'aria-label': words().conversationWith(name) },
    make('h1', {}, name),
    conversation(partner),
  );
}
