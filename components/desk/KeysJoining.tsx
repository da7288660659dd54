import { type ForceKeys, joiningCodeFor } from '../../lib/desk/force-keys';
import { CopyButton } from '../ui/CopyButton';
import { useDeskWords } from './desk-context';

/** The joining code for operators' browsers, and the same as a policy for managed ones. */
export function KeysJoining({ keys }: { readonly keys: ForceKeys }) {
  const { t } = useDeskWords();
  if (!keys.publishing) return <p>{t('joining.noTarget')}</p>;
  const code = joiningCodeFor(keys);
  const policy = JSON.stringify({ joiningCode: code }, null, 2);
  const labels = { copied: t('copied'), failed: t('copyFailed') };
  return (
    <>
      <p>{t('joining.text')}</p>
      <textarea
        className="code"
        readOnly
        rows={5}
        aria-label={t('joining.title')}
        value={code}
        data-desk="joining-code"
      />
      <div className="row">
        <CopyButton text={code} labels={{ copy: t('joining.copy'), ...labels }} />
        <CopyButton text={policy} labels={{ copy: t('joining.copyPolicy'), ...labels }} />
      </div>
      <details>
        <summary>{t('joining.policy')}</summary>
        <p>{t('joining.policyText')}</p>
        <pre className="as-text">{policy}</pre>
      </details>
    </>
  );
}
