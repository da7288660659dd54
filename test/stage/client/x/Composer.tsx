import type { EditorState } from 'draft-js';
import { useEffect, useRef, useState } from 'react';
import type { XPost, XScheduled } from '../../x-model';
import { Icon } from './Icon';
import { ask, Dialog } from './layers';
import { Avatar, QuotedPost } from './Post';
import { editorWith, emptied, PostEditor, textOf } from './PostEditor';
import { attempt, closeLayer, closeLayers, graphql, me, openLayer, toast, userOf } from './store';

/** Milliseconds without a change after which a draft is saved. */
const AUTOSAVE_MS = 500;
/** What X lets into one short post; longer ones go by another operation. */
const SHORT_POST = 280;

/** What the composer is for. */
export interface ComposerPurpose {
  readonly replyTo?: XPost | undefined;
  readonly quote?: XPost | undefined;
  readonly scheduled?: XScheduled | undefined;
  readonly text?: string | undefined;
}

/** A composer: on its page (home, a post's replies) or in a dialog, where threads can be written too. */
export function Composer(
  props: ComposerPurpose & {
    readonly inDialog: boolean;
    readonly onPosted?: () => void;
    readonly onText?: (text: string) => void;
  },
) {
  const { replyTo, quote, scheduled, inDialog } = props;
  const [editors, setEditors] = useState<readonly EditorState[]>(() => [
    editorWith(props.text ?? scheduled?.text ?? ''),
  ]);
  const [at, setAt] = useState<number | null>(scheduled?.at ?? null);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState('');
  const draftId = useRef<string | null>(null);
  const timer = useRef(0);

  const texts = editors.map(textOf);
  const joined = texts.join('\n\n');
  const empty = texts.some((text) => text.trim() === '');
  const { onText } = props;

  useEffect(() => onText?.(joined), [joined, onText]);

  // X saves drafts of new posts by itself; replies, quotes and scheduled posts are left alone.
  const autosaved = !replyTo && !quote && !scheduled;
  useEffect(() => {
    if (!autosaved || joined.trim() === '') return;
    const id = window.setTimeout(() => {
      const request = { post_tweet_request: { status: joined, exclude_reply_user_ids: [], media_ids: [] } };
      const saving = draftId.current
        ? graphql('EditDraftTweet', { draft_tweet_id: draftId.current, ...request })
        : graphql('CreateDraftTweet', request);
      saving.then(
        (answer) => {
          draftId.current ??= restId(answer);
          setSaved('Saved');
        },
        () => setSaved('Not saved'),
      );
    }, AUTOSAVE_MS);
    timer.current = id;
    return () => clearTimeout(id);
  }, [autosaved, joined]);

  const change = (index: number, value: EditorState) => {
    setEditors((now) => now.map((editor, i) => (i === index ? value : editor)));
  };

  const publish = async () => {
    if (at !== null) {
      const request = {
        execute_at: Math.floor(at / 1000),
        post_tweet_request: {
          status: texts[0],
          auto_populate_reply_metadata: false,
          exclude_reply_user_ids: [],
          media_ids: [],
        },
      };
      if (scheduled) await graphql('EditScheduledTweet', { scheduled_tweet_id: scheduled.id, ...request });
      else await graphql('CreateScheduledTweet', request);
      return;
    }
    let replyId = replyTo?.id ?? null;
    for (const text of texts) {
      const answer = await graphql(weigh(text) > SHORT_POST ? 'CreateNoteTweet' : 'CreateTweet', {
        tweet_text: text,
        dark_request: false,
        media: { media_entities: [], possibly_sensitive: false },
        semantic_annotation_ids: [],
        ...(replyId && { reply: { in_reply_to_tweet_id: replyId, exclude_reply_user_ids: [] } }),
        ...(quote && { attachment_url: `https://x.com/${userOf(quote.authorId).handle}/status/${quote.id}` }),
      });
      replyId = postedId(answer);
    }
  };

  const submit = async () => {
    if (busy || empty) return;
    setBusy(true);
    clearTimeout(timer.current);
    const done = at === null ? 'Your post was sent.' : 'Your post will be sent later.';
    const ok = await attempt(publish, done);
    setBusy(false);
    if (!ok) return;
    if (draftId.current) graphql('DeleteDraftTweet', { draft_tweet_id: draftId.current }).catch(() => {});
    draftId.current = null;
    setSaved('');
    setAt(null);
    setEditors((now) => now.slice(0, 1).map(emptied));
    props.onPosted?.();
  };

  const label = at !== null ? 'Schedule' : replyTo ? 'Reply' : texts.length > 1 ? 'Post all' : 'Post';
  const disabled = busy || empty;
  return (
    <div className="composer" data-testid={inDialog ? undefined : 'composeBoxContainer'}>
      {at !== null && (
        <div data-testid="scheduledTweetIndicator" className="quiet">
          Will be sent {new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}
        </div>
      )}
      {editors.map((editor, i) => (
        // Editors of a thread are only ever added at the end, so the place is the identity.
        <div className="composer-row" key={`post-${i}`}>
          <Avatar user={me()} />
          <PostEditor
            testId={`tweetTextarea_${i}`}
            placeholder={
              replyTo
                ? 'Post your reply'
                : quote
                  ? 'Add a comment'
                  : i > 0
                    ? 'Add another post'
                    : 'What is happening?'
            }
            value={editor}
            onChange={(value) => change(i, value)}
            onSubmit={submit}
            autoFocus={inDialog && i === editors.length - 1}
          />
        </div>
      ))}
      {quote && (
        <div data-testid="attachments">
          <QuotedPost post={quote} />
        </div>
      )}
      <div className="composer-foot">
        <div role="tablist" data-testid="toolBar" aria-label="Add to the post" className="toolbar">
          <button
            type="button"
            className="icon"
            aria-label="Add photos or video"
            data-testid="fileInputButton"
          >
            <Icon name="picture" />
          </button>
          <button type="button" className="icon" aria-label="Add a GIF" data-testid="gifSearchButton">
            <Icon name="gif" />
          </button>
          <button type="button" className="icon" aria-label="Add poll" data-testid="createPollButton">
            <Icon name="poll" />
          </button>
          <button type="button" className="icon" aria-label="Add emoji">
            <Icon name="smile" />
          </button>
          {!replyTo && !quote && (
            <button
              type="button"
              className="icon"
              aria-label="Schedule post"
              data-testid="scheduleOption"
              onClick={() =>
                openLayer({ kind: 'schedule', path: '/compose/post/schedule', at, confirm: setAt })
              }
            >
              <Icon name="calendar" />
            </button>
          )}
          <button
            type="button"
            className="icon"
            aria-label="Tag location"
            data-testid="geoButton"
            aria-disabled="true"
            disabled
          >
            <Icon name="pin" />
          </button>
        </div>
        <span data-testid="autoSaveStatus" className="quiet small">
          {saved}
        </span>
        {weigh(texts.at(-1) ?? '') > 0 && (
          <span className="quiet small" aria-hidden="true">
            {weigh(texts.at(-1) ?? '')}
          </span>
        )}
        {inDialog && !replyTo && !quote && at === null && (
          <button
            type="button"
            role="button"
            className="icon"
            aria-label="Add post"
            data-testid="addButton"
            aria-disabled={empty}
            disabled={empty}
            onClick={() => setEditors([...editors, editorWith('')])}
          >
            <Icon name="plus" />
          </button>
        )}
        {/* X makes this button anew when it becomes usable, so an element found earlier is soon stale. */}
        <button
          key={disabled ? 'disabled' : 'ready'}
          type="button"
          role="button"
          data-testid={inDialog ? 'tweetButton' : 'tweetButtonInline'}
          aria-disabled={disabled ? 'true' : undefined}
          disabled={disabled}
          tabIndex={disabled ? -1 : 0}
          className="pill dark"
          onClick={submit}
        >
          <div dir="ltr">
            <span>{label}</span>
          </div>
        </button>
      </div>
    </div>
  );
}

