// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { View } from '../../lib/gate/bridge';
import type { Composer } from '../../lib/platforms/platform';
import {
  type FakeBridge,
  type FakeServices,
  fakeBridge,
  fakeServices,
  notice,
  view,
} from './bridge.test-data';
import { mountGuard } from './mount';

const NOON = Date.parse('2026-11-22T12:10:00Z');

let bridge: FakeBridge;
let services: FakeServices;

beforeEach(() => {
  vi.useFakeTimers({
    now: NOON,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  });
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 16));
  document.body.innerHTML = '';
  // happy-dom lays nothing out; a page has a size.
  Object.defineProperty(document.documentElement, 'clientWidth', { value: 1280, configurable: true });
  Object.defineProperty(document.documentElement, 'clientHeight', { value: 800, configurable: true });
});
afterEach(async () => {
  await act(async () => bridge.life.abort());
  vi.useRealTimers();
});

async function mount(first: View, asked: FakeServices = fakeServices()): Promise<void> {
  bridge = fakeBridge(first);
  services = asked;
  await act(async () => mountGuard(bridge, document, services));
}

const hosts = (): Element[] => Array.from(document.querySelectorAll('html > side-note'));
const shadow = (): ShadowRoot => {
  const root = hosts()[0]?.shadowRoot;
  if (!root) throw new Error('no guard on the page');
  return root;
};
const text = (): string => shadow().textContent ?? '';
const button = (label: string): HTMLButtonElement => {
  const found = Array.from(shadow().querySelectorAll('button')).find((b) => b.textContent === label);
  if (!found) throw new Error(`no button “${label}”`);
  return found;
};
/** A press as the browser makes it; scripts cannot set `isTrusted`, tests of happy-dom can. */
const press = (label: string): Promise<void> =>
  act(async () => {
    const event = new MouseEvent('click', { bubbles: true, cancelable: true, composed: true });
    Object.defineProperty(event, 'isTrusted', { value: true });
    button(label).dispatchEvent(event);
  });
const show = (next: View): Promise<void> => act(async () => bridge.show(next));

function composer(words: string): Composer {
  const surface = document.createElement('form');
  surface.innerHTML = '<div contenteditable="true"></div><button type="button">Post</button>';
  document.body.append(surface);
  const editor = surface.querySelector('div');
  const submit = surface.querySelector('button');
  if (!editor || !submit) throw new Error('no editor');
  editor.textContent = words;
  const made: Composer = { surface, editors: [editor], submit, intent: 'post' };
  bridge.composers.push(made);
  return made;
}

const heldView = (control: Element, releasable = true): View =>
  view([notice()], {
    held: {
      serial: 1,
      intent: 'post',
      control,
      releasable,
      decision: { pass: false, cause: 'blackout', requirement: 'risk-to-life', notice: notice(), rules: [] },
    },
  });

