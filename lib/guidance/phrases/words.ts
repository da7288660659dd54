import type { PhraseGroup } from '../pack';

/** Words that make what follows a password (DT11). */
export const passwordWords: PhraseGroup = {
  id: 'words.password',
  en: [
    'password',
    'passwords',
    'pass word',
    'passcode',
    'passphrase',
    'pwd',
    'pw',
    '{login|log in|log on|logon} {is|details|for|code}',
    '{access|security|entry} code',
    'credentials',
  ],
  cy: [
    '~cyfrinair',
    '~cyfrineiriau',
    '~cod pas',
    '~cod mynediad',
    '~cod diogelwch',
    '~manylion mewngofnodi',
    '~manylion logio',
    'mewngofnodi {gyda|yw}',
  ],
};

/** Words that make a date the day of somebody's birth. */
export const birthWords: PhraseGroup = {
  id: 'words.birth',
  en: ['dob', 'd o b', 'date of birth', 'birth date', 'birthdate', 'born', 'birthday'],
  cy: [
    '~dyddiad geni',
    'dyddiad ei {geni|eni}',
    '{ganwyd|ganed|anwyd|aned}',
    "{wedi'i|wedi ei} {eni|geni}",
    'pen-blwydd',
    'phen-blwydd',
  ],
};

/** Words that make a group of letters and digits a vehicle's mark. */
export const plateWords: PhraseGroup = {
  id: 'words.plate',
  en: ['reg', 'reg no', 'registration', 'number plate', 'numberplate', 'plate', 'plates', 'vrm', 'index'],
  cy: [
    'rhif cofrestru',
    'rif cofrestru',
    'rhif cofrestriad',
    '~plât',
    '~platiau',
    '~plât rhif',
    'cofrestriad',
  ],
};

/** Words that make a number a reference of the force. */
export const referenceWords: PhraseGroup = {
  id: 'words.reference',
  en: [
    'ref',
    'ref no',
    'reference',
    'quoting',
    'quote',
    'cad',
    'log',
    'log number',
    'occurrence',
    '{crime|incident|case|log|event} {number|no|ref|reference}',
    'incident',
    'niche',
  ],
  cy: [
    'cyfeirnod',
    'gyfeirnod',
    'chyfeirnod',
    'cyfeirnod trosedd',
    'rhif {trosedd|digwyddiad|achos|cyfeirnod|log}',
    'dyfynnu',
    'dyfynnwch',
    'ddyfynnu',
    'digwyddiad',
  ],
};

/** Words a street's name is made with. */
export const streetWords: PhraseGroup = {
  id: 'words.street',
  en: [
    '{street|st|road|rd|avenue|ave|lane|close|drive|court|crescent|terrace|way|place|grove|gardens|park|row|square|hill|view}',
  ],
  cy: ['{heol|stryd|ffordd|lôn|rhodfa|maes|clos|teras|cwrt|bryn|parc|rhes|sgwâr|llwyn|gerddi|cilgant|trem}'],
};
