import { describe, expect, it } from 'vitest';
import { marked } from '../marked.test-data';

describe('a name before a charge (DT4)', () => {
  it.each([
    ['A man, 34, from Cardigan has been arrested.'],
    ['Mae dyn 34 oed o Aberteifi wedi’i arestio.'],
    ['John Jones, 34, has been jailed for burglary.'],
    ['Mae Siôn Rhys, 34, wedi’i garcharu.'],
    ['Have you seen Mary Evans, 78, from Tregaron?'],
    ['Ydych chi wedi gweld Mair Evans, 78, o Dregaron?'],
    ['PC Ann Rhys arrested a man of 40.'],
    ['Ann Rhys, 14, was arrested.'],
    ['Newcastle Emlyn, 25 officers, two men arrested.'],
    ['Two arrested in Mill Lane, 24 hours after the theft.'],
    ['Arrested. Later we met Gwen Price, 80, who baked a cake.'],
    ['Lee Price, 101, was arrested by our oldest joke.'],
    ['Officers say Jones, 34, was arrested.'],
    ['Dywed swyddogion fod Jones, 34, wedi’i arestio.'],
    ['ANN JONES, 34, arrested'],
    ['Man arrested on Bank Holiday Monday.'],
    ['arestiwyd dyn, 34, ym Mharc Teifi'],
  ])('has nothing to say about: %s', (text) => {
    expect(marked(text, 'contempt.named')).toEqual([]);
  });

  it.each([
    ['John Jones, 34, has been arrested.', 'John Jones'],
    ['A Cardigan man, John Jones, 34, was arrested on suspicion of theft.', 'John Jones'],
    ['We have arrested Ann Rhys (34).', 'Ann Rhys'],
    ['We have arrested Ann Rhys, aged 34', 'Ann Rhys'],
    ['Arrested last night: Lee Price, 19', 'Lee Price'],
    ['Siân O’Neill, 45, is under arrest', 'Siân O’Neill'],
    ['Lee Price, 19, is being questioned by detectives.', 'Lee Price'],
    ['Lee Price, 19, was released under investigation.', 'Lee Price'],
    ['Mae Siôn Rhys, 34, wedi’i arestio.', 'Siôn Rhys'],
    ['Arestiwyd Siôn Rhys, 34 oed, neithiwr.', 'Siôn Rhys'],
    ['Mae Lowri Wyn (52) dan amheuaeth o dwyll.', 'Lowri Wyn'],
    ['Cafodd Lowri Wyn, 52, ei harestio.', 'Lowri Wyn'],
    ['Holwyd Lowri Wyn, 52, gan swyddogion? Holwyd gan swyddogion: Lowri Wyn, 52.', 'Lowri Wyn'],
    ['Ar amheuaeth o ddwyn: Ŵyr Llŷn, 23.', 'Ŵyr Llŷn'],
    ['😂😂 Lee Price, 19, arrested again', 'Lee Price'],
  ])('speaks up about: %s', (text, name) => {
    const found = marked(text, 'contempt.named');
    expect(found[0]).toBe(`contempt.named: ${name}`);
  });
});
