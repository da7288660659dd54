import { describe, expect, it } from 'vitest';
import { marked } from '../marked.test-data';

describe('credit for others’ work (DO8)', () => {
  it.each([
    ['Photo by @TeifiLens this morning.'],
    ['Llun gan Siân o Aberporth.'],
    ['Lluniau gan y tîm achub mynydd. Diolch!'],
    ['Photo of the bike we seized last night.'],
    ['Dyma lun o’r beic a atafaelwyd neithiwr.'],
    ['Do you recognise the man in this picture?'],
    ['Ydych chi’n adnabod y dyn yn y llun?'],
    ['Send us your photos of the flooding.'],
    ['Anfonwch eich lluniau atom.'],
    ['Read the plan: https://www.gov.wales/plan'],
    ['Mwy yma: https://www.teificoast.police.uk/cy/newyddion'],
    ['See https://www.teificoast.example/what-we-do'],
    ['“Slow down” is what the sign says.'],
    ['The chief said "we will be there for as long as it takes" today.'],
    ['Meddai’r prif gwnstabl, “byddwn yma cyhyd ag y bo angen bob amser”.'],
    ['A great thread by @SwyddogNatur: https://example.com/thread'],
    ['Byddwn yno ddydd Llun am 10.'],
    ['Courtesy of the harbour master, a lovely shot of the bar.'],
    ['He is "quite" the "character" of "the" street "we" hear "all" day'],
  ])('has nothing to ask about: %s', (text) => {
    expect(marked(text, 'credit')).toEqual([]);
  });

  it.each([
    ['Stunning photo of Mwnt at dawn.', 'photo'],
    ['Lovely pictures from the carnival!', 'pictures'],
    ['Llun hyfryd o’r machlud dros Fae Ceredigion.', 'Llun'],
    ['Lluniau gwych o’r carnifal!', 'Lluniau'],
    ['Fideo gwych o’r ras.', 'Fideo gwych'],
    ['Amazing video of the dolphins.', 'Amazing video'],
    ['This article explains coercive control well.', 'This article'],
    ['Yr erthygl hon yn werth ei darllen.', 'Yr erthygl hon'],
    ['Worth a read over coffee.', 'Worth a read'],
    ['Interesting thoughts: https://blog.example.com/policing', 'https://blog.example.com'],
    ['Diddorol: https://cylchgrawn.example.com/erthygl', 'https://cylchgrawn.example.com'],
    ['More at http://news.example.net', 'http://news.example.net'],
    [
      '“Courage is being scared and doing it all the same”',
      '“Courage is being scared and doing it all the same”',
    ],
    [
      '"A community that talks together stays safe together"',
      '"A community that talks together stays safe together"',
    ],
    [
      '“Nid oes neb yn rhy fach i wneud gwahaniaeth mawr”',
      '“Nid oes neb yn rhy fach i wneud gwahaniaeth mawr”',
    ],
    ['Seen this online and had to pass it on.', 'Seen this online'],
    ['Found these on Facebook, so true.', 'Found these on Facebook'],
  ])('asks whose it is: %s', (text, words) => {
    expect(marked(text, 'credit')).toEqual([`credit.missing: ${words}`]);
  });

  it.each(['repost', 'share', 'quote'] as const)('lets a %s be, for it shows its source', (intent) => {
    expect(marked('Stunning photo of Mwnt at dawn.', 'credit', intent)).toEqual([]);
  });
});
