import { useId } from 'react';
import type { Localized, Notice } from '../../lib/board/schema';
import { localize } from '../../lib/i18n/translate';
import { BoardText } from '../ui/BoardText';
import { CopyButton } from '../ui/CopyButton';
import { ExternalLink } from '../ui/ExternalLink';
import { useWords } from './guard-context';

/** The corporate lines of a notice, each to copy, with the corporate post where there is one. */
export function CorporateLines({ lines }: { readonly lines: Notice['corporateLines'] }) {
  return (
    <ul className="list">
      {lines.map(({ text, url }) => (
        <CorporateLine key={`${url ?? ''} ${text.en ?? ''} ${text.cy ?? ''}`} text={text} url={url} />
      ))}
    </ul>
  );
}

function CorporateLine({ text, url }: { readonly text: Localized; readonly url?: string | undefined }) {
  const { t, language } = useWords();
  const id = useId();
  const own = localize(text, language);
  return (
    <li className="line">
      <div id={id}>
        <BoardText text={text} language={language} labels={{ more: t('more'), less: t('less') }} />
      </div>
      <div className="row">
        <CopyButton
          text={own.text}
          describedBy={id}
          labels={{ copy: t('copy'), copied: t('copied'), failed: t('copyFailed') }}
        />
        {url !== undefined && <ExternalLink href={url}>{t('linePost')}</ExternalLink>}
      </div>
    </li>
  );
}
