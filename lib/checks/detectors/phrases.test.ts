import { describe, expect, it } from 'vitest';
import type { Pack } from '../../guidance/pack';
import { SHIPPED_PACK } from '../../guidance/shipped-pack';
import type { CheckIntent } from '../context';
import { createEngine } from '../engine';
import { marked } from '../marked.test-data';
import { NOW } from '../ordinary-posts.test-data';

/** Near misses and good posts, by the rules that must stay silent. */
const SILENT: Readonly<Record<string, readonly string[]>> = {
  'press-release': [
    'At approximately 3pm officers attended the scene of a burglary. We are appealing for witnesses.',
    'Oddeutu 3pm mynychodd swyddogion y lleoliad. Ydych chi wedi gweld rhywbeth? Apêl am dystion.',
    'Members of the public can join us on the beach.',
    'Mae aelodau’r cyhoedd yn gallu ymuno â ni ar y traeth.',
    'Enquiries are ongoing.',
  ],
  broadcasting: [
    'Could you leave the zig-zags clear for the children?',
    'Allech chi adael y llinellau igam-ogam yn glir i’r plant?',
    'Thank you for slowing down. You made a difference.',
    'A quick reminder: clocks go back tonight.',
    'No excuse needed to visit our open day!',
  ],
  'contempt.guilt': [
    'A man has been arrested on suspicion of burglary.',
    'Mae dyn wedi’i arestio ar amheuaeth o fyrgleriaeth.',
    'He was found guilty and jailed; the thief took rings.',
    'Lock up: thieves look for open windows. Two arrested last week.',
    'Cafwyd y dyn yn euog. Roedd y lleidr wedi’i arestio fis Mai.',
    'Thieves target vans. Book a free marking session.',
    'Our e-bikes are charged and ready.',
    'Fe wnaeth swyddogion arestio dau ddyn neithiwr.',
  ],
  'contempt.previous': [
    'A woman has been charged with theft.',
    'Prolific knitters have been at it again for our charity!',
    'A familiar face at the desk: welcome back, Huw.',
    'Mae wyneb cyfarwydd yn ôl wrth y ddesg: croeso, Huw.',
    'Lleidr cyson wedi’i garcharu ar ôl pledio’n euog.',
  ],
  sentence: [
    'A man has been jailed for six years for supplying drugs.',
    'Mae dyn wedi’i garcharu am chwe blynedd am gyflenwi cyffuriau.',
    'No excuses: the cake sale is on Friday.',
    'Good riddance to the old radios, they served us well.',
    'Gwynt teg ar ôl yr hen radios.',
  ],
  'identity.complainant': [
    'If you have been raped, we will listen.',
    'Os ydych wedi cael eich treisio, byddwn yn gwrando.',
    'A man has been charged with rape. He will appear in court on Friday.',
    'Her husband found the missing ring. Lovely.',
    'Mae ei gŵr wedi dod o hyd i’r fodrwy.',
  ],
  'identity.under-18': [
    'Two boys aged 15 have been arrested.',
    'Mae dau fachgen 15 oed wedi’u harestio.',
    'Missing: Megan, 14, who lives in Cardigan.',
    'Ar goll: Megan, 14 oed, sy’n byw yn Aberteifi.',
    'A man who works at the school was arrested. Children were not involved in any way.',
  ],
  'dignity.offence-joke': [
    'After the match two people reported a sexual assault. Our specialist officers support them.',
    'Ar ôl y gêm adroddwyd am ymosodiad rhywiol. Mae cymorth ar gael.',
    'What a match! The fields round the pitch are in bloom.',
    'A man has been charged with rape.',
    'Mae dyn wedi’i gyhuddo o dreisio.',
  ],
  'dignity.mocking': [
    'He left his car running, and it was gone in a minute.',
    'Gadawodd ei gar yn rhedeg, ac roedd wedi mynd mewn munud.',
    'Sleep well, Cardigan.',
    'Walk with us on Sunday. No shame in going slowly!',
    'A nice line-out at the rugby club.',
    'Clown fish at the sea life centre today.',
  ],
  'dignity.blaming': [
    'It is never the fault of the person it happened to.',
    'Nid bai’r person a ddioddefodd yw hyn byth.',
    'Lock your door and leave a light on.',
    'Clowch y drws a gadewch olau ymlaen.',
    'Dress warmly tonight!',
  ],
  profanity: [
    'What a hell of a view from Carn Ingli.',
    'Scunthorpe, Penistone, Cockermouth and Arsenal.',
    'Mae’r gath yn cysgu a’r contract yn barod.',
    'A bloody nose and a broken finger after the crash.',
    'Dick and Fanny Prys have been married for sixty years.',
    'Great tits and bluetits at the feeder by the cells.',
  ],
  politics: [
    'Polling stations close at 10pm. Our officers are nearby.',
    'Mae’r gorsafoedd pleidleisio’n cau am 10pm.',
    'Vote for the name of our new police puppy!',
    'Back the bid: sign up for the lifeboat pull.',
    'Report abuse of candidates to us, whoever they stand for.',
  ],
  'bio.disclaimer': [
    'Neighbourhood officer in Cardigan. Not monitored 24/7: ring 101.',
    'Swyddog cymdogaeth yn Aberteifi. Ffoniwch 101.',
    'My own dog came along today.',
    'We do not own the road, but we look after it.',
    'Rhannwch eich barn am ein patrolau.',
  ],
  'line.ahead': [
    'Essential works on the A487 tonight.',
    'Gwaith hanfodol ar yr A487 heno.',
    'New rules for our photo competition are here.',
    'The new aisle at the market is open.',
    'Curfews end badly in novels.',
  ],
};

