import { useState } from 'react';
import type { XScheduled } from '../../x-model';
import { ask, Dialog, Press } from './layers';
import { accountItems } from './Navigation';
import { attempt, closeLayer, graphql, me, openLayer, rest, useStore } from './store';

/** Chooses when a post is to be sent. */
export function ScheduleDialog(props: {
  readonly at: number | null;
  readonly confirm: (at: number) => void;
}) {
  const [date, setDate] = useState(() => new Date(props.at ?? Date.now() + 24 * 3600_000));
  const pick = (
    name: string,
    now: number,
    options: readonly number[],
    set: (date: Date, value: number) => void,
    first = 0,
  ) => (
    <label className="field">
      <span>{name}</span>
      <select
        value={now}
        onChange={(event) => {
          const next = new Date(date);
          set(next, Number(event.target.value));
          setDate(next);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {option + first}
          </option>
        ))}
      </select>
    </label>
  );
  const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const year = new Date().getFullYear();
  return (
    <Dialog
      title="Schedule"
      aside={
        <button
          type="button"
          role="button"
          data-testid="scheduledConfirmationPrimaryAction"
          className="pill dark"
          onClick={() => {
            closeLayer();
            props.confirm(date.getTime());
          }}
        >
          {props.at === null ? 'Confirm' : 'Update'}
        </button>
      }
    >
      <div className="form columns">
        {pick('Month', date.getMonth(), upTo(0, 11), (d, v) => d.setMonth(v), 1)}
        {pick('Day', date.getDate(), upTo(1, 31), (d, v) => d.setDate(v))}
        {pick('Year', date.getFullYear(), upTo(year, year + 1), (d, v) => d.setFullYear(v))}
        {pick('Hour', date.getHours(), upTo(0, 23), (d, v) => d.setHours(v))}
        {pick('Minute', date.getMinutes(), upTo(0, 59), (d, v) => d.setMinutes(v))}
      </div>
      <a
        href="/compose/post/unsent/scheduled"
        className="link row"
        onClick={(event) => {
          event.preventDefault();
          closeLayer();
          openLayer({ kind: 'unsent', path: '/compose/post/unsent/scheduled', tab: 'scheduled' });
        }}
      >
        Scheduled posts
      </a>
    </Dialog>
  );
}

/** Drafts and scheduled posts. A scheduled one can be changed or cancelled. */
export function UnsentDialog(props: { readonly tab: 'drafts' | 'scheduled' }) {
  const { snapshot } = useStore();
  const [tab, setTab] = useState(props.tab);
  const show = (next: 'drafts' | 'scheduled') => {
    history.replaceState({}, '', `/compose/post/unsent/${next}`);
    setTab(next);
  };
  const edit = (scheduled: XScheduled) => openLayer({ kind: 'compose', path: '/compose/post', scheduled });
  const cancel = (scheduled: XScheduled) =>
    ask({
      title: 'Delete scheduled post?',
      text: 'It will not be sent.',
      confirm: 'Delete',
      onConfirm: () =>
        void attempt(
          () => graphql('DeleteScheduledTweet', { scheduled_tweet_id: scheduled.id }),
          'The scheduled post was deleted.',
        ),
    });
  return (
    <Dialog title="Unsent posts">
      <div role="tablist" className="tabs">
        <button type="button" role="tab" aria-selected={tab === 'drafts'} onClick={() => show('drafts')}>
          Drafts
        </button>
        <button
          type="button"
          role="tab"
          aria-selected={tab === 'scheduled'}
          onClick={() => show('scheduled')}
        >
          Scheduled
        </button>
      </div>
      {tab === 'scheduled' &&
        snapshot.scheduled.map((item) => (
          <div key={item.id} data-testid="unsentTweet" className="row">
            <div className="grow">
              <div className="quiet small">
                {new Date(item.at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}
              </div>
              <Press role="button" label="Edit scheduled post" onPress={() => edit(item)}>
                {item.text}
              </Press>
            </div>
            <button
              type="button"
              aria-label="Delete scheduled post"
              className="pill outline danger"
              onClick={() => cancel(item)}
            >
              Delete
            </button>
          </div>
        ))}
      {tab === 'drafts' &&
        snapshot.drafts.map((draft) => (
          <div key={draft.id} data-testid="unsentTweet" className="row">
            <Press
              role="button"
              label="Edit draft"
              onPress={() => openLayer({ kind: 'compose', path: '/compose/post', text: draft.text })}
            >
              {draft.text}
            </Press>
          </div>
        ))}
      {snapshot[tab].length === 0 && <p className="notice">Nothing here.</p>}
    </Dialog>
  );
}

/** Chooses which signed-in account acts. */
export function SwitchDialog() {
  useStore();
  return (
    <Dialog title="Accounts">
      <div className="row">
        <b>@{me().handle}</b> <span className="quiet">acting</span>
      </div>
      {accountItems().map((item) => (
        <Press key={item.label} role="button" testId={item.testId} className="row" onPress={item.pick}>
          {item.label}
        </Press>
      ))}
    </Dialog>
  );
}

/** Edits the bio of one's own profile. */
export function EditProfileDialog() {
  const [bio, setBio] = useState(me().bio);
  const save = async () => {
    const ok = await attempt(
      () => rest('/i/api/1.1/account/update_profile.json', { description: bio, name: me().name }),
      'Your profile was saved.',
    );
    if (ok) closeLayer();
  };
  return (
    <Dialog
      title="Edit profile"
      aside={
        <button
          type="button"
          role="button"
          data-testid="Profile_Save_Button"
          className="pill dark"
          onClick={save}
        >
          Save
        </button>
      }
    >
      <label className="field form">
        <span>Bio</span>
        <textarea
          name="description"
          data-testid="Profile_Bio"
          rows={4}
          maxLength={400}
          value={bio}
          onChange={(event) => setBio(event.target.value)}
        />
      </label>
    </Dialog>
  );
}
