import { useState } from 'react';
import { sealKeysFile } from '../../lib/desk/keys-file';
import { useDesk, useDeskActions, useDeskWords } from './desk-context';
import { KeysJoining } from './KeysJoining';
import { Save } from './KeysMakeForce';
import { KeysRevoke } from './KeysRevoke';
import { KeysRotation } from './KeysRotation';
import { KeysTarget } from './KeysTarget';

/** The force's keys: where boards go, joining code, copies, and what to do when a key must change. */
export function KeysPage() {
  const { t } = useDeskWords();
  const { keysSaved } = useDeskActions();
  const keys = useDesk((state) => state.keys);
  const [saved, setSaved] = useState(0);
  if (!keys) return null;
  return (
    <>
      <h2>{t('nav.keys')}</h2>
      <p className="muted">{t('keys.memory')}</p>
      <section className="desk__section" aria-labelledby="target-heading">
        <h3 id="target-heading">{t('target.title')}</h3>
        <KeysTarget />
      </section>
      <section className="desk__section" aria-labelledby="joining-heading">
        <h3 id="joining-heading">{t('joining.title')}</h3>
        <KeysJoining keys={keys} />
      </section>
      <section className="desk__section" aria-labelledby="save-heading">
        <h3 id="save-heading">{t('keys.save')}</h3>
        <p>{t('keys.saveText')}</p>
        <p role="status">{saved > 0 ? t('keys.saved') : ''}</p>
        <details>
          <summary>{t('keys.saveOpen')}</summary>
          <Save
            key={saved}
            submit={t('make.saveKeys')}
            fileName={`${keys.forceId}-keys.json`}
            seal={(passphrase) => sealKeysFile(keys, passphrase)}
            onSaved={() => {
              keysSaved();
              setSaved(saved + 1);
            }}
          />
        </details>
      </section>
      <section className="desk__section" aria-labelledby="rotation-heading">
        <h3 id="rotation-heading">{t('rotation.title')}</h3>
        <KeysRotation keys={keys} />
      </section>
      <section className="desk__section" aria-labelledby="revoke-heading">
        <h3 id="revoke-heading">{t('revoke.title')}</h3>
        <KeysRevoke keys={keys} />
      </section>
    </>
  );
}
