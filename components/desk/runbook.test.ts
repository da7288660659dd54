import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TEMPLATES } from '../../lib/desk/templates';
import { deskCy } from '../../lib/i18n/cy/desk';
import { deskRegisterCy } from '../../lib/i18n/cy/desk-register';
import { pagesCy } from '../../lib/i18n/cy/pages';
import { deskEn } from '../../lib/i18n/en/desk';
import { deskRegisterEn } from '../../lib/i18n/en/desk-register';
import { pagesEn } from '../../lib/i18n/en/pages';

/** Bold type of more characters is a sentence, and no name of a room or a button. */
const NAME_LENGTH = 30;

const plain = (text: string): string => text.replace(/’/g, "'").replace(/\s+/g, ' ');

/** What a runbook sets in italics or, where it is short, in bold: what somebody will look for on the screen. */
function namesIn(file: string): string[] {
  const text = readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
  return [...text.matchAll(/(\*{1,2})([^*]+)\1/g)]
    .map(([, stars, name = '']) => ({ stars, name: plain(name) }))
    .filter(({ stars, name }) => !name.startsWith('[') && (stars === '*' || name.length < NAME_LENGTH))
    .map(({ name }) => name);
}

test.each([
  ['runbook.md', 'en', [deskEn, deskRegisterEn, pagesEn]],
  ['runbook.cy.md', 'cy', [deskCy, deskRegisterCy, pagesCy]],
] as const)('%s names buttons and rooms as the screen does', (file, language, catalogues) => {
  const shown = new Set(
    [
      ...catalogues.flatMap((catalogue) => Object.values(catalogue)),
      ...TEMPLATES.map(({ name }) => name[language]),
    ]
      .filter((message) => typeof message === 'string')
      .map(plain),
  );
  const names = namesIn(file);
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !shown.has(name))).toEqual([]);
});
