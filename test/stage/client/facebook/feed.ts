import type { FacebookComment, FacebookPost } from '../../facebook-model';
import { askDelete, avatar, openComposer, openMenu, permalink, sharedPost } from './dialogs';
import { button, icon, link, make } from './dom';
import { makeEditor } from './editor';
import { acting, actorOf, attempt, data, go, mutate, refresh, words } from './state';

/** The line that opens the composer, above a feed. */
export function composerOpener(groupId: string | null): HTMLElement {
  const w = words();
  const profile = link(`/${acting().id}`, acting().name, go, avatar(acting().id));
  const open = button(groupId ? w.writeGroup : w.mind(acting().name), () =>
    openComposer({ kind: 'post', groupId }),
  );
  open.classList.add('opener');
  return make(
    'div',
    { role: 'region', 'aria-label': w.createPostRegion, class: 'card' },
    make('div', { class: 'who' }, profile, open),
  );
}

/** The posts of the feed, of a group or of one author. */
export function feed(keep: (post: FacebookPost) => boolean): HTMLElement {
  return make('div', { role: 'feed' }, ...data().posts.filter(keep).map(postView));
}

function postView(post: FacebookPost): HTMLElement {
  const w = words();
  const author = actorOf(post.authorId);
  const own = post.authorId === acting().id;
  const shared = data().posts.find((other) => other.id === post.sharedId);
  const more = button(
    w.menuForPost,
    (at) =>
      openMenu(at, [
        { label: w.editPost, pick: () => openComposer({ kind: 'edit', post }) },
        { label: w.deletePost, pick: () => askDelete(post) },
      ]),
    icon('more'),
  );
  more.classList.add('round');
  const action = (label: string, name: Parameters<typeof icon>[0], press: (at: HTMLElement) => void) => {
    const made = button(label, press, icon(name), make('span', {}, label));
    made.classList.add('action');
    return made;
  };
  const comment = commentBox({ prompt: w.writeComment, label: w.writeComment, post });
  const share = (at: HTMLElement) =>
    openMenu(at, [
      { label: w.shareNowPublic, pick: () => void shareNow(post) },
      { label: w.shareToFeed, pick: () => openComposer({ kind: 'share', post }) },
    ]);
  return make(
    'div',
    { role: 'article', 'aria-posinset': '1', class: 'card post' },
    make(
      'div',
      { class: 'who' },
      avatar(author.id),
      make(
        'div',
        { class: 'grow' },
        make('h3', {}, link(`/${author.id}`, null, go, make('b', { dir: 'auto' }, author.name))),
        permalink(post),
      ),
      own && more,
    ),
    make('div', { class: 'text', dir: 'auto', 'data-ad-preview': 'message' }, post.text),
    shared && sharedPost(shared),
    make(
      'div',
      { class: 'actions' },
      action(w.like, 'thumb', () => {}),
      action(w.comment, 'reply', comment.focus),
      action(w.share, 'share', share),
    ),
    ...post.comments.map((one) => commentView(post, one)),
    comment.element,
  );
}

async function shareNow(post: FacebookPost): Promise<void> {
  const done = await attempt(() =>
    mutate('useCometFeedToFeedReshare_FeedToFeedMutation', {
      shared_story_id: post.id,
      message: { ranges: [], text: '' },
    }),
  );
  if (done) await refresh();
}

function commentView(post: FacebookPost, comment: FacebookComment): HTMLElement {
  const w = words();
  const author = actorOf(comment.authorId);
  const body = make(
    'div',
    { class: 'bubble' },
    make('b', {}, author.name),
    make('div', { dir: 'auto' }, comment.text),
  );
  const below = make('div', { class: 'below' });
  const reply = button(w.reply, () => {
    const box = commentBox({
      prompt: w.replyTo(author.name),
      label: w.replyTo(author.name),
      post,
      parent: comment.id,
    });
    below.replaceChildren(box.element);
    box.focus();
  });
  reply.classList.add('word');
  const edit = button(w.edit, () => {
    const box = commentBox({ prompt: w.writeComment, label: w.edit, post, editing: comment });
    body.replaceChildren(box.element);
    box.focus();
  });
  edit.classList.add('word');
  return make(
    'div',
    { role: 'article', 'aria-label': w.commentBy(author.name), class: 'comment' },
    avatar(author.id),
    make(
      'div',
      { class: 'grow' },
      body,
      make('div', { class: 'words' }, reply, comment.authorId === acting().id && edit),
      below,
    ),
  );
}

/** A comment box: publishes on Enter, or by the button that appears once something is written. */
function commentBox(options: {
  readonly prompt: string;
  readonly label: string;
  readonly post: FacebookPost;
  readonly parent?: string;
  readonly editing?: FacebookComment;
}): { readonly element: HTMLElement; readonly focus: () => void } {
  const { post, editing } = options;
  let busy = false;
  const publish = async () => {
    const text = editor.text();
    if (busy || text.trim() === '') return;
    busy = true;
    const message = { ranges: [], text };
    const done = await attempt(() =>
      editing
        ? mutate('CometUFIEditCommentMutation', { comment_id: editing.id, message })
        : mutate('useCometUFICreateCommentMutation', {
            feedback_id: post.id,
            message,
            ...(options.parent && { reply_comment_parent_fbid: options.parent }),
          }),
    );
    busy = false;
    if (!done) return;
    editor.clear();
    await refresh();
  };
  const holder = make('div', { class: 'comment-tools' });
  const send = button(words().comment, () => void publish(), icon('send'));
  send.classList.add('round');
  const editor = makeEditor({
    prompt: options.prompt,
    label: options.label,
    text: editing?.text ?? '',
    onEnter: () => void publish(),
    onEscape: () => {
      if (editing) void refresh();
    },
    onChange: (text) => {
      // The button is there only while there is something to send.
      if (text.trim() === '') send.remove();
      else if (!send.isConnected) holder.append(send);
    },
  });
  const form = make(
    'form',
    { role: 'presentation', class: 'comment-form' },
    avatar(acting().id),
    make('div', { class: 'comment-field' }, editor.element, holder),
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  return { element: form, focus: editor.focus };
}
