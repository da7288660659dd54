import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armourReports, readArmour } from './armour';

const token = fc.stringMatching(/^[A-Za-z0-9_-]{1,200}(\.[A-Za-z0-9_-]{0,200}){4}$/);
const tokens = fc.uniqueArray(token, { maxLength: 6 });

describe('reports that are copied or mailed', () => {
  it('arrive as they left', () => {
    fc.assert(
      fc.property(tokens, (texts) => {
        expect(readArmour(armourReports(texts))).toEqual({ texts, damaged: 0 });
      }),
    );
  });

  it('arrive through quoting, wrapping and other line ends', () => {
    fc.assert(
      fc.property(
        tokens,
        fc.integer({ min: 5, max: 100 }),
        fc.constantFrom('> ', '>> ', '| ', '\t', '  ', '\u00a0'),
        fc.constantFrom('\n', '\r\n', '\r', ' \n', '\n\n'),
        fc.boolean(),
        (texts, width, quote, end, dashes) => {
          const sent = armourReports(texts).replaceAll('-----', dashes ? '——–' : '-----');
          const wrapped = sent
            .split('\n')
            // The marker lines are words, and words are what mail programs wrap between.
            .flatMap((line) =>
              /CORDON/.test(line) ? [line] : (line.match(new RegExp(`.{1,${width}}`, 'g')) ?? []),
            )
            .map((line) => quote + line)
            .join(end);
          expect(readArmour(`Dear all,\n\n${wrapped}\n\nRegards`)).toEqual({ texts, damaged: 0 });
        },
      ),
    );
  });

  it('are all found in a thread with several letters, each once', () => {
    const [a, b] = ['aaaa.b.c.d.e', 'ffff.g.h.i.j'];
    const thread = `${armourReports([b])}\n> ${armourReports([a, b]).replaceAll('\n', '\n> ')}`;
    expect(readArmour(thread)).toEqual({ texts: [b, a], damaged: 0 });
  });

  it('that were changed on the way are counted, and never given out', () => {
    fc.assert(
      fc.property(tokens, fc.nat(), fc.constantFrom(...'AZaz09+/.'), (texts, at, put) => {
        fc.pre(texts.length > 0);
        const sent = armourReports(texts);
        const from = sent.indexOf('\n') + 1;
        const i = from + (at % (sent.lastIndexOf('-----END') - from));
        fc.pre(!/\s/.test(sent[i] ?? ' ') && sent[i] !== put);
        const got = readArmour(sent.slice(0, i) + put + sent.slice(i + 1));
        expect(got.damaged).toBeGreaterThan(0);
        expect(got.texts.every((text) => texts.includes(text))).toBe(true);
      }),
    );
  });

  it('that were cut off are counted', () => {
    fc.assert(
      fc.property(tokens, fc.nat(), (texts, at) => {
        fc.pre(texts.length > 0);
        const sent = armourReports(texts);
        const end = sent.indexOf('END CORDON');
        const from = sent.indexOf('\n');
        const got = readArmour(sent.slice(0, from + (at % (end - from))));
        expect(got.damaged).toBeGreaterThan(0);
        expect(got.texts.every((text) => texts.includes(text))).toBe(true);
      }),
    );
  });

  it('never make the desk throw, and nothing is nothing', () => {
    fc.assert(fc.property(fc.string(), (text) => void readArmour(text)));
    expect(readArmour('Good morning')).toEqual({ texts: [], damaged: 0 });
  });

  it('have lines that no mail program wraps', () => {
    const lines = armourReports(['a'.repeat(500)]).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(64);
  });
});
