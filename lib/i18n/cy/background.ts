import type { backgroundEn } from '../en/background';
import type { Message } from '../translate';

/** Yr hyn y mae hysbysiadau’r porwr ei hun yn ei ddweud pan fydd gorchymyn yn dechrau, yn newid neu’n dod i ben. */
export const backgroundCy: { readonly [K in keyof typeof backgroundEn]: Message } = {
  'starts.blackout': 'Gwaharddiad postio: peidiwch â phostio dim',
  'starts.corporate-lines-only': 'Llinellau corfforaethol yn unig',
  'starts.advice': 'Cyngor gan Gyfathrebu Corfforaethol',
  'updated.blackout': 'Wedi’i ddiweddaru: gwaharddiad postio',
  'updated.corporate-lines-only': 'Wedi’u diweddaru: llinellau corfforaethol yn unig',
  'updated.advice': 'Wedi’i ddiweddaru: cyngor',
  'ends.blackout': 'Mae’r gwaharddiad postio wedi dod i ben',
  'ends.corporate-lines-only': 'Cewch bostio mwy na’r llinellau corfforaethol unwaith eto',
  'ends.advice': 'Mae’r cyngor wedi dod i ben',
  exercise: 'YMARFER: {what} (ymarfer yn unig)',
  endsDo:
    'Cyn postio, edrychwch ar yr hyn sydd wedi’i amserlennu, ar yr hyn sydd wedi’i binio, ac ar eich tôn.',
  otherLanguage: '{text} (yn Saesneg yn unig)',
};
