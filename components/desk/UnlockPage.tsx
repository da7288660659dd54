import { useState } from 'react';
import { Button } from '../ui/Button';
import { useDeskActions, useDeskWords } from './desk-context';
import { KeysMakeForce } from './KeysMakeForce';
import { OpenKeysForm } from './OpenKeysForm';

/** The locked desk: open a keys file, or make a force. */
export function UnlockPage() {
  const { t } = useDeskWords();
  const { unlock, changeKeys } = useDeskActions();
  const [isMaking, setMaking] = useState(false);
  if (isMaking) return <KeysMakeForce onCancel={() => setMaking(false)} />;
  return (
    <>
      <p>{t('locked.intro')}</p>
      <section aria-labelledby="open-heading">
        <h2 id="open-heading">{t('locked.open')}</h2>
        <OpenKeysForm
          submit={t('open.submit')}
          onOpen={(keys, upgraded) => {
            void unlock(keys);
            if (upgraded) changeKeys(keys);
          }}
        />
      </section>
      <section aria-labelledby="make-heading">
        <h2 id="make-heading">{t('locked.make')}</h2>
        <p>{t('locked.makeText')}</p>
        <Button onPress={() => setMaking(true)} data-desk="make-force">
          {t('locked.make')}
        </Button>
      </section>
    </>
  );
}