/** The compose dialog: a new post or thread, a reply, a quote, or a scheduled post being changed. */
export function ComposeDialog(props: ComposerPurpose) {
  const text = useRef('');
  const keepText = useRef((now: string) => {
    text.current = now;
  });
  const close = () => {
    if (text.current.trim() === '' || text.current === props.scheduled?.text) return closeLayer();
    ask({
      title: 'Save post?',
      text: 'You can save this to send later from your drafts.',
      confirm: 'Save',
      cancel: 'Discard',
      danger: false,
      onConfirm: () => {
        const request = {
          post_tweet_request: { status: text.current, exclude_reply_user_ids: [], media_ids: [] },
        };
        void attempt(() => graphql('CreateDraftTweet', request), 'Your draft was saved.');
        closeLayer();
      },
      onCancel: closeLayer,
    });
  };
  const { replyTo } = props;
  return (
    <Dialog
      title={replyTo ? 'Reply' : 'New post'}
      onClose={close}
      aside={
        <a
          href="/compose/post/unsent/drafts"
          data-testid="unsentButton"
          className="link"
          onClick={(event) => {
            event.preventDefault();
            openLayer({ kind: 'unsent', path: '/compose/post/unsent/drafts', tab: 'drafts' });
          }}
        >
          Drafts
        </a>
      }
    >
      {replyTo && (
        <article data-testid="tweet" role="article" className="post replied-to">
          <Avatar user={userOf(replyTo.authorId)} />
          <div>
            <b>{userOf(replyTo.authorId).name}</b>{' '}
            <span className="quiet">@{userOf(replyTo.authorId).handle}</span>
            <div data-testid="tweetText" dir="auto">
              {replyTo.text}
            </div>
            <div className="quiet small">Replying to @{userOf(replyTo.authorId).handle}</div>
          </div>
        </article>
      )}
      <Composer
        {...props}
        inDialog={true}
        onText={keepText.current}
        onPosted={() => {
          closeLayers();
          if (props.scheduled) toast('The scheduled post was changed.');
        }}
      />
    </Dialog>
  );
}

/** Characters as X counts them, nearly: a link weighs 23 whatever its length. */
function weigh(text: string): number {
  return [...text.replace(/https?:\/\/\S+/g, 'x'.repeat(23))].length;
}

function restId(answer: unknown): string | null {
  // The stage's own server answers in this shape, which is X's.
  return (answer as { data?: { tweet?: { rest_id?: string } } } | null)?.data?.tweet?.rest_id ?? null;
}

function postedId(answer: unknown): string | null {
  // As above.
  const posted = answer as {
    data?: { create_tweet?: { tweet_results?: { result?: { rest_id?: string } } } };
  } | null;
  return posted?.data?.create_tweet?.tweet_results?.result?.rest_id ?? null;
}