/** What must be found: rule and the words marked. */
const LOUD: readonly (readonly [text: string, rule: string, words: string, intent?: CheckIntent])[] = [
  [
    'At approximately 3am officers attended the scene. Enquiries are ongoing.',
    'press-release.signs',
    'At approximately',
  ],
  ['A male was conveyed to hospital. It is understood that he fell.', 'press-release.signs', 'A male was'],
  [
    'Mewn perthynas â digwyddiad, mynychodd swyddogion y lleoliad.',
    'press-release.signs',
    'Mewn perthynas â',
  ],
  ['Dywedodd llefarydd: mae ymholiadau’n parhau.', 'press-release.signs', 'Dywedodd llefarydd'],
  ['You have been warned.', 'broadcasting.talking-at', 'You have been warned'],
  ['It’s not rocket science, folks.', 'broadcasting.talking-at', 'It’s not rocket science'],
  ['Residents are reminded to tidy up.', 'broadcasting.talking-at', 'Residents are reminded'],
  ['Atgoffir gyrwyr i arafu.', 'broadcasting.talking-at', 'Atgoffir gyrwyr'],
  ['Dyma’ch rhybudd olaf!', 'broadcasting.talking-at', 'Dyma’ch rhybudd'],
  ['Burglar arrested in Lampeter.', 'contempt.guilt', 'Burglar arrested'],
  ['The thief has been charged.', 'contempt.guilt', 'The thief'],
  ['In custody tonight. Bang to rights.', 'contempt.guilt', 'Bang to rights'],
  ['Mae’r lleidr wedi’i arestio.', 'contempt.guilt', 'lleidr'],
  ['Aeth y ddau leidr i’r ddalfa.', 'contempt.guilt', 'leidr'],
  ['Cafodd y llofrudd ei gyhuddo.', 'contempt.guilt', 'llofrudd'],
  ['Yn y ddalfa heno. Wedi’i ddal wrthi!', 'contempt.guilt', 'Wedi’i ddal wrthi'],
  ['Career criminal arrested.', 'contempt.previous', 'Career criminal'],
  ['Charged again: he is well known to us.', 'contempt.previous', 'well known to us'],
  ['Arestiwyd dyn sy’n adnabyddus i’r heddlu.', 'contempt.previous', 'adnabyddus i’r heddlu'],
  ['Arestiwyd troseddwr toreithiog.', 'contempt.previous', 'troseddwr toreithiog'],
  ['Jailed for two years. Got what he deserved.', 'sentence.comment', 'Got what he deserved'],
  ['Five years in prison, far too lenient.', 'sentence.comment', 'too lenient'],
  ['Carcharwyd y dyn. Eitha gwaith!', 'sentence.comment', 'Eitha gwaith'],
  ['Dedfryd rhy ysgafn.', 'sentence.comment', 'rhy ysgafn'],
  ['The woman, who works at the bakery, was raped.', 'identity.complainant', 'who works at'],
  ['He raped his stepdaughter.', 'identity.complainant', 'his stepdaughter'],
  ['Cafodd ei threisio yn ei chartref.', 'identity.complainant', 'yn ei chartref'],
  ['Ymosododd yn rhywiol: ymosodiad rhywiol ar ei nith.', 'identity.complainant', 'ei nith'],
  ['A 15-year-old, a pupil at the high school, was arrested.', 'identity.under-18', 'pupil at'],
  ['The teenager, son of a teacher, has been charged.', 'identity.under-18', 'son of'],
  ['Mae bachgen 15 oed, disgybl yn yr ysgol fawr, wedi’i gyhuddo.', 'identity.under-18', 'disgybl yn'],
  ['Reporting a rape at the stadium, lol', 'dignity.offence-joke', 'rape'],
  ['Trais rhywiol ar y cae, am gêm!', 'dignity.offence-joke', 'Trais rhywiol'],
  ['That was practically sexual assault.', 'dignity.offence-in-reply', 'sexual assault', 'reply'],
  ['Fel cael eich treisio, bron.', 'dignity.offence-in-reply', 'treisio', 'comment'],
  ['What a pair of numpties.', 'dignity.mocking', 'numpties'],
  ['#LuggageWalkOfShame', 'dignity.mocking', 'LuggageWalkOfShame'],
  ['Am dwpsyn!', 'dignity.mocking', 'dwpsyn'],
  ['Rhag eich cywilydd.', 'dignity.mocking', 'Rhag eich cywilydd'],
  ['She had it coming.', 'dignity.blaming', 'She had it coming'],
  ['Don’t be a victim, ladies.', 'dignity.blaming', 'Don’t be a victim'],
  ['Peidiwch â bod yn ddioddefwr.', 'dignity.blaming', 'Peidiwch â bod yn ddioddefwr'],
  ['Tramps moved on again.', 'dignity.labels', 'Tramps'],
  ['Mae hi’n gaeth i gadair olwyn.', 'dignity.labels', 'gaeth i gadair olwyn'],
  ['What a shitty night', 'profanity.words', 'shitty'],
  ['Ffycin oer heno', 'profanity.words', 'Ffycin'],
  ['Cau dy geg!', 'profanity.words', 'Cau dy geg'],
  ['Vote Plaid on Thursday', 'politics.sides', 'Vote Plaid'],
  ['Pleidleisiwch dros Lafur', 'politics.sides', 'Pleidleisiwch dros Lafur'],
  ['Views my own. RTs are not endorsements.', 'bio.disclaimer', 'Views my own', 'edit-bio'],
  ['Barn bersonol.', 'bio.disclaimer', 'Barn bersonol', 'edit-bio'],
  ['Nid yw RT yn gymeradwyaeth', 'bio.disclaimer', 'Nid yw RT yn gymeradwyaeth', 'edit-bio'],
  ['No more non-essential shopping today', 'line.ahead', 'non-essential shopping'],
  ['Siopa nad yw’n hanfodol? Na.', 'line.ahead', 'Siopa nad yw’n hanfodol'],
];

