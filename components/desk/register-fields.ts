import type { Board, RegisterEntry } from '../../lib/board/schema';
import type { DirectoryPart } from '../../lib/desk/directory';
import {
  ACCOUNT_STATES,
  custodyOf,
  type EntryProblem,
  FIRST_STATES,
  nextStates,
} from '../../lib/desk/register';
import { columnName, REGISTER_COLUMNS, type RegisterColumn } from '../../lib/desk/register-csv';
import type { FieldSpec, FormProblem } from './RegisterForm';
import type { RegisterTranslate, RegisterWords } from './register-words';

type Choice = { readonly value: string; readonly label: string };

/** The fields of an account. `before` is the entry as it stands on the board, null for a new one. */
export function accountFields(words: RegisterWords, board: Board, before: RegisterEntry | null): FieldSpec[] {
  const { t, language, local } = words;
  const none = { value: '', label: t('form.none') };
  const others = board.accounts.filter(({ key }) => key !== before?.key);
  const states = before ? [before.state, ...nextStates(before.state)] : FIRST_STATES;
  const special: Partial<Record<RegisterColumn, Partial<FieldSpec>>> = {
    platform: {
      kind: 'choice',
      choices: () => (['x', 'facebook'] as const).map((value) => ({ value, label: t(`platform.${value}`) })),
    },
    kind: {
      kind: 'choice',
      hint: t('form.kindHint'),
      choices: ({ platform }) =>
        (platform === 'facebook' ? (['page', 'login'] as const) : (['login'] as const)).map((value) => ({
          value,
          label: t(`kind.${value}`),
        })),
    },
    name: { required: true },
    handle: { hint: t('form.handleHint') },
    ids: { hint: t('form.idsHint') },
    state: {
      kind: 'choice',
      hint: t('form.stateHint'),
      choices: () =>
        ACCOUNT_STATES.filter((state) => states.includes(state)).map((value) => ({
          value,
          label: t(`state.${value}`),
        })),
    },
    owner: { hint: t('form.ownerHint') },
    purposeEn: { lang: 'en', kind: 'lines' },
    purposeCy: { lang: 'cy', kind: 'lines' },
    staffing: {
      kind: 'choice',
      choices: () => [
        none,
        ...(['individual', 'team'] as const).map((value) => ({ value, label: t(`staffing.${value}`) })),
      ],
    },
    lastReview: { kind: 'day' },
    reviewDate: { kind: 'day' },
    agreement: { kind: 'day' },
    custody: {
      kind: 'choice',
      choices: ({ kind }) => [
        none,
        ...custodyOf({ kind: kind === 'page' ? 'page' : 'login' }).map((value) => ({
          value,
          label: t(`custody.${value}`),
        })),
      ],
    },
    plan: { kind: 'url' },
    counterpart: {
      kind: 'choice',
      choices: () => [none, ...others.map(({ key, name }): Choice => ({ value: key, label: name }))],
    },
    contactGroup: {
      kind: 'choice',
      choices: () => [
        none,
        ...board.contactGroups.map(({ key, name }): Choice => ({ value: key, label: local(name).text })),
      ],
    },
  };
  return REGISTER_COLUMNS.filter((column) => column !== 'key').map((column) => ({
    name: column,
    label: columnName(column, language),
    kind: 'text',
    ...special[column],
  }));
}

/** What is wrong with an account, as sentences beside the fields. */
export function accountProblems(problems: readonly EntryProblem[], t: RegisterTranslate): FormProblem[] {
  return problems.map(({ field, problem }) => ({
    field: field === 'purpose' ? 'purposeEn' : field,
    text: t(`problem.${problem}`),
  }));
}

/** The fields of an entry of the directory. */
export function directoryFields(part: DirectoryPart, { t }: RegisterWords): FieldSpec[] {
  const pair = (name: 'name' | 'advice' | 'reason', rest: Partial<FieldSpec> = {}): FieldSpec[] => [
    { name: `${name}En`, label: t(`field.${name}En`), kind: 'text', lang: 'en', ...rest },
    { name: `${name}Cy`, label: t(`field.${name}Cy`), kind: 'text', lang: 'cy', ...rest },
  ];
  switch (part) {
    case 'hashtags':
      return [
        { name: 'tag', label: t('field.tag'), kind: 'text', required: true, hint: t('form.tagHint') },
        {
          name: 'status',
          label: t('field.status'),
          kind: 'choice',
          choices: () =>
            (['ours', 'avoid', 'retired'] as const).map((value) => ({ value, label: t(`status.${value}`) })),
        },
        { name: 'twin', label: t('field.twin'), kind: 'text' },
        { name: 'from', label: t('field.from'), kind: 'instant' },
        { name: 'until', label: t('field.until'), kind: 'instant' },
        ...pair('reason'),
      ];
    case 'contactGroups':
      return [...pair('name'), { name: 'url', label: t('field.url'), kind: 'url' }];
    case 'corporateAccounts':
      return [
        {
          name: 'platform',
          label: t('field.platform'),
          kind: 'choice',
          choices: () =>
            (['x', 'facebook'] as const).map((value) => ({ value, label: t(`platform.${value}`) })),
        },
        { name: 'url', label: t('field.url'), kind: 'url', required: true },
      ];
    case 'wordLists':
      return [
        ...pair('name'),
        {
          name: 'mode',
          label: t('field.mode'),
          kind: 'choice',
          choices: () =>
            (['inform', 'acknowledge', 'reason'] as const).map((value) => ({
              value,
              label: t(`mode.${value}`),
            })),
        },
        {
          name: 'phrases',
          label: t('field.phrases'),
          kind: 'lines',
          required: true,
          hint: t('form.phrasesHint'),
        },
        ...pair('advice', { kind: 'lines' }),
      ];
    case 'preElection':
      return [
        { name: 'from', label: t('field.from'), kind: 'instant', required: true },
        { name: 'until', label: t('field.until'), kind: 'instant', required: true },
        ...pair('name'),
      ];
    case 'legalFlags':
      return [
        { name: 'names', label: t('field.names'), kind: 'lines', hint: t('form.namesHint') },
        ...pair('advice', { kind: 'lines', hint: t('form.flagAdviceHint') }),
        { name: 'until', label: t('field.until'), kind: 'instant' },
      ];
  }
}

/** The fields of whom to ring. */
export function contactFields({ t }: RegisterWords): FieldSpec[] {
  return [
    { name: 'nameEn', label: t('field.commsNameEn'), kind: 'text', lang: 'en' },
    { name: 'nameCy', label: t('field.commsNameCy'), kind: 'text', lang: 'cy' },
    { name: 'phone', label: t('field.commsPhone'), kind: 'tel' },
    { name: 'email', label: t('field.commsEmail'), kind: 'email' },
    { name: 'dutyNameEn', label: t('field.dutyNameEn'), kind: 'text', lang: 'en' },
    { name: 'dutyNameCy', label: t('field.dutyNameCy'), kind: 'text', lang: 'cy' },
    { name: 'dutyPhone', label: t('field.dutyPhone'), kind: 'tel' },
    { name: 'dutyEmail', label: t('field.dutyEmail'), kind: 'email' },
  ];
}