describe('the guard on the page', () => {
  test('is mounted once, and everything goes with the guard signal', async () => {
    await mount(view([notice()]));
    await act(async () => mountGuard(bridge, document, services));
    expect(hosts()).toHaveLength(1);
    // The first look for composers waits for a frame.
    await act(async () => void (await vi.advanceTimersByTimeAsync(16)));
    await act(async () => bridge.life.abort());
    expect(hosts()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('clears away what an older copy left behind', async () => {
    const old = document.createElement('side-note');
    document.documentElement.append(old);
    await mount(view());
    expect(old.isConnected).toBe(false);
    expect(hosts()).toHaveLength(1);
  });

  test('shows markup in a notice as text', async () => {
    await mount(view([notice({ headline: { en: '<img src=x onerror=alert(1)>' } })]));
    expect(text()).toContain('<img src=x onerror=alert(1)>');
    expect(shadow().querySelector('img')).toBeNull();
  });
});

describe('buttons obey only trusted events', () => {
  test('a scripted click answers nothing', async () => {
    const control = document.createElement('button');
    document.body.append(control);
    await mount(heldView(control));
    await act(async () => button('Immediate danger to people').click());
    expect(bridge.answers).toEqual([]);
    await press('Immediate danger to people');
    expect(bridge.answers).toEqual([{ kind: 'risk-to-life', reason: 'immediate-danger' }]);
  });

  test('a release waits until it would work', async () => {
    const control = document.createElement('button');
    document.body.append(control);
    await mount(heldView(control, false));
    expect(text()).toContain('One moment…');
    await press('Immediate danger to people');
    expect(bridge.answers).toEqual([]);
    await show(heldView(control));
    await press('Immediate danger to people');
    expect(bridge.answers).toHaveLength(1);
  });
});

describe('risk to life takes two actions', () => {
  test('after the reason the notice says to press again, and for how long', async () => {
    const control = document.createElement('button');
    document.body.append(control);
    await mount(heldView(control));
    await press('Missing person at risk');
    await show(view([notice()], { releasedUntil: Date.now() + 60_000 }));
    expect(text()).toContain('Now press Post again');
    expect(text()).toContain('60 seconds left');
    await act(async () => vi.advanceTimersByTime(59_000));
    expect(text()).toContain('1 second left');
    await show(view([notice()]));
    expect(text()).not.toContain('Now press Post again');
  });

  test('the focus goes into the notice and back to the control', async () => {
    const control = document.createElement('button');
    document.body.append(control);
    control.focus();
    await mount(heldView(control));
    expect(shadow().activeElement?.getAttribute('role')).toBe('alertdialog');
    await press('Close');
    expect(bridge.answers).toEqual([{ kind: 'dismiss' }]);
    expect(document.activeElement).toBe(control);
  });
});

describe('both languages are there and switch in place', () => {
  test('the switch answers at once and tells the background', async () => {
    await mount(view([notice()]));
    expect(text()).toContain('Incident at the docks');
    await press('Cymraeg');
    expect(text()).toContain('Gwaharddiad postio');
    expect(text()).toContain('Digwyddiad yn y dociau');
    expect(services.languages).toEqual(['cy']);
  });

  test('a notice without Welsh is shown in English and labelled so', async () => {
    const first = view([notice({ headline: { en: 'Only English' } })]);
    await mount({ ...first, snapshot: { ...first.snapshot, language: 'cy' } });
    const headline = Array.from(shadow().querySelectorAll('p')).find((p) => p.textContent === 'Only English');
    expect(headline?.getAttribute('lang')).toBe('en');
  });
});

describe('never green from stale', () => {
  test('a board file says when it was signed', async () => {
    await mount(view());
    expect(text()).toContain('No order in the board signed at');
    expect(text()).not.toContain('Clear');
  });

  test('an unreachable board is not known, and says whom to ask', async () => {
    const first = view();
    const board = { state: 'unknown', since: '2026-11-22T11:40:00Z' } as const;
    await mount({ ...first, snapshot: { ...first.snapshot, board } });
    expect(text()).toContain('Not known: board not reached since');
    expect(text()).toContain('ring the press office');
  });

  test('a blackout that expires may have ended, from that moment on', async () => {
    await mount(view([notice()]));
    expect(text()).toContain('Blackout: post nothing');
    await act(async () => vi.advanceTimersByTime(50 * 60_000 + 10));
    expect(text()).toContain('Blackout: may have ended');
    expect(text()).not.toContain('Blackout: post nothing');
  });
});

describe('standing down is an event', () => {
  test('shows its checklist until that is closed', async () => {
    await mount(view([notice()]));
    await show(view());
    expect(text()).toContain('Stood down');
    expect(text()).toContain('Mind the tone');
    await press('Done');
    expect(text()).not.toContain('Stood down');
  });

  test('an update to the blackout is no standing down', async () => {
    await mount(view([notice()]));
    await show(view([notice({ identifier: 'n2', messageType: 'update', references: ['n1'] })]));
    expect(text()).not.toContain('Stood down');
  });

  test('a new blackout takes the checklist away', async () => {
    await mount(view([notice()]));
    await show(view());
    await show(view([notice({ identifier: 'n3' })]));
    expect(text()).not.toContain('Stood down');
    expect(text()).toContain('Blackout: post nothing');
  });
});

describe('drafts', () => {
  test('are listed with what they are about, and judged as they stand at the press', async () => {
    await mount(view());
    const open = composer('He is guilty');
    await act(async () => void (await vi.advanceTimersByTimeAsync(100)));
    expect(shadow().querySelector('.panel')?.textContent).toContain('guilty');
    expect(bridge.judge(open)).toEqual({ mode: 'reason', rules: ['contempt.guilt'] });
    const [editor] = open.editors;
    if (editor) editor.textContent = 'He was charged';
    expect(bridge.judge(open)).toEqual({ mode: null, rules: [] });
  });

  test('the background hears of an open composer at once and every five seconds', async () => {
    await mount(view());
    expect(services.beats.count).toBe(0);
    const open = composer('Good morning');
    await act(async () => void (await vi.advanceTimersByTimeAsync(100)));
    expect(services.beats.count).toBe(1);
    await act(async () => void (await vi.advanceTimersByTimeAsync(10_000)));
    expect(services.beats.count).toBe(3);
    bridge.composers.length = 0;
    open.surface.remove();
    await act(async () => void (await vi.advanceTimersByTimeAsync(20_000)));
    expect(services.beats.count).toBe(3);
  });

  test('checks that fail are said to fail, and never stand in the gate’s way', async () => {
    const broken = fakeServices(() => {
      throw new Error('a broken pack');
    });
    await mount(view(), broken);
    const open = composer('He is guilty');
    await act(async () => void (await vi.advanceTimersByTimeAsync(100)));
    expect(bridge.judge(open)).toEqual({ mode: null, rules: [] });
    expect(text()).toContain('Cordon cannot check drafts on this page');
  });
});
