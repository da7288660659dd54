import fc from 'fast-check';
import twitterText from 'twitter-text';
import { describe, expect, it } from 'vitest';
import { SHIPPED_PACK } from '../../guidance/shipped-pack';
import { createEngine } from '../engine';
import { marked } from '../marked.test-data';
import { NOW } from '../ordinary-posts.test-data';
import { findHashtags } from './hashtags';

const asXDoes = (text: string) =>
  twitterText
    .extractHashtagsWithIndices(text)
    .map(({ hashtag, indices: [start, end] }) => ({ tag: hashtag, start, end }));

describe('hashtags are those X would link', () => {
  it.each([
    ['#Heddlu'],
    ['dyma #Heddlu.'],
    ['#tŷ #GŵylDdŵr #ÂŵŷÎ'],
    ['#1'],
    ['#1a #a1 #_ #_a'],
    ['a#b'],
    ['&#x41;'],
    ['##dwbl #a#b #a##b'],
    ['(#braced) “#quoted” ‘#single’ «#x»'],
    ['＃llydan ab＃c'],
    ['😂#emoji #a😂b #😂'],
    ['#️⃣ #\ufe0fa #\u20e3a'],
    ['#a\ufe0f#b #c\ufe0f #d'],
    ['x\ufe0f#after'],
    ['https://x.com/#tag https://a.uk/?q=#tag'],
    ['police.uk/#tag example.com/a#tag'],
    ['#tag://a #tag:// #tag: //'],
    ['#a-b #a.b #a_b #a·b'],
    ['#日本語 #العربية #शहर #مَرْحَبًا'],
    ['#𝗯𝗼𝗹𝗱 𝗮#b'],
    ['\ud800#lone #a\ud800'],
    ['@name#tag @name #tag'],
    ['#tag\n#tag\t#tag\u00a0#tag'],
    ['/#a _#a -#a +#a .#a'],
  ])('%s', (text) => {
    expect(findHashtags(text)).toEqual(asXDoes(text));
  });

  it('whatever is typed', () => {
    const part = fc.constantFrom(
      ...[
        '#',
        '#',
        '#',
        '＃',
        'a',
        'Z',
        '9',
        '_',
        ' ',
        ' ',
        '\n',
        'ŵ',
        'Ŷ',
        'â',
        'é',
        'e\u0301',
        '·',
        '&',
        '.',
        '-',
      ],
      ...[
        '😂',
        '👮🏽',
        '\ufe0f',
        '\u200d',
        '\u20e3',
        '“',
        '’',
        "'",
        '/',
        ':',
        '://',
        '@',
        '!',
        '日',
        'ع',
        '𝗯',
        '(',
        ')',
      ],
      ...[' https://police.uk/ ', ' https://a.com/b?c=', ' heddlu.com ', ' x.com/'],
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 24 }).map((parts) => parts.join('')),
        (text) => {
          expect(findHashtags(text)).toEqual(asXDoes(text));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('stays linear on a draft of nothing but signs', () => {
    const started = performance.now();
    for (const text of [
      '#'.repeat(60_000),
      '#a'.repeat(30_000),
      'a.b/#'.repeat(12_000),
      '#＃'.repeat(30_000),
    ]) {
      findHashtags(text);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('the register of hashtags (DO7)', () => {
  it.each([
    ['nothing tagged'],
    ['Good news from the farm. #RuralCrime'],
    ['Newyddion da o’r fferm. #TroseddGwledig'],
    ['#TeifiCoast'],
    ['#TeifiCoast #ArfordirTeifi'],
    ['Diolch! #ArfordirTeifi'],
    ['In season now: #OpSafeLanes'],
    ['issue #12'],
    ['C# is a language'],
    ['https://www.teificoast.police.uk/#news'],
    ['#'],
    ['&#39;quoted&#39;'],
    ['one#two'],
    ['#TeifiCoast.'],
    ['(#RuralCrime)'],
    ['Welsh: #TroseddGwledig!'],
  ])('has nothing to say about: %s', (text) => {
    expect(marked(text, 'hashtag')).toEqual([]);
  });

  it.each([
    ['#SpotTheCrook', ['hashtag.avoid: #SpotTheCrook']],
    ['#spotthecrook', ['hashtag.avoid: #spotthecrook']],
    ['Meet us! #MeetTheTeam', ['hashtag.retired: #MeetTheTeam']],
    ['#SummerOfSafety', ['hashtag.out-of-season: #SummerOfSafety']],
    ['#OnTheBeat', ['hashtag.unknown: #OnTheBeat']],
    ['#DiolchBawb', ['hashtag.unknown: #DiolchBawb']],
    ['#GŵylTeifi', ['hashtag.unknown: #GŵylTeifi']],
    ['#teificoast', ['hashtag.capitals: #teificoast']],
    ['#TEIFICOAST', ['hashtag.capitals: #TEIFICOAST']],
    ['#arfordirteifi', ['hashtag.capitals: #arfordirteifi']],
    ['#troseddgwledig', ['hashtag.capitals: #troseddgwledig']],
    ['#ruralcrime', ['hashtag.capitals: #ruralcrime']],
    [
      '#aberteifinosonfawr',
      ['hashtag.capitals: #aberteifinosonfawr', 'hashtag.unknown: #aberteifinosonfawr'],
    ],
    ['#TeifiCoast #ArfordirTeifi #RuralCrime', ['hashtag.number: #RuralCrime']],
    ['#TeifiCoast #ArfordirTeifi #RuralCrime #TroseddGwledig', ['hashtag.number: #RuralCrime']],
    ['😂 #NewTag', ['hashtag.unknown: #NewTag']],
  ])('speaks up about: %s', (text, expected) => {
    expect(marked(text, 'hashtag')).toEqual(expected);
  });

  it('calls nothing unknown while there is no register, but still asks for capitals', () => {
    const engine = createEngine(SHIPPED_PACK, { hashtags: [] });
    const rules = (text: string) =>
      engine.check(text, { platform: 'x', now: NOW }).map((finding) => finding.rule);
    expect(rules('#OnTheBeat')).toEqual([]);
    expect(rules('#aberteifinosonfawr')).toEqual(['hashtag.capitals']);
    expect(rules('#carmarthenshire #llongyfarchiadau')).toEqual([]);
  });

  it('knows a campaign’s first and last moment', () => {
    const engine = createEngine(SHIPPED_PACK, {
      hashtags: [{ tag: 'Op', status: 'ours', from: '2026-11-01T00:00:00Z', until: '2026-11-30T00:00:00Z' }],
    });
    const at = (instant: string) => engine.check('#Op', { platform: 'x', now: Date.parse(instant) }).length;
    expect(at('2026-10-31T23:59:59Z')).toBe(1);
    expect(at('2026-11-01T00:00:00Z')).toBe(0);
    expect(at('2026-11-30T00:00:00Z')).toBe(0);
    expect(at('2026-11-30T00:00:01Z')).toBe(1);
  });
});
