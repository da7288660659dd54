// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BoardText } from './BoardText';

const labels = { more: 'More', less: 'Less' };
const shown = (text: { en?: string; cy?: string }, language: 'en' | 'cy'): string =>
  renderToStaticMarkup(<BoardText text={text} language={language} labels={labels} />);

describe('a text of the board', () => {
  it('stands alone in the reader’s language', () => {
    expect(shown({ en: 'Stay inside', cy: 'Arhoswch dan do' }, 'cy')).toContain('>Arhoswch dan do<');
  });

  it('shows the other language where its own is missing, and says which', () => {
    const text = shown({ en: 'Stay inside' }, 'cy');
    expect(text).toContain('lang="en"');
    expect(text).toContain('[English]');
    expect(text).toContain('Stay inside');
  });
});
