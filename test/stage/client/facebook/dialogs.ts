import type { FacebookPost } from '../../facebook-model';
import { button, enable, icon, link, make } from './dom';
import { makeEditor } from './editor';
import { acting, actorOf, attempt, data, go, mutate, refresh, words } from './state';

/** An open dialog: what covers the page, the dialog in it, and the way to take both away. */
interface OpenDialog {
  readonly cover: HTMLElement;
  readonly element: HTMLElement;
  readonly close: () => void;
}

/** A dialog over the page. Its close button and Escape close it too. */
function openDialog(label: string, content: readonly (Node | string)[], onClose?: () => void): OpenDialog {
  const opener = document.activeElement;
  const shut = button(words().close, () => close(), icon('close'));
  shut.classList.add('round', 'shut');
  const element = make('div', { role: 'dialog', 'aria-label': label, 'aria-modal': 'true', class: 'dialog' });
  element.append(
    make('div', { class: 'dialog-title' }, make('h2', {}, make('span', {}, label))),
    shut,
    ...content,
  );
  const cover = make('div', { class: 'cover' }, element);
  const close = () => {
    cover.remove();
    if (opener instanceof HTMLElement) opener.focus();
    onClose?.();
  };
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  document.body.append(cover);
  return { cover, element, close };
}

/** What a composer in a dialog does. */
type Purpose =
  | { readonly kind: 'post'; readonly groupId: string | null }
  | { readonly kind: 'share'; readonly post: FacebookPost }
  | { readonly kind: 'edit'; readonly post: FacebookPost };

/** Opens the composer: a new post on the profile or in a group, sharing somebody's post, or editing one's own. */
export function openComposer(purpose: Purpose): void {
  const w = words();
  const page = acting().kind === 'page' && purpose.kind === 'post' && purpose.groupId === null;
  const title =
    purpose.kind === 'edit' ? w.editPost : purpose.kind === 'share' ? w.shareToFeed : w.createPost;
  const submitLabel = purpose.kind === 'edit' ? w.save : purpose.kind === 'share' ? w.shareNow : w.post;
  const mayBeEmpty = purpose.kind === 'share';
  let busy = false;
  let scheduledAt: string | null = null;
  let settings: OpenDialog | null = null;

  const publish = async () => {
    const text = editor.text();
    if (busy || (text.trim() === '' && !mayBeEmpty)) return;
    busy = true;
    draw(text);
    const done = await attempt(() => send(purpose, text, scheduledAt));
    busy = false;
    draw(editor.text());
    if (!done) return;
    editor.close();
    settings?.cover.remove();
    dialog.close();
    await refresh();
  };
  const submit = button(submitLabel, () => void publish());
  submit.classList.add('main-button');
  const next = button(w.next, () => step(2));
  next.classList.add('main-button');

  const draw = (text: string) => {
    const usable = !busy && (mayBeEmpty || text.trim() !== '');
    enable(submit, usable);
    enable(next, usable);
  };
  const editor = makeEditor({
    prompt:
      purpose.kind === 'share'
        ? w.shareSay
        : purpose.kind === 'post' && purpose.groupId
          ? w.writeGroup
          : w.mind(acting().name),
    text: purpose.kind === 'edit' ? purpose.post.text : '',
    onChange: draw,
  });

  const extra = (label: string, name: Parameters<typeof icon>[0]) => {
    const made = button(label, () => {}, icon(name));
    made.classList.add('round');
    return made;
  };
  const audience = button(w.audience, () => {}, make('span', {}, w.privacy));
  audience.classList.add('chip');
  const first = make(
    'div',
    {},
    make(
      'div',
      { class: 'who' },
      avatar(acting().id),
      make('div', {}, make('b', {}, acting().name), audience),
    ),
    editor.element,
    purpose.kind === 'share' ? sharedPost(purpose.post) : null,
    make(
      'div',
      { class: 'extras' },
      extra(w.photo, 'picture'),
      extra(w.tag, 'people'),
      extra(w.feeling, 'smile'),
    ),
    page ? next : submit,
  );

  // A Page posts in two steps. The second stands in the same form, while the editor waits unseen in the first, or in
  // a dialog of its own without form and editor: both fit what is known of the real one.
  const when = make('input', { type: 'datetime-local', 'aria-label': w.schedule });
  when.hidden = true;
  when.addEventListener('input', () => {
    scheduledAt = when.value || null;
    const label = scheduledAt ? w.schedule : w.post;
    submit.setAttribute('aria-label', label);
    submit.replaceChildren(make('span', {}, label));
  });
  const options = button(w.schedulingOptions, () => {
    when.hidden = !when.hidden;
  });
  options.classList.add('row');
  const back = button(w.back, () => step(1), icon('chevron'));
  back.classList.add('round', 'back');
  const second = page ? make('div', {}, back, options, when, submit) : null;
  const apart = data().pageSteps === 'two-dialogs';
  const form = make(
    'form',
    { method: 'POST' },
    first,
    apart ? null : second,
    make('input', { type: 'submit', class: 'unseen', tabindex: '-1' }),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void publish();
  });
  const dialog = openDialog(title, [form]);
  const step = (number: 1 | 2) => {
    if (!second) return;
    if (apart) {
      dialog.cover.hidden = number === 2;
      if (number === 2) settings = openDialog(w.postSettings, [second], () => step(1));
      else settings?.cover.remove();
      return;
    }
    first.hidden = number === 2;
    second.hidden = number === 1;
    const label = number === 2 ? w.postSettings : title;
    dialog.element.setAttribute('aria-label', label);
    dialog.element.querySelector('h2')?.replaceChildren(make('span', {}, label));
    if (number === 2) submit.focus();
  };
  step(1);
  draw(editor.text());
  editor.focus();
}

