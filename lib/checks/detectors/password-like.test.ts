import { describe, expect, it } from 'vitest';
import { marked } from '../marked.test-data';

describe('text that looks like a password (DT11)', () => {
  it.each([
    ['Never share your password with anyone.'],
    ['Peidiwch byth â rhannu eich cyfrinair.'],
    ['Use three random words for a strong password.'],
    ['Defnyddiwch dri gair ar hap ar gyfer eich cyfrinair.'],
    ['Change the password every 90 days, at 10.30am or 9pm.'],
    ['Password-protected files are safer.'],
    ['Forgotten your password? https://www.police.uk/Reset2?x=1A!b'],
    ['Password help: it.help@teificoast.police.uk or @HelpTeifi1!'],
    ['The new password rules cost £1,200.'],
    ['Mae’r 12-year-old’s bike yn ôl, Covid-19-related.'],
    ['Ref DPP/0123/04/05/2026/01/C or DTP-20261119-402.'],
    ['#OpSceptre2026Week1 #Tîm24Awr'],
    ['A484 B4333 SA43 1AB AB12 CDE PC1234'],
    ['See bit.ly/3xYz9Q1Ab and youtu.be/dQw4w9WgXcQ'],
    ['Open 10am–4pm, 7.30pm-late; 24/7/365.'],
    ['First aid: ABC123. Room B12. Zoom ID 123 456 7890.'],
    ['Passwords 101: what makes a good one?'],
    ['Never share your password. Our new van is a Transit2026.'],
    ['Cyfrinair? Nage, paned am 4pm!'],
  ])('has nothing to say about: %s', (text) => {
    expect(marked(text, 'password')).toEqual([]);
  });

  it.each([
    ['The password is Tywyn2024!', 'Tywyn2024!'],
    ['password: hunter2', 'hunter2'],
    ['Password=“S3cret99”', 'S3cret99'],
    ['pw Heddlu#77', 'Heddlu#77'],
    ['The new password for the team account is blue!horse', 'blue!horse'],
    ['Login details for the account: teifi/Gwener13', 'teifi/Gwener13'],
    ['Cyfrinair newydd y cyfrif: Draig!2026', 'Draig!2026'],
    ['Y cyfrinair yw mochyn77', 'mochyn77'],
    ['Dyma’r gyfrinair: (Cwm-Tawe9)', 'Cwm-Tawe9'],
    ['Manylion mewngofnodi: Arfordir_1', 'Arfordir_1'],
    ['Eich nghyfrinair: haf2026haf', 'haf2026haf'],
    ['passcode is 12ab34cd', '12ab34cd'],
    ['here you go: Blue!Horse7x', 'Blue!Horse7x'],
    ['Tr0ub4dor&3ab', 'Tr0ub4dor&3ab'],
    ['x7Kp9Qw2Lm4Z', 'x7Kp9Qw2Lm4Z'],
    ['😂 credentials: Bara*Brith1', 'Bara*Brith1'],
    ['access code: 9f!k2', ''],
    ['access code: 9f!k2z', '9f!k2z'],
  ])('speaks up about: %s', (text, words) => {
    expect(marked(text, 'password')).toEqual(words === '' ? [] : [`password.like: ${words}`]);
  });

  it('stays linear on one endless word', () => {
    const started = performance.now();
    for (const part of ['a1', 'password a1!', 'A1!b', '1-'])
      marked(part.repeat(60_000 / part.length), 'password');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
