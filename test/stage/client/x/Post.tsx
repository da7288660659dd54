import type { XPost, XUser } from '../../x-model';
import type { IconName } from '../icons';
import { Icon } from './Icon';
import { ask, openMenu } from './layers';
import { attempt, go, graphql, me, openLayer, rest, userOf, useStore } from './store';

/** A user's picture: a coloured letter, in the container whose test id names the handle. */
export function Avatar(props: { readonly user: XUser }) {
  const hue = (Number(props.user.id.slice(-3)) * 137 + Number(props.user.id[0]) * 40) % 360;
  return (
    <div
      data-testid={`UserAvatar-Container-${props.user.handle}`}
      className="avatar"
      style={{ background: `hsl(${hue} 45% 45%)` }}
    >
      <span aria-hidden="true">{[...props.user.name][0]}</span>
    </div>
  );
}

/** A link that changes pages without loading anew. */
export function Link(props: {
  readonly href: string;
  readonly children: React.ReactNode;
  readonly testId?: string;
  readonly label?: string;
  readonly className?: string;
  readonly role?: string;
}) {
  return (
    <a
      href={props.href}
      role={props.role ?? 'link'}
      data-testid={props.testId}
      aria-label={props.label}
      className={props.className}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        go(props.href);
      }}
    >
      {props.children}
    </a>
  );
}

/** The quoted post inside a post or a composer. */
export function QuotedPost(props: { readonly post: XPost }) {
  const author = userOf(props.post.authorId);
  const open = () => go(`/${author.handle}/status/${props.post.id}`);
  return (
    <div
      role="link"
      tabIndex={0}
      className="quoted"
      onClick={open}
      onKeyDown={(event) => event.key === 'Enter' && open()}
    >
      <b>{author.name}</b> <span className="quiet">@{author.handle}</span>
      <div data-testid="tweetText" dir="auto" lang="en">
        {props.post.text}
      </div>
    </div>
  );
}

/** One post in a timeline, with its buttons. */
export function Post(props: { readonly post: XPost }) {
  const { post } = props;
  const { snapshot } = useStore();
  const author = userOf(post.authorId);
  const reposted = post.repostedBy.includes(me().id);
  const liked = post.likedBy.includes(me().id);
  const quoted = snapshot.posts.find((other) => other.id === post.quoteOf);
  const replies = snapshot.posts.filter((other) => other.replyTo === post.id).length;

  const repostMenu = (at: Element) => {
    const quote = {
      label: 'Quote',
      href: '/compose/post',
      pick: () => openLayer({ kind: 'compose', path: '/compose/post', quote: post }),
    };
    openMenu(
      at,
      reposted
        ? [
            {
              label: 'Undo repost',
              testId: 'unretweetConfirm',
              pick: () =>
                void attempt(() =>
                  graphql('DeleteRetweet', { source_tweet_id: post.id, dark_request: false }),
                ),
            },
            quote,
          ]
        : [
            {
              label: 'Repost',
              testId: 'retweetConfirm',
              pick: () =>
                void attempt(
                  () => graphql('CreateRetweet', { tweet_id: post.id, dark_request: false }),
                  'You reposted this.',
                ),
            },
            quote,
          ],
    );
  };

  const caretMenu = (at: Element) => {
    const own = post.authorId === me().id;
    openMenu(
      at,
      own
        ? [
            {
              label: 'Delete',
              danger: true,
              pick: () =>
                ask({
                  title: 'Delete post?',
                  text: 'It goes from your profile and from the timelines of everybody who follows you.',
                  confirm: 'Delete',
                  onConfirm: () =>
                    void attempt(
                      () => graphql('DeleteTweet', { tweet_id: post.id, dark_request: false }),
                      'Your post was deleted.',
                    ),
                }),
            },
            {
              label: 'Pin to your profile',
              pick: () => void attempt(() => rest('/i/api/1.1/account/pin_tweet.json', { id: post.id })),
            },
          ]
        : [
            { label: `Mute @${author.handle}`, testId: 'mute', pick: () => {} },
            {
              label: `Block @${author.handle}`,
              testId: 'block',
              pick: () =>
                ask({
                  title: `Block @${author.handle}?`,
                  text: 'They can still see your public posts but no longer answer them.',
                  confirm: 'Block',
                  onConfirm: () =>
                    void attempt(
                      () => rest('/i/api/1.1/blocks/create.json', { user_id: author.id }),
                      'Blocked.',
                    ),
                }),
            },
          ],
    );
  };

  const button = (
    testId: string,
    label: string,
    icon: IconName,
    count: number,
    press: (at: Element) => void,
  ) => (
    <button
      type="button"
      role="button"
      data-testid={testId}
      aria-label={label}
      className={testId.startsWith('un') ? 'post-button on' : 'post-button'}
      onClick={(e) => press(e.currentTarget)}
    >
      <Icon name={icon} /> <span className="small">{count || ''}</span>
    </button>
  );

  return (
    <article
      data-testid="tweet"
      role="article"
      tabIndex={0}
      className="post"
      aria-label={`${author.name}, ${post.text}`}
    >
      <Link href={`/${author.handle}`} label={author.name}>
        <Avatar user={author} />
      </Link>
      <div className="post-main">
        <div className="post-head">
          <div data-testid="User-Name" className="post-name">
            <Link href={`/${author.handle}`}>
              <b dir="auto">{author.name}</b>
            </Link>{' '}
            <Link href={`/${author.handle}`} className="quiet">
              @{author.handle}
            </Link>
            <span className="quiet"> · </span>
            <Link href={`/${author.handle}/status/${post.id}`} className="quiet">
              <time dateTime={new Date(post.at).toISOString()}>{ago(post.at)}</time>
            </Link>
          </div>
          <button
            type="button"
            role="button"
            data-testid="caret"
            aria-haspopup="menu"
            aria-label="More"
            className="icon"
            onClick={(e) => caretMenu(e.currentTarget)}
          >
            <Icon name="more" />
          </button>
        </div>
        <div data-testid="tweetText" dir="auto" className="post-text">
          {post.text}
        </div>
        {quoted && <QuotedPost post={quoted} />}
        <div role="group" className="post-buttons" aria-label="What to do with this post">
          {button('reply', 'Reply', 'reply', replies, () =>
            openLayer({ kind: 'compose', path: '/compose/post', replyTo: post }),
          )}
          {button(reposted ? 'unretweet' : 'retweet', 'Repost', 'repost', post.repostedBy.length, repostMenu)}
          {button(
            liked ? 'unlike' : 'like',
            'Like',
            'like',
            post.likedBy.length,
            () =>
              void attempt(() => graphql(liked ? 'UnfavoriteTweet' : 'FavoriteTweet', { tweet_id: post.id })),
          )}
          {button('bookmark', 'Bookmark', 'bookmark', 0, () => {})}
        </div>
      </div>
    </article>
  );
}

function ago(at: number): string {
  const minutes = Math.max(1, Math.round((Date.now() - at) / 60_000));
  return minutes < 60 ? `${minutes}m` : `${Math.round(minutes / 60)}h`;
}
