import { describe, expect, it } from 'vitest';
import { startMode } from './start-mode';

describe('npm start', () => {
  it('is played by hand where a window can be shown', () => {
    expect(startMode([], 'linux', { DISPLAY: ':0' })).toEqual({ kind: 'by-hand' });
    expect(startMode([], 'linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual({ kind: 'by-hand' });
    expect(startMode([], 'win32', {})).toEqual({ kind: 'by-hand' });
    expect(startMode([], 'darwin', {})).toEqual({ kind: 'by-hand' });
  });

  it('plays by itself with no display', () => {
    expect(startMode([], 'linux', { DISPLAY: '' })).toEqual({ kind: 'tour', why: 'no-display' });
  });

  it('plays by itself when asked, display or not', () => {
    expect(startMode(['--tour'], 'darwin', {})).toEqual({ kind: 'tour', why: 'asked' });
    expect(startMode(['--tour'], 'linux', {})).toEqual({ kind: 'tour', why: 'asked' });
  });

  it.each([['--tuor'], ['tour'], ['--tour=yes']])('refuses %s with a sentence', (argument) => {
    expect(() => startMode([argument], 'linux', {})).toThrow(/npm start knows one option/);
  });
});