describe('phrases of the guidance', () => {
  it.each(Object.entries(SILENT).flatMap(([rule, texts]) => texts.map((text) => [rule, text] as const)))(
    '%s has nothing to say about: %s',
    (rule, text) => {
      expect(marked(text, rule)).toEqual([]);
    },
  );

  it.each(LOUD.map(([text, rule, words, intent]) => [rule, text, words, intent ?? 'post'] as const))(
    '%s speaks up about: %s',
    (rule, text, words, intent) => {
      expect(marked(text, rule, intent)[0]).toBe(`${rule}: ${words}`);
    },
  );

  it('marks the right words after emoji, and in capitals', () => {
    expect(marked('👮🏽‍♀️👨‍👩‍👧 😂 WHAT A PAIR OF NUMPTIES', 'dignity.mocking')).toEqual([
      'dignity.mocking: NUMPTIES',
    ]);
  });

  it('takes either apostrophe and goes without circumflexes', () => {
    for (const text of ["Arestiwyd dyn sy'n hysbys i'r heddlu", 'Arestiwyd dyn sy’n hysbys i’r heddlu']) {
      expect(marked(text, 'contempt.previous')).toHaveLength(1);
    }
    expect(marked('Am ffwl!', 'dignity.mocking')).toEqual(
      marked('Am ffŵl!', 'dignity.mocking').map((m) => m.replace('ŵ', 'w')),
    );
  });

  it('refuses a rule that names a group the pack does not have', () => {
    const pack: Pack = {
      ...SHIPPED_PACK,
      phraseRules: [{ rule: 'line.ahead', all: ['nowhere'], scope: 'draft' }],
    };
    expect(() => createEngine(pack, { hashtags: [] })).toThrow(/nowhere/);
  });

  it('keeps a rule of two groups to one sentence where the pack says so', () => {
    const pack: Pack = {
      ...SHIPPED_PACK,
      groups: [
        { id: 'a', en: ['apple'], cy: ['afal'] },
        { id: 'b', en: ['pear'], cy: ['gellygen'] },
      ],
      phraseRules: [{ rule: 'line.ahead', all: ['a', 'b'], scope: 'sentence' }],
    };
    const engine = createEngine(pack, { hashtags: [] });
    const found = (text: string) => engine.check(text, { platform: 'x', now: NOW }).length;
    expect(found('apple and pear')).toBe(1);
    expect(found('gellygen ac afal')).toBe(1);
    expect(found('apple. pear')).toBe(0);
    expect(found('apple\npear')).toBe(0);
    expect(found('pear. apple, pear. pear')).toBe(1);
  });
});
