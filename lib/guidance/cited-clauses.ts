import type { ClauseId } from './clause-id';
import type { GuidanceLanguage } from './pack';

/** A clause of the guidance in Cordon's own words. */
export interface ClauseText {
  readonly title: string;
  readonly text: string;
}

/** A clause in both languages. */
export type ClauseTexts = Readonly<Record<GuidanceLanguage, ClauseText>>;

/**
 * The clauses that findings and holds cite on a platform's page. The others are in other-clauses.ts, so that a page
 * does not load what it never shows; a test holds that every clause a rule cites is here.
 */
export const CITED_CLAUSES = {
  'S3.1': {
    en: {
      title: 'When it goes wrong',
      text: 'Professional standards and staffing policies cover what is posted, just as they cover anything else done at work.',
    },
    cy: {
      title: 'Pan aiff pethau o chwith',
      text: 'Mae safonau proffesiynol a pholisïau staffio yn berthnasol i’r hyn a bostir, fel i bopeth arall a wneir yn y gwaith.',
    },
  },
  'S5.9': {
    en: {
      title: 'Blackout',
      text: 'When a blackout is called nothing is published until Corporate Communications ends it.',
    },
    cy: {
      title: 'Gwaharddiad postio',
      text: 'Pan fydd gwaharddiad postio mewn grym, ni chyhoeddir dim nes i Gyfathrebu Corfforaethol ddod ag ef i ben.',
    },
  },
  'S5.10': {
    en: {
      title: 'What may be shared',
      text: 'During an incident, share only the posts that Corporate Communications has named for sharing.',
    },
    cy: {
      title: 'Beth y gellir ei rannu',
      text: 'Yn ystod digwyddiad, rhannwch ddim ond y negeseuon y mae Cyfathrebu Corfforaethol wedi’u henwi i’w rhannu.',
    },
  },
  'S5.12': {
    en: {
      title: 'Major incidents',
      text: 'In a major incident instructions come at its start, as it changes and when it is over; follow each of them.',
    },
    cy: {
      title: 'Digwyddiadau mawr',
      text: 'Mewn digwyddiad mawr daw cyfarwyddiadau ar ei ddechrau, wrth iddo newid a phan ddaw i ben; dilynwch bob un.',
    },
  },
  DO3: {
    en: {
      title: 'Look to the corporate account first',
      text: 'When something is happening, see what the corporate account says and take your line from it.',
    },
    cy: {
      title: 'Troi at y cyfrif corfforaethol yn gyntaf',
      text: 'Pan fydd rhywbeth yn digwydd, edrychwch beth mae’r cyfrif corfforaethol yn ei ddweud a dilynwch hynny.',
    },
  },
  DO6: {
    en: {
      title: 'Have a personality',
      text: 'Write as one person to another. Press releases and office language do badly on social media.',
    },
    cy: {
      title: 'Dangos personoliaeth',
      text: 'Ysgrifennwch fel un person wrth berson arall. Nid yw datganiadau i’r wasg na iaith swyddfa yn taro deuddeg ar y cyfryngau cymdeithasol.',
    },
  },
  DO7: {
    en: {
      title: 'Use hashtags with a purpose',
      text: 'A tag should carry your campaign, its aim or its event. Look at how it has been used before, and whether that fits your message and the force’s values.',
    },
    cy: {
      title: 'Defnyddio hashnodau’n fwriadol',
      text: 'Dylai hashnod gyfleu eich ymgyrch, ei nod neu ei digwyddiad. Edrychwch sut y’i defnyddiwyd o’r blaen, ac a yw hynny’n gweddu i’ch neges ac i werthoedd yr heddlu.',
    },
  },
  DO8: {
    en: {
      title: 'Share, and give credit',
      text: 'Pass on helpful things that others have made, and say whose work, idea or link it is.',
    },
    cy: {
      title: 'Rhannu, a chydnabod',
      text: 'Rhannwch bethau defnyddiol y mae eraill wedi’u creu, a dywedwch gwaith, syniad neu ddolen pwy ydyw.',
    },
  },
  DT1: {
    en: {
      title: 'Do not talk at people',
      text: 'Speak with people, not at them: announcements and telling-off drive them away.',
    },
    cy: {
      title: 'Peidio â phregethu wrth bobl',
      text: 'Siaradwch â phobl yn hytrach na phregethu wrthynt: mae cyhoeddiadau a cherydd yn eu troi ymaith.',
    },
  },
  DT4: {
    en: {
      title: 'Nothing that embarrasses',
      text: 'Post nothing that would embarrass the force, you, or the people you write about.',
    },
    cy: {
      title: 'Dim byd a fyddai’n codi cywilydd',
      text: 'Peidiwch â phostio dim a fyddai’n codi cywilydd ar yr heddlu, arnoch chi, neu ar y bobl rydych yn ysgrifennu amdanynt.',
    },
  },
  DT6: {
    en: {
      title: 'A disclaimer protects nobody',
      text: 'A line in the profile saying that views are your own does not save you from the law or from standards.',
    },
    cy: {
      title: 'Nid yw ymwadiad yn amddiffyn neb',
      text: 'Nid yw brawddeg yn y proffil yn dweud mai eich barn chi yw hi yn eich arbed rhag y gyfraith na’r safonau.',
    },
  },
  DT11: {
    en: {
      title: 'The password goes to Comms alone',
      text: 'Give the password to nobody but Corporate Communications.',
    },
    cy: {
      title: 'I Gyfathrebu Corfforaethol yn unig y rhoddir y cyfrinair',
      text: 'Peidiwch â rhoi’r cyfrinair i neb ond Cyfathrebu Corfforaethol.',
    },
  },
  P1: {
    en: {
      title: 'Would you say it aloud?',
      text: 'Do not post what you would not be content to say in a meeting or in public.',
    },
    cy: {
      title: 'Fyddech chi’n ei ddweud yn uchel?',
      text: 'Peidiwch â phostio’r hyn na fyddech yn fodlon ei ddweud mewn cyfarfod neu ar goedd.',
    },
  },
} satisfies Readonly<Partial<Record<ClauseId, ClauseTexts>>>;

/** Ids of the clauses that may be cited on a platform's page. */
export type CitedClauseId = keyof typeof CITED_CLAUSES;

/** Whether a clause is one that is cited on a platform's page. */
export function isCited(clause: ClauseId): clause is CitedClauseId {
  return Object.hasOwn(CITED_CLAUSES, clause);
}

/** The words of a cited clause. */
export function citedClauseText(clause: CitedClauseId, language: GuidanceLanguage): ClauseText {
  return CITED_CLAUSES[clause][language];
}