function send(purpose: Purpose, text: string, scheduledAt: string | null): Promise<void> {
  const message = { ranges: [], text };
  if (purpose.kind === 'edit')
    return mutate('ComposerStoryEditMutation', { story_id: purpose.post.id, message });
  if (purpose.kind === 'share') {
    return mutate('CometReshareStoryCreateMutation', {
      message,
      shared_story_id: purpose.post.id,
      attachments: [
        { link: { share_scrape_data: JSON.stringify({ share_type: 22, share_params: [purpose.post.id] }) } },
      ],
    });
  }
  return mutate('ComposerStoryCreateMutation', {
    composer_entry_point: 'inline_composer',
    composer_type: purpose.groupId ? 'group' : 'feed',
    message,
    audience: purpose.groupId ? { to_id: purpose.groupId } : { privacy: { base_state: 'EVERYONE' } },
    ...(scheduledAt && {
      unpublished_content_data: {
        scheduled_publish_time: Math.floor(new Date(scheduledAt).getTime() / 1000),
        unpublished_content_type: 'SCHEDULED',
      },
    }),
  });
}

/** Asks whether to move a post to the trash, and moves it. */
export function askDelete(post: FacebookPost): void {
  const w = words();
  const move = button(w.move, async () => {
    dialog.close();
    if (
      await attempt(() =>
        mutate('useCometTrashPostMutation', { story_id: post.id, story_location: 'TIMELINE' }),
      )
    )
      await refresh();
  });
  move.classList.add('main-button');
  const cancel = button(w.cancel, () => dialog.close());
  cancel.classList.add('row');
  const dialog = openDialog(w.deletePost, [make('p', {}, w.deleteQuestion), cancel, move]);
}

/** A picture: a coloured letter. */
export function avatar(id: string): HTMLElement {
  const hue = (Number(id.slice(-3)) * 137 + Number(id[0]) * 40) % 360;
  return make(
    'span',
    { class: 'avatar', style: `background:hsl(${hue} 40% 45%)`, 'aria-hidden': 'true' },
    actorOf(id).name.slice(0, 1),
  );
}

/** The address of a post, behind the time at which it was written. */
export function permalink(post: FacebookPost): HTMLElement {
  const made = link(`/${post.authorId}/posts/${post.id}`, null, go, '1 h');
  made.classList.add('when');
  return made;
}

/** A post inside another or inside the share composer. */
export function sharedPost(post: FacebookPost): HTMLElement {
  return make(
    'div',
    { class: 'shared' },
    make('b', {}, actorOf(post.authorId).name),
    permalink(post),
    make('div', { dir: 'auto' }, post.text),
  );
}

/** Opens a menu below an element. Escape or a press elsewhere closes it. */
export function openMenu(
  at: HTMLElement,
  items: readonly { readonly label: string; readonly pick: () => void }[],
): void {
  const box = at.getBoundingClientRect();
  const menu = make('div', {
    role: 'menu',
    class: 'menu',
    style: `left:${Math.max(8, Math.min(box.left, window.innerWidth - 320))}px;top:${Math.min(box.bottom, window.innerHeight - 60 * items.length)}px`,
  });
  const cover = make('div', { class: 'cover clear' }, menu);
  const close = () => cover.remove();
  cover.addEventListener('click', (event) => {
    if (event.target === cover) close();
  });
  for (const item of items) {
    const line = button(item.label, () => {
      close();
      item.pick();
    });
    line.setAttribute('role', 'menuitem');
    line.removeAttribute('aria-label');
    menu.append(line);
  }
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  document.body.append(cover);
  const first = menu.firstElementChild;
  if (first instanceof HTMLElement) first.focus();
}
