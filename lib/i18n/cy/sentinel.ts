import type { sentinelEn } from '../en/sentinel';
import type { Message } from '../translate';

/** Yr hyn y mae’r gwyliwr yn ei ddweud ar ei ben ei hun. */
export const sentinelCy: { readonly [K in keyof typeof sentinelEn]: Message } = {
  notProtecting: 'Nid yw Cordon yn gwarchod y dudalen hon.',
  'reason.unguarded-host':
    'Nid yw Cordon yn gwarchod y rhan hon o’r platfform eto. Defnyddiwch y brif wefan ar gyfer negeseuon swyddogol.',
  'reason.no-identity': 'Ni all Cordon weld pa gyfrif sydd ar waith. Ail-lwythwch y dudalen cyn postio.',
  'reason.no-controls': 'Nid yw Cordon yn adnabod y botymau ar y dudalen hon, felly ni all atal neges yma.',
  'reason.unknown-composer': 'Nid yw Cordon yn adnabod y blwch neges hwn, felly ni all atal neges yma.',
  'reason.not-started': 'Ni allai Cordon ddarllen beth sydd mewn grym. Ail-lwythwch y dudalen cyn postio.',
  orphaned:
    'Cafodd Cordon ei ddiweddaru neu ei ddiffodd, ac nid yw’n gwarchod y dudalen hon mwyach. Ail-lwythwch hi.',
  conflict: 'Mae Cordon yn gweld arwyddion o ddau gyfrif yma ({signs}). Ail-lwythwch y dudalen cyn postio.',
  notKnown: 'Nid yw’n hysbys beth sydd mewn grym.',
  noGuard:
    'Ni agorodd panel Cordon ar y dudalen hon. Bydd gwaharddiad yn dal i atal negeseuon, ond ni chaiff drafftiau eu gwirio. Ail-lwythwch y dudalen.',
  understood: 'Rwy’n deall',
  held: 'Heb ei bostio. Mae gwaharddiad postio mewn grym, ac ni all Cordon weld pa gyfrif sydd ar waith.',
  heldNoGuard: 'Heb ei bostio: {headline}',
  riskToLife: 'Perygl i fywyd: gadewch fy nghlic nesaf drwodd',
  notOfficial: 'Nid cyfrif swyddogol yw hwn',
  reload: 'Ail-lwytho’r dudalen',
  close: 'Cau',
};
