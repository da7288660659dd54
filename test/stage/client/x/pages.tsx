import type { EditorState } from 'draft-js';
import { type FormEvent, useState } from 'react';
import type { XConversation } from '../../x-model';
import { Composer } from './Composer';
import { Icon } from './Icon';
import { ask, Press } from './layers';
import { Avatar, Link, Post } from './Post';
import { editorWith, emptied, PostEditor, textOf } from './PostEditor';
import {
  attempt,
  go,
  graphql,
  me,
  openLayer,
  RequestError,
  rest,
  restJson,
  toast,
  userOf,
  useStore,
} from './store';

/** The home timeline under its composer. */
export function HomePage() {
  const { snapshot } = useStore();
  return (
    <>
      <h2 className="page-title">Home</h2>
      {/* A switch of accounts in place starts a new composer, so that one account's draft is not sent by another. */}
      <Composer key={me().id} inDialog={false} />
      <section aria-label="Home timeline" role="region">
        {snapshot.posts
          .filter((post) => post.replyTo === null)
          .map((post) => (
            <Post key={post.id} post={post} />
          ))}
      </section>
    </>
  );
}

/** One post, its replies and the reply box between. */
export function StatusPage(props: { readonly id: string }) {
  const { snapshot } = useStore();
  const post = snapshot.posts.find((other) => other.id === props.id);
  if (!post) return <p className="notice">This post is gone.</p>;
  return (
    <>
      <h2 className="page-title">Post</h2>
      <Post post={post} />
      <Composer key={`${me().id}-${post.id}`} inDialog={false} replyTo={post} />
      {snapshot.posts
        .filter((other) => other.replyTo === post.id)
        .map((reply) => (
          <Post key={reply.id} post={reply} />
        ))}
    </>
  );
}

/** A user's profile with bio and posts; one's own can be edited. */
export function ProfilePage(props: { readonly handle: string }) {
  const { snapshot } = useStore();
  const user = snapshot.users.find((other) => other.handle.toLowerCase() === props.handle.toLowerCase());
  if (!user) return <p className="notice">This account does not exist.</p>;
  const mine = snapshot.posts.filter(
    (post) => post.authorId === user.id || post.repostedBy.includes(user.id),
  );
  return (
    <>
      <h2 className="page-title" dir="auto">
        {user.name}
      </h2>
      <div className="profile">
        <Avatar user={user} />
        <div className="grow">
          <div data-testid="UserName">
            <b dir="auto">{user.name}</b> <span className="quiet">@{user.handle}</span>
          </div>
          <div data-testid="UserDescription" dir="auto">
            {user.bio}
          </div>
        </div>
        {user.id === me().id && (
          <a
            href="/settings/profile"
            className="pill outline"
            onClick={(event) => {
              event.preventDefault();
              openLayer({ kind: 'edit-profile', path: '/settings/profile' });
            }}
          >
            Edit profile
          </a>
        )}
      </div>
      {mine.map((post) => (
        <Post key={post.id} post={post} />
      ))}
    </>
  );
}

/** The form that changes the login's password. */
export function PasswordPage() {
  const [problem, setProblem] = useState('');
  const [fields, setFields] = useState({ current_password: '', new_password: '', password_confirmation: '' });
  const complete = Object.values(fields).every((value) => value !== '');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!complete) return;
    setProblem('');
    try {
      await rest('/i/api/i/account/change_password.json', {
        current_password: fields.current_password,
        password: fields.new_password,
        password_confirmation: fields.password_confirmation,
      });
      setFields({ current_password: '', new_password: '', password_confirmation: '' });
      toast('Your password was changed.');
    } catch (error) {
      // The stage's own server answers in this shape, which is X's.
      const answer =
        error instanceof RequestError ? (error.answer as { errors?: { message?: string }[] } | null) : null;
      setProblem(answer?.errors?.[0]?.message ?? 'That did not go through.');
    }
  };

  const field = (name: keyof typeof fields, label: string, autoComplete: string) => (
    <label className="field">
      <span>{label}</span>
      <input
        name={name}
        type="password"
        autoComplete={autoComplete}
        value={fields[name]}
        onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
      />
    </label>
  );

  return (
    <>
      <h2 className="page-title">Change your password</h2>
      <form onSubmit={submit} className="form">
        {field('current_password', 'Current password', 'current-password')}
        {problem && (
          <div className="problem" role="alert">
            {problem}
          </div>
        )}
        {field('new_password', 'New password', 'new-password')}
        {field('password_confirmation', 'Confirm password', 'new-password')}
        <button
          type="submit"
          role="button"
          data-testid="settingsDetailSave"
          className="pill dark"
          aria-disabled={!complete}
          disabled={!complete}
        >
          Save
        </button>
      </form>
    </>
  );
}

function ConversationList(props: { readonly base: string; readonly list: readonly XConversation[] }) {
  return (
    <>
      {props.list.map((conversation) => (
        <div key={conversation.id} data-testid="conversation" className="row">
          <Link href={`${props.base}/${conversation.id}`}>
            <b>{conversation.name}</b> <span className="quiet">{conversation.messages.at(-1)?.text}</span>
          </Link>
        </div>
      ))}
      {props.list.length === 0 && <p className="notice">No conversations.</p>}
    </>
  );
}

