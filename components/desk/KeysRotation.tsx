import { createChange } from '../../lib/desk/board-change';
import { beginRotation, type ForceKeys, finishRotation, type KeyUse } from '../../lib/desk/force-keys';
import { Button } from '../ui/Button';
import { useDesk, useDeskActions, useDeskWords } from './desk-context';

const USES: readonly KeyUse[] = ['signing', 'opening', 'content'];

/** Changing a key: announced by one board, taken into use by a later one, so that nobody is locked out. */
export function KeysRotation({ keys }: { readonly keys: ForceKeys }) {
  const { t } = useDeskWords();
  const { changeKeys, propose } = useDeskActions();
  const board = useDesk((state) => state.base?.board ?? null);
  const change = (next: ForceKeys, use: KeyUse): void => {
    changeKeys(next);
    // What a board says of the keys is written when it is signed; the change only says that one must be.
    propose(
      createChange({
        id: `keys-${use}`,
        what: 'keys',
        label: { key: 'change.keys', params: { name: t(`use.${use}`) } },
        edits: [],
      }),
    );
  };
  return (
    <ul className="plain">
      {USES.map((use) => {
        const begun = use === 'signing' ? keys.nextSigning : use === 'content' ? keys.nextContent : undefined;
        const isOut = isAnnounced(use, keys, board?.keys);
        return (
          <li key={use} className="desk__key">
            <strong>{t(`use.${use}`)}</strong>
            <span>{t(`rotation.${use}`)}</span>
            {use !== 'content' && (
              <span className="muted">
                {t('rotation.present')} <code className="code">{keys[use][0]?.kid.slice(0, 12)}</code>
              </span>
            )}
            {begun !== undefined && (
              <span role="status">{t(isOut ? 'rotation.announced' : 'rotation.notOut')}</span>
            )}
            <span className="row">
              {begun === undefined ? (
                <Button
                  data-desk={`rotate-${use}`}
                  onPress={() => void beginRotation(keys, use).then((next) => change(next, use))}
                >
                  {t(use === 'opening' ? 'rotation.now' : 'rotation.begin')}
                </Button>
              ) : (
                <Button waiting={!isOut} onPress={() => change(finishRotation(keys, use), use)}>
                  {t('rotation.finish')}
                </Button>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Whether the published board names the key that is to take over: before that nobody would know it. */
function isAnnounced(
  use: KeyUse,
  keys: ForceKeys,
  named: { readonly signing: readonly { kid: string }[]; readonly content: readonly string[] } | undefined,
): boolean {
  if (!named) return false;
  if (use === 'signing') return named.signing.some(({ kid }) => kid === keys.nextSigning?.kid);
  return keys.nextContent !== undefined && named.content.includes(keys.nextContent);
}
