import { useEffect, useRef, useState } from 'react';
import type { Notice } from '../../lib/board/schema';
import type { DeskDraft } from '../../lib/desk/desk-records';
import {
  emptyForm,
  formFromNotice,
  formFromTemplate,
  type NoticeForm,
  nameOf,
} from '../../lib/desk/notice-form';
import { noticeText } from '../../lib/desk/notice-text';
import { TEMPLATES } from '../../lib/desk/templates';
import { currentNotices, phaseOf } from '../../lib/notices/applicable';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { useInstant } from '../ui/use-instant';
import { useDesk, useDeskActions, useDeskWords } from './desk-context';
import { IncidentCard } from './IncidentCard';
import { NoticeEditor } from './NoticeEditor';
import { NoticePreview } from './NoticePreview';
import { NoticeStandDown } from './NoticeStandDown';

/** What is open in the incident room. */
type View =
  | { readonly kind: 'list' }
  | { readonly kind: 'write'; readonly draft: DeskDraft }
  | { readonly kind: 'check'; readonly draft: DeskDraft }
  | { readonly kind: 'stand-down'; readonly notice: Notice };

/** The incident room: what is in force, and every notice from its template to its end. */
export function IncidentPage() {
  const { t } = useDeskWords();
  const { saveDraft, dropDraft } = useDeskActions();
  const board = useDesk((state) => state.base?.board ?? null);
  const [view, setView] = useState<View>({ kind: 'list' });
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each view is read from its heading on. Not a button: a key that is still held down must not press the next one too.
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else heading.current?.focus();
  }, [view.kind]);

  if (!board) return <h2>{t('nav.incident')}</h2>;
  const write = (form: NoticeForm): void =>
    setView({ kind: 'write', draft: { id: crypto.randomUUID(), savedAt: Date.now(), form } });
  const back = (): void => setView({ kind: 'list' });
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {view.kind === 'list' ? t('nav.incident') : t(titleOf(view))}
      </h2>
      {view.kind === 'list' && (
        <IncidentList
          onWrite={write}
          onContinue={(draft) => setView({ kind: 'write', draft })}
          onStandDown={(notice) => setView({ kind: 'stand-down', notice })}
        />
      )}
      {view.kind === 'write' && (
        <NoticeEditor
          board={board}
          form={view.draft.form}
          onChange={(form) => {
            const draft = { ...view.draft, form, savedAt: Date.now() };
            saveDraft(draft);
            setView({ kind: 'write', draft });
          }}
          onCheck={() => setView({ kind: 'check', draft: view.draft })}
          onBack={back}
        />
      )}
      {view.kind === 'check' && (
        <NoticePreview
          board={board}
          form={view.draft.form}
          onBack={() => setView({ kind: 'write', draft: view.draft })}
          onIssued={() => {
            dropDraft(view.draft.id);
            back();
          }}
        />
      )}
      {view.kind === 'stand-down' && <NoticeStandDown notice={view.notice} onBack={back} onDone={back} />}
    </>
  );
}

function titleOf(view: Exclude<View, { kind: 'list' }>) {
  if (view.kind === 'stand-down') return 'standDown.title';
  const isUpdate = view.draft.form.updates !== null;
  if (view.kind === 'check') return isUpdate ? 'check.titleUpdate' : 'check.title';
  return isUpdate ? 'write.titleUpdate' : 'write.title';
}

interface ListProps {
  readonly onWrite: (form: NoticeForm) => void;
  readonly onContinue: (draft: DeskDraft) => void;
  readonly onStandDown: (notice: Notice) => void;
}