/** Classic direct messages: the list, one conversation, or what there is to know of it. */
export function MessagesPage(props: { readonly id?: string | undefined; readonly info: boolean }) {
  const { snapshot } = useStore();
  if (!props.id) {
    return (
      <>
        <h2 className="page-title">Messages</h2>
        <ConversationList base="/messages" list={snapshot.conversations} />
      </>
    );
  }
  const conversation = snapshot.conversations.find((c) => c.id === props.id);
  if (!conversation) return <p className="notice">You are not in this conversation.</p>;
  return props.info ? (
    <ConversationInfo base="/messages" conversation={conversation} />
  ) : (
    <ClassicConversation conversation={conversation} />
  );
}

function ClassicConversation(props: { readonly conversation: XConversation }) {
  const { conversation } = props;
  const [editor, setEditor] = useState<EditorState>(() => editorWith(''));
  const text = textOf(editor);
  const send = async () => {
    if (text.trim() === '') return;
    // A message leaves the box at once, so that the next can be typed; a failed one comes back.
    setEditor(emptied);
    const message = { conversation_id: conversation.id, text, cards_platform: 'Web-12' };
    if (!(await attempt(() => restJson('/i/api/1.1/dm/new2.json', message)))) setEditor(editor);
  };
  return (
    <>
      <h2 className="page-title">
        <span className="grow">{conversation.name}</span>
        <Link href={`/messages/${conversation.id}/info`} label="Conversation info" className="icon">
          <Icon name="info" />
        </Link>
      </h2>
      {conversation.messages.map((message, i) => (
        <div
          key={`message-${i}`}
          data-testid="messageEntry"
          className={message.authorId === me().id ? 'message mine' : 'message'}
        >
          <span>{message.text}</span>
        </div>
      ))}
      <aside role="complementary" className="composer-row" aria-label="Start a new message">
        <PostEditor
          testId="dmComposerTextInput"
          placeholder="Start a new message"
          value={editor}
          onChange={setEditor}
          onSubmit={send}
          onEnter={send}
        />
        <button
          type="button"
          role="button"
          data-testid="dmComposerSendButton"
          aria-label="Send"
          className="icon"
          aria-disabled={text.trim() === ''}
          disabled={text.trim() === ''}
          onClick={send}
        >
          <Icon name="send" />
        </button>
      </aside>
    </>
  );
}

function ConversationInfo(props: { readonly base: string; readonly conversation: XConversation }) {
  const { conversation, base } = props;
  const word = conversation.group ? 'Leave' : 'Delete';
  const leave = () =>
    ask({
      title: `${word} conversation?`,
      text: 'You will no longer see it.',
      confirm: word,
      onConfirm: async () => {
        const ok = await attempt(() =>
          rest(`/i/api/1.1/dm/conversation/${conversation.id}/delete.json`, { request_id: 'stage' }),
        );
        if (ok) go(base);
      },
    });
  return (
    <>
      <h2 className="page-title">{conversation.group ? 'Group info' : 'Conversation info'}</h2>
      <div className="row">
        <div data-testid="DM_Conversation_Avatar" className="avatar" style={{ background: '#678' }}>
          <span aria-hidden="true">{conversation.name[0]}</span>
        </div>
        <b>{conversation.name}</b>
      </div>
      <Press role="button" className="row" onPress={() => {}}>
        Snooze notifications
      </Press>
      {/* No test id here on X: only the place, the red and the sheet that follows tell what it is. */}
      <Press role="button" className="row danger" onPress={leave}>
        {word} conversation
      </Press>
    </>
  );
}

/** X Chat: the newer messages, with other test ids and a real textarea. */
export function ChatPage(props: { readonly id?: string | undefined; readonly info: boolean }) {
  const { snapshot } = useStore();
  const conversation = snapshot.chats.find((c) => c.id === props.id);
  return (
    <>
      <h2 className="page-title">Chat</h2>
      {props.info && conversation ? (
        <ConversationInfo base="/i/chat" conversation={conversation} />
      ) : conversation ? (
        <Chat key={conversation.id} conversation={conversation} />
      ) : (
        <ConversationList base="/i/chat" list={snapshot.chats} />
      )}
    </>
  );
}

function Chat(props: { readonly conversation: XConversation }) {
  const { conversation } = props;
  const [text, setText] = useState('');
  const send = async () => {
    if (text.trim() === '') return;
    if (await attempt(() => graphql('SendMessageMutation', { conversation_id: conversation.id, text })))
      setText('');
  };
  return (
    <div data-testid="dm-conversation-panel">
      <div data-testid="dm-conversation-header" className="row">
        <b data-testid="dm-conversation-username" className="grow">
          {conversation.name}
        </b>
        <Link
          href={`/i/chat/${conversation.id}/info`}
          testId="dm-conversation-more-button"
          label="Info"
          className="icon"
        >
          <Icon name="info" />
        </Link>
      </div>
      <div data-testid="dm-message-list">
        {conversation.messages.map((message, i) => (
          <div key={`message-${i}`} className={message.authorId === me().id ? 'message mine' : 'message'}>
            <span>
              {userOf(message.authorId).name}: {message.text}
            </span>
          </div>
        ))}
      </div>
      <div className="composer-row">
        <textarea
          data-testid="dm-composer-textarea"
          className="grow"
          placeholder="Message"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <button
          type="button"
          data-testid="dm-composer-send-button"
          aria-label="Send"
          className="icon"
          disabled={text.trim() === ''}
          onClick={send}
        >
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
}
