import { describe, expect, it } from 'vitest';
import { marked } from '../marked.test-data';

describe('blocks of capitals (DT1)', () => {
  it.each([
    ['Please do not park on the zig-zags outside the school.'],
    ['Peidiwch â pharcio ar y llinellau igam-ogam, os gwelwch yn dda.'],
    ['The RNLI, NHS and DVLA are with us today.'],
    ['PC 412 and PCSO 77 from CID met the CPS.'],
    ['ROAD CLOSED: A484 at Cenarth, both ways.'],
    ['FFORDD AR GAU: A484 yng Nghenarth.'],
    ['Please DO NOT drive through flood water on the way home.'],
    ['#ROADCLOSED #FFORDDARGAU #TEIFICOAST today'],
    ['A B C D E F'],
    ['OK'],
    ['CCTV HGV RTC ANPR BWV'],
    ['A484 B4333 A40 M4 A487'],
    ['999 101 111'],
    ['We said NO then, and NO now, and NO tomorrow.'],
    ['Cofiwch ffonio 101. Mewn ARGYFWNG ffoniwch 999.'],
    ['😂😂😂'],
    [''],
  ])('is quiet about: %s', (text) => {
    expect(marked(text, 'shouting')).toEqual([]);
  });

  it.each([
    ['DO NOT PARK HERE', 'DO NOT PARK HERE'],
    ['Please: DO NOT PARK on the zig-zags.', 'DO NOT PARK'],
    ['PEIDIWCH Â PHARCIO YMA', 'PEIDIWCH Â PHARCIO YMA'],
    ['Cofiwch: DIM PARCIO FAN HYN heno.', 'DIM PARCIO FAN HYN'],
    ['MISSING PERSON APPEAL Have you seen her?', 'MISSING PERSON APPEAL'],
    ['STOP! LOOK! LISTEN!', 'STOP! LOOK! LISTEN'],
    ['ROAD CLOSED AT CENARTH', 'ROAD CLOSED AT CENARTH'],
    ['CALL THE RNLI NOW PLEASE', 'CALL THE RNLI NOW PLEASE'],
    ['GWYNTOEDD CRYFION HENO', 'GWYNTOEDD CRYFION HENO'],
    ['BYDDWCH YN OFALUS ALLAN YNO', 'BYDDWCH YN OFALUS ALLAN YNO'],
    ['😂 NOT FUNNY GUYS 😂', 'NOT FUNNY GUYS'],
    ['DON’T DRINK AND DRIVE', 'DON’T DRINK AND DRIVE'],
    ['Mae hyn yn BWYSIG IAWN I BAWB ohonoch', 'BWYSIG IAWN I BAWB'],
    ['TŶ GŴYL LLŶN', 'TŶ GŴYL LLŶN'],
    ['GWRTHDRAWIAD DIFRIFOL heno', 'GWRTHDRAWIAD DIFRIFOL heno'],
    ['BURGLARIES INCREASING here', 'BURGLARIES INCREASING here'],
  ])('speaks up about: %s', (text, words) => {
    expect(marked(text, 'shouting')).toEqual([`shouting.capitals: ${words}`]);
  });
});