function IncidentList({ onWrite, onContinue, onStandDown }: ListProps) {
  const { t, language, time } = useDeskWords();
  const { dropDraft } = useDeskActions();
  const board = useDesk((state) => state.base?.board ?? null);
  const drafts = useDesk((state) => state.drafts);
  const current = board ? currentNotices(board.notices) : [];
  const now = useInstant([...current.map(({ expires }) => Date.parse(expires)), nextMinute()]);
  if (!board) return null;
  const open = current
    .filter((notice) => phaseOf(notice, now) === 'in-force' || notice.level !== 'advice')
    .sort(
      (a, b) =>
        Number(a.status !== 'actual') - Number(b.status !== 'actual') ||
        Date.parse(b.sent) - Date.parse(a.sent),
    );
  return (
    <>
      <section className="desk__section" aria-labelledby="now-heading" data-desk="in-force">
        <h3 id="now-heading">{t('incident.now')}</h3>
        {open.length === 0 && <p className="standing">{t('incident.none')}</p>}
        {open.map((notice) => (
          <IncidentCard
            key={notice.identifier}
            board={board}
            notice={notice}
            now={now}
            onUpdate={() => onWrite(formFromNotice(notice))}
            onStandDown={() => onStandDown(notice)}
          />
        ))}
      </section>
      <section className="desk__section" aria-labelledby="new-heading">
        <h3 id="new-heading">{t('incident.new')}</h3>
        <p className="muted">{t('incident.newText')}</p>
        <ul className="templates">
          {TEMPLATES.map((template) => (
            <li key={template.id}>
              <Button
                className={`template template--${template.level} template--${template.status}`}
                data-desk={`template-${template.id}`}
                onPress={() => onWrite(formFromTemplate(template, board))}
              >
                {template.name[language]}
              </Button>
            </li>
          ))}
          <li>
            <Button className="template" data-desk="template-empty" onPress={() => onWrite(emptyForm())}>
              {t('incident.empty')}
            </Button>
          </li>
        </ul>
        <p className="muted">{t('incident.apps')}</p>
      </section>
      {drafts.length > 0 && (
        <section className="desk__section" aria-labelledby="drafts-heading">
          <h3 id="drafts-heading">{t('incident.drafts')}</h3>
          <ul className="plain">
            {drafts.map((draft) => (
              <li key={draft.id} className="row row--spread">
                <span>
                  <bdi>
                    {draft.form.headline[language] ||
                      draft.form.headline.en ||
                      draft.form.headline.cy ||
                      t('incident.untitled')}
                  </bdi>{' '}
                  <span className="muted">{time(draft.savedAt)}</span>
                </span>
                <span className="row">
                  <Button onPress={() => onContinue(draft)}>{t('incident.continue')}</Button>
                  <Button variant="quiet" onPress={() => dropDraft(draft.id)}>
                    {t('incident.drop')}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Ended />
    </>
  );
}

/** The last orders that were stood down or replaced; more stand under Seen. */
function Ended() {
  const { t, language, time } = useDeskWords();
  const board = useDesk((state) => state.base?.board ?? null);
  const cancels = (board?.notices ?? [])
    .filter(({ messageType }) => messageType === 'cancel')
    .sort((a, b) => Date.parse(b.sent) - Date.parse(a.sent))
    .slice(0, 5);
  if (!board || cancels.length === 0) return null;
  return (
    <section className="desk__section" aria-labelledby="ended-heading">
      <h3 id="ended-heading">{t('incident.ended')}</h3>
      <ul className="plain">
        {cancels.map((cancel) => {
          const ended = board.notices.find(({ identifier }) => identifier === cancel.references[0]);
          return (
            <li key={cancel.identifier} className="row row--spread">
              <span>
                <bdi>{nameOf(ended ?? cancel, language)}</bdi>{' '}
                <span className="muted">
                  {t('incident.endedAt', { time: time(Date.parse(cancel.sent)) })}
                </span>
              </span>
              <CopyButton
                text={noticeText(cancel, Date.now(), ended)}
                labels={{ copy: t('copyText'), copied: t('copied'), failed: t('copyFailed') }}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const MINUTE_MS = 60_000;
const nextMinute = (): number => (Math.floor(Date.now() / MINUTE_MS) + 1) * MINUTE_MS;
