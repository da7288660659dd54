import type { Localized, RemovalRequest } from '../board/schema';
import { deskRegisterCy } from '../i18n/cy/desk-register';
import { deskRegisterEn } from '../i18n/en/desk-register';
import { formatTime } from '../i18n/time';
import { createTranslate, localize } from '../i18n/translate';

/**
 * A removal request as plain text in both languages, Welsh first, for a message to whoever has no browser with Cordon
 * at hand. `account` is the account's name, `now` in ms.
 */
export function removalText(request: RemovalRequest, account: string, now: number): string {
  return (['cy', 'en'] as const)
    .map((language) => {
      const t = createTranslate({ en: deskRegisterEn, cy: deskRegisterCy }, language);
      return [
        t('removal.text.head', { account }),
        ...request.posts,
        t('removal.text.by', { time: formatTime(Date.parse(request.by), language, now) }),
        t(`removal.text.${request.askedBy}`),
        ...reasonIn(request.reason, language).map(({ key, reason }) => t(key, { reason })),
        t('removal.text.then'),
      ].join('\n');
    })
    .join('\n\n');
}

/** The reason in this language, else in the other, marked as such; nothing where none was given. */
function reasonIn(
  text: Localized | undefined,
  language: 'en' | 'cy',
): { readonly key: 'removal.text.reason' | 'removal.text.otherOnly'; readonly reason: string }[] {
  if (!text) return [];
  const { text: reason, language: own } = localize(text, language);
  return [{ key: own === language ? 'removal.text.reason' : 'removal.text.otherOnly', reason }];
}
