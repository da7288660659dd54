import { useId, useState } from 'react';
import type { Board } from '../../lib/board/schema';
import {
  changedFields,
  checkForm,
  issueChange,
  type NoticeForm,
  noticeFromForm,
  reach,
} from '../../lib/desk/notice-form';
import { noticeText } from '../../lib/desk/notice-text';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { Trouble } from '../ui/Trouble';
import { useDesk, useDeskActions, useDeskWords } from './desk-context';
import { PreviewSurface } from './PreviewSurface';

/** Properties of {@link NoticePreview}. */
export interface NoticePreviewProps {
  readonly board: Board;
  readonly form: NoticeForm;
  readonly onBack: () => void;
  readonly onIssued: () => void;
}

/** Exactly what operators will see, and the press that issues it. */
export function NoticePreview({ board, form, onBack, onIssued }: NoticePreviewProps) {
  const { t, time } = useDeskWords();
  const { publish } = useDeskActions();
  const isBusy = useDesk(
    ({ publishing }) => publishing?.stage === 'signing' || publishing?.stage === 'sending',
  );
  const id = useId();
  const [scheme, setScheme] = useState<'light' | 'dark'>('light');
  // Made once, so that the preview does not change while it is read; the times are set anew on issuing.
  const [at] = useState(Date.now);
  const notice = noticeFromForm(form, board, at, 'preview');
  const reached = reach(form, board);
  const before = board.notices.find(({ identifier }) => identifier === form.updates);
  const isExercise = notice.status !== 'actual';
  const isStopped = checkForm(form, board, Date.now()).some(({ stops }) => stops);
  const issue = (): void => {
    // The bar above says how it goes; what fails stays there with its own button.
    void publish([issueChange(form, board, Date.now())]);
    onIssued();
  };
  return (
    <section className={`desk__section ${isExercise ? 'desk__section--exercise' : ''}`} data-desk="preview">
      <p>
        <strong>
          {isExercise && `${t('exercise')}: `}
          {t(`level.${form.level}`)}
        </strong>
        {' · '}
        {t('card.reach', { count: reached.length })}{' '}
        {t('card.until', { time: time(Date.parse(notice.expires)) })}
      </p>
      <p className="muted">{t('incident.apps')}</p>
      {/* Not where “Check and issue” was: the second half of a double click must not issue anything unread. */}
      <div className="row desk__steps">
        <Button
          variant="strong"
          className={isExercise ? 'desk__exercise-press' : 'desk__issue'}
          waiting={isBusy || isStopped}
          onPress={issue}
          data-desk="issue-now"
        >
          {t(isExercise ? 'check.issueExercise' : 'check.issue')}
        </Button>
        <Button onPress={onBack} data-desk="change">
          {t('check.change')}
        </Button>
        <CopyButton
          text={noticeText(notice, at)}
          labels={{ copy: t('copyText'), copied: t('copied'), failed: t('copyFailed') }}
        />
      </div>
      {before && (
        <Trouble>
          <p>
            {t('check.changes')}{' '}
            {changedFields(before, notice)
              .map((field) => t(`field.${field === 'corporateLines' ? 'lines' : fieldName(field)}`))
              .join(', ')}
          </p>
        </Trouble>
      )}
      <fieldset className="choice row">
        <legend>{t('check.scheme')}</legend>
        {(['light', 'dark'] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={`${id}-scheme`}
              checked={scheme === one}
              onChange={() => setScheme(one)}
            />
            {t(`scheme.${one}`)}
          </label>
        ))}
      </fieldset>
      <div className="previews">
        {(['en', 'cy'] as const).map((language) => (
          <div key={language}>
            <h3>{t(`language.${language}`)}</h3>
            <h4>{t('check.banner')}</h4>
            <PreviewSurface
              // The guard's store is made of what it is given first.
              key={`${language} banner ${scheme}`}
              kind="banner"
              language={language}
              scheme={scheme}
              board={board}
              notice={notice}
              account={reached[0] ?? null}
            />
            {form.level !== 'advice' && (
              <>
                <h4>{t('check.hold')}</h4>
                <PreviewSurface
                  key={`${language} hold ${scheme}`}
                  kind="hold"
                  language={language}
                  scheme={scheme}
                  board={board}
                  notice={notice}
                  account={reached[0] ?? null}
                />
              </>
            )}
          </div>
        ))}
      </div>
      <h3>{t('check.asText')}</h3>
      <pre className="as-text">{noticeText(notice, at)}</pre>
    </section>
  );
}

/** The fields of a notice under the names of the form's. */
function fieldName(field: string) {
  switch (field) {
    case 'expires':
      return 'expiry';
    case 'level':
    case 'status':
    case 'headline':
    case 'reason':
    case 'instruction':
    case 'reshare':
    case 'contact':
      return field;
    default:
      return 'scope';
  }
}
