import { useState } from 'react';
import type { BoardChange } from '../../lib/desk/board-change';
import { browser } from '../../lib/messages/browser';
import { Button } from '../ui/Button';
import { Trouble } from '../ui/Trouble';
import { ChangeName } from './ChangeName';
import { type Publishing, useDesk, useDeskActions, useDeskWords } from './desk-context';
import { canRestore } from './desk-store';
import { PublishConflict } from './PublishConflict';

/** Milliseconds before a board runs out in which the desk says so; ours. Whoever opens the desk once a month sees it. */
const RUNS_OUT_MS = 45 * 24 * 60 * 60 * 1000;

/** What is not published yet and how publishing goes; the same on every page of the desk. */
export function PublishBar() {
  const { t } = useDeskWords();
  const actions = useDeskActions();
  const pending = useDesk((state) => state.pending);
  const conflicts = useDesk((state) => state.conflicts);
  const publishing = useDesk((state) => state.publishing);
  const isLoading = useDesk((state) => state.loading);
  const unsavedKeys = useDesk((state) => state.unsavedKeys);
  const isBusy = publishing !== null && (publishing.stage === 'signing' || publishing.stage === 'sending');
  const [isOpen, setOpen] = useState(false);
  // What is on its way, or failed with its own button, need not be offered once more.
  const named = publishing && publishing.stage !== 'done' ? publishing.ids : [];
  const others = pending.filter(({ id }) => !named.includes(id));
  // An order that waits to go out is never hidden behind a count.
  const hasOrder = others.some(({ what }) => what === 'notice');
  return (
    <section className="publish" aria-label={t('publish.region')} data-desk="publish-bar">
      <p role="status" className="muted">
        {isLoading ? t('publish.loading') : ''}
      </p>
      <LoadTroubleNote />
      <BoardAge />
      <ClockNote />
      {unsavedKeys && (
        <Trouble>
          <p>{t('keys.unsaved')}</p>
          <Button onPress={() => actions.go('keys')}>{t('keys.toSave')}</Button>
        </Trouble>
      )}
      {/* It stands there before there is anything to say: what comes into it is then read out. */}
      <div role="status">{publishing && isGoing(publishing) && <Going publishing={publishing} />}</div>
      {publishing && !isGoing(publishing) && <Stopped publishing={publishing} pending={pending} />}
      {conflicts.map((one) => (
        <PublishConflict key={one.change.id} conflict={one} />
      ))}
      {others.length > 0 && (
        <div className="publish__pending">
          <div className="row">
            <strong>{t('publish.pending', { count: others.length })}</strong>
            <Button
              variant="strong"
              waiting={isBusy}
              data-desk="publish"
              onPress={() => void actions.publish(others.filter(({ id }) => !isConflicting(conflicts, id)))}
            >
              {t('publish.all')}
            </Button>
            {!hasOrder && (
              <Button variant="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
                {isOpen ? t('publish.hide') : t('publish.show')}
              </Button>
            )}
          </div>
          {(isOpen || hasOrder) && (
            <ul className="plain">
              {others.map((change) => (
                <li key={change.id} className="row row--spread">
                  <ChangeName change={change} />
                  <Button variant="quiet" onPress={() => actions.withdraw(change.id)}>
                    {t('publish.withdraw')}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}

const isConflicting = (conflicts: readonly { readonly change: BoardChange }[], id: string): boolean =>
  conflicts.some(({ change }) => change.id === id);

function LoadTroubleNote() {
  const { t } = useDeskWords();
  const actions = useDeskActions();
  const trouble = useDesk((state) => state.loadTrouble);
  const keys = useDesk((state) => state.keys);
  const isLoading = useDesk((state) => state.loading);
  if (!trouble) return null;
  return (
    <Trouble tone="alarm">
      <p>{t(`load.${trouble.problem}`, { detail: trouble.detail ?? '' })}</p>
      <div className="row">
        <Button waiting={isLoading} onPress={() => void actions.reload()}>
          {t('load.again')}
        </Button>
        {keys?.publishing?.kind === 'put' && trouble.problem === 'offline' && (
          <AllowServer url={keys.publishing.url} />
        )}
        {keys && canRestore(keys, trouble) && (
          <Button onPress={() => void actions.restore()} data-desk="restore">
            {t('load.restore')}
          </Button>
        )}
      </div>
    </Trouble>
  );
}

/** Another browser than the one where the server was chosen has not been allowed to reach it yet. */
function AllowServer({ url }: { readonly url: string }) {
  const { t } = useDeskWords();
  const actions = useDeskActions();
  const allow = async (): Promise<void> => {
    // Asked for within the press, before anything is waited for: browsers allow it only then.
    const granted = browser.permissions.request({ origins: [`${new URL(url).origin}/*`] });
    if (await granted.catch(() => false)) await actions.reload();
  };
  return <Button onPress={() => void allow()}>{t('load.allow')}</Button>;
}

/** Milliseconds by which the clock may be off before it is said; ours. A relay's heartbeat may be half a minute old. */
const CLOCK_MS = 2 * 60_000;

/** A wrong clock here would make every order too short or too long. */
function ClockNote() {
  const { t } = useDeskWords();
  const ahead = useDesk((state) => state.base?.clockAhead ?? 0);
  if (Math.abs(ahead) < CLOCK_MS) return null;
  const count = Math.round(Math.abs(ahead) / 60_000);
  return <Trouble>{t(ahead > 0 ? 'clock.ahead' : 'clock.behind', { count })}</Trouble>;
}

/** A board that nobody signs anew runs out, and operators then know nothing. */
function BoardAge() {
  const { t, time } = useDeskWords();
  const actions = useDeskActions();
  const base = useDesk((state) => state.base);
  if (!base || base.text === null) return null;
  const ends = Date.parse(base.board.expires);
  if (ends - Date.now() > RUNS_OUT_MS) return null;
  return (
    <Trouble tone={ends <= Date.now() ? 'alarm' : 'warn'}>
      <p>{t('publish.runsOut', { time: time(ends) })}</p>
      <Button onPress={() => void actions.publish([])}>{t('publish.signAnew')}</Button>
    </Trouble>
  );
}

type Going = Exclude<Publishing, { stage: 'changed' | 'failed' }>;
type Stopped = Extract<Publishing, { stage: 'changed' | 'failed' }>;

const isGoing = (publishing: Publishing): publishing is Going =>
  publishing.stage !== 'changed' && publishing.stage !== 'failed';

/** On its way, or out. */
function Going({ publishing }: { readonly publishing: Going }) {
  const { t, time } = useDeskWords();
  const actions = useDeskActions();
  const page = useDesk((state) => state.page);
  if (publishing.stage !== 'done') {
    return (
      <p className="standing" data-desk="publishing">
        <progress aria-label={t(`publish.${publishing.stage}`)} /> {t(`publish.${publishing.stage}`)}
      </p>
    );
  }
  return (
    <div className="standing standing--clear" data-desk="published">
      <p>{t(publishing.asFile ? 'publish.doneFile' : 'publish.done', { time: time(publishing.at) })}</p>
      <div className="row">
        {page !== 'seen' && <Button onPress={() => actions.go('seen')}>{t('publish.toSeen')}</Button>}
        <Button variant="quiet" onPress={actions.closePublishing}>
          {t('close')}
        </Button>
      </div>
    </div>
  );
}

/** Not out, and what can be done about it. */
function Stopped({
  publishing,
  pending,
}: {
  readonly publishing: Stopped;
  readonly pending: readonly BoardChange[];
}) {
  const { t, time } = useDeskWords();
  const actions = useDeskActions();
  const own = pending.filter(({ id }) => publishing.ids.includes(id));
  const again = (
    <Button variant="strong" data-desk="publish-again" onPress={() => void actions.publish(own)}>
      {t('publish.again')}
    </Button>
  );
  const close = (
    <Button variant="quiet" onPress={actions.closePublishing}>
      {t('close')}
    </Button>
  );
  const takeBack = (): void => {
    for (const { id } of own) actions.withdraw(id);
    actions.closePublishing();
  };
  switch (publishing.stage) {
    case 'changed': {
      const { since } = publishing;
      return (
        <Trouble tone="alarm">
          <p data-desk="changed">{t('publish.changed', { time: time(since.signedAt) })}</p>
          <ul>
            {since.issued.map((name) => (
              <li key={`+${name}`}>{t('since.issued', { name })}</li>
            ))}
            {since.ended.map((name) => (
              <li key={`-${name}`}>{t('since.ended', { name })}</li>
            ))}
            {since.register > 0 && <li>{t('since.register', { count: since.register })}</li>}
            {since.others > 0 && <li>{t('since.others', { count: since.others })}</li>}
          </ul>
          <Still own={own} />
          <div className="row">
            {own.length > 0 && again}
            {close}
          </div>
        </Trouble>
      );
    }
    case 'failed':
      return (
        <Trouble tone="alarm">
          <p data-desk="failed">
            {t(`publish.problem.${publishing.problem}`, { detail: publishing.detail ?? '' })}
          </p>
          <Still own={own} />
          <div className="row">
            {publishing.problem !== 'unclear' && publishing.problem !== 'expired' && again}
            {publishing.problem === 'expired' && (
              <Button variant="strong" onPress={takeBack}>
                {t('publish.withdraw')}
              </Button>
            )}
            {publishing.problem === 'no-target' && (
              <Button onPress={() => actions.go('keys')}>{t('publish.toTarget')}</Button>
            )}
            {close}
          </div>
        </Trouble>
      );
  }
}

function Still({ own }: { readonly own: readonly BoardChange[] }) {
  const { t } = useDeskWords();
  if (own.length === 0) return null;
  return (
    <>
      <p>{t('publish.notOut')}</p>
      <ul>
        {own.map((change) => (
          <li key={change.id}>
            <ChangeName change={change} />
          </li>
        ))}
      </ul>
    </>
  );
}
