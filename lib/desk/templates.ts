import type { Localized, Notice } from '../board/schema';

/** A notice that is ready to go out but for its time: every sentence stands in both languages. Wording is ours. */
export interface NoticeTemplate {
  readonly id: string;
  /** What the desk calls it; a person looks for it at three in the morning. */
  readonly name: Required<Localized>;
  readonly level: Notice['level'];
  readonly status: 'actual' | 'exercise';
  readonly headline: Required<Localized>;
  readonly reason: Required<Localized>;
  readonly instruction: Required<Localized>;
  readonly lines: readonly Required<Localized>[];
  /** Hours it runs unless somebody says otherwise. */
  readonly hours: number;
  /** Whether posts of the force's corporate accounts may be reshared. */
  readonly resharesCorporate: boolean;
}

/** The templates in the order the desk offers them: what is needed most urgently comes first. */
export const TEMPLATES: readonly NoticeTemplate[] = [
  {
    id: 'blackout-major-incident',
    name: { en: 'Blackout: major incident', cy: 'Gwaharddiad postio: digwyddiad mawr' },
    level: 'blackout',
    status: 'actual',
    headline: { en: 'Major incident: post nothing', cy: 'Digwyddiad mawr: peidiwch â phostio dim' },
    reason: {
      en: 'A major incident has been declared. A post from any official account could now put people at risk or get in the way of the response.',
      cy: 'Mae digwyddiad mawr wedi’i ddatgan. Gallai neges o unrhyw gyfrif swyddogol nawr beryglu pobl neu amharu ar yr ymateb.',
    },
    instruction: {
      en: 'Publish nothing from official accounts: no posts, replies, shares or stories. Look through what is scheduled and cancel it. Pass anything the public tells you to the control room.',
      cy: 'Peidiwch â chyhoeddi dim o gyfrifon swyddogol: dim negeseuon, atebion, rhannu na straeon. Edrychwch drwy’r hyn sydd wedi’i amserlennu a’i ganslo. Rhowch unrhyw beth a ddywed y cyhoedd wrthych i’r ystafell reoli.',
    },
    lines: [],
    hours: 12,
    resharesCorporate: false,
  },
  {
    id: 'blackout-national',
    name: {
      en: 'Blackout: terrorism or national incident',
      cy: 'Gwaharddiad postio: terfysgaeth neu ddigwyddiad cenedlaethol',
    },
    level: 'blackout',
    status: 'actual',
    headline: {
      en: 'National incident: post nothing',
      cy: 'Digwyddiad cenedlaethol: peidiwch â phostio dim',
    },
    reason: {
      en: 'What the police say about this incident is agreed nationally and comes from the corporate accounts alone.',
      cy: 'Cytunir yn genedlaethol ar yr hyn y mae’r heddlu yn ei ddweud am y digwyddiad hwn, ac o’r cyfrifon corfforaethol yn unig y daw.',
    },
    instruction: {
      en: 'Publish nothing. Do not confirm, comment or guess, and show nothing of where officers are or what they do. Cancel what is scheduled. Wait for corporate lines.',
      cy: 'Peidiwch â chyhoeddi dim. Peidiwch â chadarnhau, rhoi sylwadau na dyfalu, na dangos ble mae swyddogion na beth y maent yn ei wneud. Canslwch yr hyn sydd wedi’i amserlennu. Arhoswch am linellau corfforaethol.',
    },
    lines: [],
    hours: 24,
    resharesCorporate: false,
  },
  {
    id: 'missing-child',
    name: {
      en: 'Missing child: corporate appeal only',
      cy: 'Plentyn ar goll: yr apêl gorfforaethol yn unig',
    },
    level: 'corporate-lines-only',
    status: 'actual',
    headline: {
      en: 'Missing child: share the corporate appeal and nothing else',
      cy: 'Plentyn ar goll: rhannwch yr apêl gorfforaethol a dim arall',
    },
    reason: {
      en: 'One appeal with one picture and one number travels further, and can be taken down in one place once the child is safe.',
      cy: 'Mae un apêl, gydag un llun ac un rhif, yn teithio ymhellach, a gellir ei thynnu i lawr mewn un lle pan fydd y plentyn yn ddiogel.',
    },
    instruction: {
      en: 'Share the appeal of the corporate account as it stands. Do not write one of your own, and add no names, pictures or places. Pass every sighting to the control room at once.',
      cy: 'Rhannwch apêl y cyfrif corfforaethol fel y mae. Peidiwch ag ysgrifennu eich apêl eich hun, a pheidiwch ag ychwanegu enwau, lluniau na lleoedd. Rhowch wybod i’r ystafell reoli ar unwaith am bob adroddiad o weld y plentyn.',
    },
    lines: [
      {
        en: 'We are looking for a missing child. If you see them, ring 999 at once.',
        cy: 'Rydym yn chwilio am blentyn sydd ar goll. Os gwelwch y plentyn, ffoniwch 999 ar unwaith.',
      },
    ],
    hours: 12,
    resharesCorporate: true,
  },
  {
    id: 'corporate-lines',
    name: { en: 'Corporate lines only', cy: 'Llinellau corfforaethol yn unig' },
    level: 'corporate-lines-only',
    status: 'actual',
    headline: {
      en: 'Corporate lines only until further notice',
      cy: 'Llinellau corfforaethol yn unig hyd nes y clywch yn wahanol',
    },
    reason: {
      en: 'During this incident the force speaks with one voice, so that people can trust what they read.',
      cy: 'Yn ystod y digwyddiad hwn mae’r heddlu yn siarad ag un llais, fel y gall pobl ymddiried yn yr hyn y maent yn ei ddarllen.',
    },
    instruction: {
      en: 'Share posts of the corporate accounts. Publish nothing of your own about the incident, and hold everything else that can wait.',
      cy: 'Rhannwch negeseuon y cyfrifon corfforaethol. Peidiwch â chyhoeddi dim o’ch eiddo eich hun am y digwyddiad, a daliwch yn ôl bopeth arall a all aros.',
    },
    lines: [
      {
        en: 'We are dealing with an incident. Please follow our corporate account for updates.',
        cy: 'Rydym yn delio â digwyddiad. Dilynwch ein cyfrif corfforaethol i gael y newyddion diweddaraf.',
      },
    ],
    hours: 12,
    resharesCorporate: true,
  },
  {
    id: 'pre-election',
    name: { en: 'Advice: pre-election period', cy: 'Cyngor: cyfnod cyn etholiad' },
    level: 'advice',
    status: 'actual',
    headline: {
      en: 'Pre-election period: nothing that could seem to take sides',
      cy: 'Cyfnod cyn etholiad: dim byd a allai ymddangos fel petai’n cymryd ochr',
    },
    reason: {
      en: 'The police must be, and be seen to be, impartial while people decide how to vote.',
      cy: 'Rhaid i’r heddlu fod yn ddiduedd, a chael eu gweld felly, tra bydd pobl yn penderfynu sut i bleidleisio.',
    },
    instruction: {
      en: 'Do not share, like or mention candidates, parties or campaigns. Keep new campaigns and announcements until after the vote. If in doubt, ask Corporate Communications first.',
      cy: 'Peidiwch â rhannu, hoffi na chrybwyll ymgeiswyr, pleidiau nac ymgyrchoedd. Cadwch ymgyrchoedd a chyhoeddiadau newydd tan ar ôl y bleidlais. Os oes amheuaeth, holwch Gyfathrebu Corfforaethol yn gyntaf.',
    },
    lines: [],
    hours: 24 * 28,
    resharesCorporate: false,
  },
  {
    id: 'exercise-blackout',
    name: { en: 'Exercise: blackout', cy: 'Ymarfer: gwaharddiad postio' },
    level: 'blackout',
    status: 'exercise',
    headline: {
      en: 'practice blackout, nothing has happened',
      cy: 'gwaharddiad postio, nid oes dim wedi digwydd',
    },
    reason: {
      en: 'This is an exercise. It shows how quickly an order reaches everybody.',
      cy: 'Ymarfer yw hwn. Mae’n dangos pa mor gyflym y mae gorchymyn yn cyrraedd pawb.',
    },
    instruction: {
      en: 'Press “I have seen this”. If you have to post, choose “Exercise: post anyway”.',
      cy: 'Pwyswch “Rwyf wedi gweld hyn”. Os oes rhaid ichi bostio, dewiswch “Ymarfer: postio beth bynnag”.',
    },
    lines: [],
    hours: 1,
    resharesCorporate: false,
  },
];

/** Closing words to choose from when an order is stood down. */
export const CLOSING_WORDS: readonly { readonly id: string; readonly text: Required<Localized> }[] = [
  {
    id: 'over',
    text: {
      en: 'Stood down: you may post again, after a look through the checklist',
      cy: 'Codwyd y gorchymyn: cewch bostio eto ar ôl edrych drwy’r rhestr wirio',
    },
  },
  {
    id: 'care',
    text: {
      en: 'Stood down: you may post again, but nothing about the incident',
      cy: 'Codwyd y gorchymyn: cewch bostio eto, ond dim am y digwyddiad',
    },
  },
  {
    id: 'found',
    text: {
      en: 'The child has been found safe: take shared appeals down',
      cy: 'Daethpwyd o hyd i’r plentyn yn ddiogel: tynnwch yr apeliadau a rannwyd i lawr',
    },
  },
  {
    id: 'mistake',
    text: {
      en: 'Issued by mistake: there is no such order',
      cy: 'Cyhoeddwyd drwy gamgymeriad: nid oes gorchymyn o’r fath',
    },
  },
];
