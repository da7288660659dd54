import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marked } from '../marked.test-data';

// Numbers are from the ranges kept for fiction (Ofcom: 01632 960, 07700 900, 020 7946 0), or of impossible form.
describe('personal data (DT4)', () => {
  it.each([
    ['Ring 101, or 999 in an emergency. Text 18000 if you cannot speak.'],
    ['Ffoniwch 101, neu 999 mewn argyfwng. Dewis 2 ar 111.'],
    ['Crimestoppers: 0800 555 111, or (0800) 555-111.'],
    ['Taclo’r Tacle: 0800 555 111. Byw Heb Ofn: 0808 80 10 800. Samariaid: 116 123.'],
    ['Childline 0800 1111, day or night.'],
    ['Call the bank on 0345 123 4567 or 0300 123 2040.'],
    ['Quote CAD 123 of 4 May, or reference 24*0118823.'],
    ['Crime number 07700900123 was given to the owner.'],
    ['Dyfynnwch gyfeirnod 01632960001, os gwelwch yn dda.'],
    ['Our desk: 01632 960100 or +44 1632 960100.'],
    ['Write to tim.aberteifi@example.org or desg@teificoast.example.'],
    ['Email rural.team@teificoast.police.uk or info@gov.wales.'],
    ['The front counter is at SA43 9ZZ.'],
    ['Closed: A40, A484, B4333, M4 and A4042.'],
    ['A40 NOW OPEN. A484 RTC. M4 ALL LANES. B4333 HGV.'],
    ['On the A4 6th June from 2pm to 4pm.'],
    ['Operation on 12/11/2026 and 01.12.2026 12:30.'],
    ['Born and bred in Cardigan, on the beat since 12/3/1998? No.'],
    ['PC 1234 and PC 56 cycled 120 miles in 12 hours for £12,345.67.'],
    ['Mae 14 o swyddogion a 3 chi. Agor am 10.30am.'],
    ['Follow @HedduTeifi and @name.surname.'],
    ['see you @ 7pm @ the hall'],
    ['Score: 3-0, 12-10, 21-18. Week 47 of 2026.'],
    ['https://a.police.uk/07700900123?q=AB12CDE'],
  ])('has nothing to say about: %s', (text) => {
    expect(marked(text, 'personal')).toEqual([]);
  });

  it.each([
    ['Ring Siân on 07700 900123.', ['personal.phone: 07700 900123']],
    ['Ffoniwch Siân ar 07700900123', ['personal.phone: 07700900123']],
    ['or +44 7700 900123 today', ['personal.phone: +44 7700 900123']],
    ['on +44 (0)7700 900 123. 2 dogs', ['personal.phone: +44 (0)7700 900 123']],
    ['(01632) 960 001', ['personal.phone: (01632) 960 001']],
    ['020 7946 0123', ['personal.phone: 020 7946 0123']],
    ['01632-960-001', ['personal.phone: 01632-960-001']],
    ['from Ireland: +353 20 912 3456', ['personal.phone: +353 20 912 3456']],
    ['😂 0044 7700 900123', ['personal.phone: 0044 7700 900123']],
    ['He lives at SA43 1AB.', ['personal.postcode: SA43 1AB']],
    ['Mae’n byw yn sa431ab', ['personal.postcode: sa431ab']],
    ['12 Heol Fawr, Aberteifi, SA43 1AB', ['personal.address: 12 Heol Fawr, Aberteifi, SA43 1AB']],
    ['of 7a Mill Lane, Lampeter SA48 7AB', ['personal.address: 7a Mill Lane, Lampeter SA48 7AB']],
    ['driving AB12 CDE', ['personal.plate: AB12 CDE']],
    ['driving AB12CDE', ['personal.plate: AB12CDE']],
    ['an old A123 BCD', ['personal.plate: A123 BCD']],
    ['an older BCD 123A', ['personal.plate: BCD 123A']],
    ['reg ab12 cde', ['personal.plate: ab12 cde']],
    ['rhif cofrestru ab12cde', ['personal.plate: ab12cde']],
    ['NI number AB 12 34 56 C', ['personal.insurance-number: AB 12 34 56 C']],
    ['rhif yswiriant ab123456c', ['personal.insurance-number: ab123456c']],
    ['mail ann.jones+x@example.com now', ['personal.email: ann.jones+x@example.com']],
    ['e-bost: siân.rhys@example.co.uk', ['personal.email: n.rhys@example.co.uk']],
    ['DOB 12/03/1998', ['personal.birth-date: 12/03/1998']],
    ['D.O.B.: 12.3.98', ['personal.birth-date: 12.3.98']],
    ['born on 12th March 1998', ['personal.birth-date: 12th March 1998']],
    ['dyddiad geni: 3ydd o Fawrth 1998', ['personal.birth-date: 3ydd o Fawrth 1998']],
    ['ganwyd ar 1998-03-12', ['personal.birth-date: 1998-03-12']],
  ])('speaks up about: %s', (text, expected) => {
    expect(marked(text, 'personal')).toEqual(expected);
  });

  it('finds a number in any draft, where it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        (before, after) => {
          const head = `${before.replaceAll(/[\d@#/:.+]/g, '')}\nmae ein heddlu lleol yma `;
          const found = marked(`${head}07700 900123\n${after.replaceAll(/[\d@]/g, '')}`, 'personal.phone');
          expect(found).toEqual(['personal.phone: 07700 900123']);
        },
      ),
    );
  });

  it('stays linear on a draft of nothing but digits, signs or ats', () => {
    const started = performance.now();
    for (const part of [
      '0',
      '07700 ',
      '@',
      'a@',
      'a.',
      'AB12 ',
      '1 Heol SA43 1AB ',
      '+44 ',
      'dob 1/',
      '(0',
    ]) {
      marked(part.repeat(60_000 / part.length), 'personal');
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
