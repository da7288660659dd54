import { avatar, openMenu } from './dialogs';
import { button, icon, link, make } from './dom';
import { composerOpener, feed } from './feed';
import { conversationPage, PARTNER_ID, toggleChat } from './messenger';
import { passwordPage } from './password';
import { acting, actorOf, attempt, data, go, onChange, switchProfile, words } from './state';

/** The group of the stand-in. */
const GROUP_ID = '550000000000077';
/** Where Pages see what is scheduled; its page is of the unguarded kind. */
const SCHEDULED_URL = 'https://business.facebook.com/latest/posts/scheduled_posts';

const mount = document.getElementById('mount_0_0_st');

function banner(): HTMLElement {
  const w = words();
  const round = (element: HTMLElement) => {
    element.classList.add('round');
    return element;
  };
  const profile = button(
    w.yourProfile,
    (at) =>
      openMenu(
        at,
        data()
          .profiles.filter((other) => other.id !== acting().id)
          .map((other) => ({
            label: w.switchTo(other.name),
            pick: () => void attempt(() => switchProfile(other.id)),
          })),
      ),
    avatar(acting().id),
  );
  return make(
    'div',
    { role: 'banner', class: 'banner' },
    make('b', { class: 'site' }, 'Facebook'),
    make(
      'div',
      { role: 'navigation', class: 'nav' },
      link('/', w.home, go, icon('home')),
      link(`/groups/${GROUP_ID}/`, w.groups, go, icon('people')),
    ),
    round(button(w.messenger, toggleChat, icon('mail'))),
    round(profile),
  );
}

function side(): HTMLElement {
  const w = words();
  return make(
    'div',
    { role: 'navigation', class: 'side' },
    link(`/${acting().id}`, null, go, avatar(acting().id), make('b', { dir: 'auto' }, acting().name)),
    link(`/groups/${GROUP_ID}/`, null, go, icon('people'), make('span', {}, w.groups)),
    acting().kind === 'page' &&
      make('a', { role: 'link', href: SCHEDULED_URL }, icon('calendar'), make('span', {}, w.scheduled)),
    make('p', { class: 'quiet' }, w.about),
  );
}

function page(): HTMLElement {
  const [first = '', second = '', third = ''] = location.pathname.split('/').filter(Boolean);
  if (location.hostname === 'accountscenter.facebook.com') {
    if (location.pathname.startsWith('/password_and_security/password/change')) return passwordPage();
    const way = '/password_and_security/password/change';
    return make('div', {}, link(way, null, go, words().passwordChange));
  }
  if (first === 'groups') {
    return make(
      'div',
      {},
      make('h1', {}, 'Aberteifi'),
      composerOpener(second),
      feed((post) => post.groupId === second),
    );
  }
  if (first === 'messages') return conversationPage(third || PARTNER_ID);
  if (second === 'posts')
    return make(
      'div',
      {},
      feed((post) => post.id === third),
    );
  if (/^\d+$/.test(first)) {
    return make(
      'div',
      {},
      make('h1', { dir: 'auto' }, actorOf(first).name),
      feed((post) => post.authorId === first),
    );
  }
  return make(
    'div',
    {},
    composerOpener(null),
    feed((post) => post.groupId === null),
  );
}

let drawnFor: string | undefined;

function draw(): void {
  if (!mount) return;
  // Dialogs and chats of the profile before do not outlive a switch in place.
  if (drawnFor !== data().acting?.id)
    for (const open of document.querySelectorAll('.cover, .chat')) open.remove();
  drawnFor = data().acting?.id;
  const saying = make(
    'div',
    { role: 'status', id: 'stage-says', class: 'says' },
    document.getElementById('stage-says')?.textContent ?? '',
  );
  if (!data().acting) {
    mount.replaceChildren(
      make('div', { role: 'main', class: 'main' }, make('h1', {}, 'Facebook'), make('p', {}, words().signIn)),
      saying,
    );
    return;
  }
  mount.replaceChildren(
    banner(),
    make('div', { class: 'columns' }, side(), make('div', { role: 'main', class: 'main' }, page())),
    saying,
  );
}

onChange(draw);
window.addEventListener('popstate', draw);
draw();
