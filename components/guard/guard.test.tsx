// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { View } from '../../lib/gate/bridge';
import type { GuardData } from '../../lib/messages/guard-data';
import type { Composer } from '../../lib/platforms/platform';
import { REPORT_KINDS } from '../../lib/reports/report';
import {
  type FakeBridge,
  type FakeServices,
  fakeBridge,
  fakeServices,
  guardData,
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
    expect(services.dataOf('setLanguage')).toEqual([{ language: 'cy' }]);
  });

  test('a notice without Welsh is shown in English and labelled so', async () => {
    const first = view([notice({ headline: { en: 'Only English' } })]);
    await mount({ ...first, snapshot: { ...first.snapshot, language: 'cy' } });
    const headline = Array.from(shadow().querySelectorAll('p')).find((p) =>
      p.textContent?.endsWith('Only English'),
    );
    expect(headline?.textContent).toContain('[English]');
    expect(headline?.getAttribute('lang')).toBe('en');
  });
});

const withSnapshot = (change: Partial<View['snapshot']>, notices: Parameters<typeof view>[0] = []): View => {
  const first = view(notices);
  return { ...first, snapshot: { ...first.snapshot, ...change } };
};
/** The operator goes into a composer. */
const goInto = (open: Composer): Promise<void> =>
  act(async () => {
    open.editors[0]?.setAttribute('tabindex', '0');
    open.editors[0]?.focus();
    await vi.advanceTimersByTimeAsync(100);
  });
const give = (change: Parameters<typeof guardData>[0] = {}): Promise<void> =>
  act(async () => services.giveData(guardData(change)));
const setVisible = (isVisible: boolean): Promise<void> =>
  act(async () => {
    Object.defineProperty(document, 'visibilityState', {
      value: isVisible ? 'visible' : 'hidden',
      configurable: true,
    });
    document.dispatchEvent(new Event('visibilitychange'));
  });

describe('what a report holds is shown before the first of its kind leaves', () => {
  test('the card stands until it was understood, and speaks of every kind', async () => {
    await mount(withSnapshot({ undisclosed: ['delivered', 'acknowledged'] }));
    expect(text()).toContain('What Corporate Communications is told');
    expect(text()).toContain('Never what you write');
    await press('Understood');
    expect(services.dataOf('reportsShown')).toEqual([{ kinds: REPORT_KINDS }]);
    await show(withSnapshot({ undisclosed: [] }));
    expect(text()).not.toContain('What Corporate Communications is told');
  });

  test('beside the acknowledgement and the reasons it stands that Communications is told', async () => {
    await mount(view([notice()]));
    expect(text()).toContain('Corporate Communications is told.');
    await give({ reporting: 'hand' });
    expect(text()).toContain('once you have copied or mailed the report');
    const control = document.createElement('button');
    document.body.append(control);
    await show(heldView(control));
    expect(shadow().querySelector('.hold')?.textContent).toContain('once you have copied or mailed');
  });

  test('an answer to findings alone is told to nobody, and nothing else is said', async () => {
    const control = document.createElement('button');
    document.body.append(control);
    const held = { serial: 1, intent: 'post', control, releasable: true } as const;
    const decision = { pass: false, cause: 'findings', requirement: 'reason', rules: [] } as const;
    await mount(view([], { held: { ...held, decision } }));
    expect(text()).toContain('Your choice is recorded.');
    expect(text()).not.toContain('is told');
  });
});

describe('a notice that was shown is delivered', () => {
  test('once for notice and account', async () => {
    await mount(view([notice()]));
    await show(view([notice()]));
    await press('Details');
    expect(services.dataOf('noticeDelivered')).toEqual([{ identifier: 'n1', accountKey: 'x-main' }]);
  });

  test('not before the page can be seen', async () => {
    await setVisible(false);
    await mount(view([notice()]));
    expect(services.dataOf('noticeDelivered')).toEqual([]);
    await setVisible(true);
    expect(services.dataOf('noticeDelivered')).toHaveLength(1);
  });

  test('again where nobody answered', async () => {
    const silent = fakeServices();
    silent.times = new Error('asleep');
    await mount(view([notice()]), silent);
    await act(async () => void (await vi.advanceTimersByTimeAsync(20_000)));
    expect(services.dataOf('noticeDelivered')).toHaveLength(2);
    silent.times = { checkedAt: null };
    await act(async () => void (await vi.advanceTimersByTimeAsync(60_000)));
    expect(services.dataOf('noticeDelivered')).toHaveLength(3);
  });

  test('of two at once both are shown, the strictest first, and both are delivered', async () => {
    const advice = notice({ identifier: 'n2', level: 'advice', headline: { en: 'Mind the wind' } });
    const exercise = notice({ identifier: 'n3', status: 'exercise', headline: { en: 'Practice run' } });
    await mount(view([advice, exercise, notice()]));
    expect(shadow().querySelector('.banner__title')?.textContent).toBe('Blackout: post nothing');
    expect(shadow().querySelector('.banner--alarm')).not.toBeNull();
    expect(text()).toContain('Mind the wind');
    expect(text()).toContain('EXERCISE: blackout (practice only)');
    expect(services.dataOf('noticeDelivered')).toHaveLength(3);
  });

  test('an exercise is not mistaken for an order', async () => {
    await mount(view([notice({ status: 'exercise' })]));
    expect(shadow().querySelector('.banner--exercise')).not.toBeNull();
    expect(shadow().querySelector('.banner__title')?.textContent).toMatch(/^EXERCISE/);
  });
});

describe('the corporate lines come first', () => {
  const lines = notice({
    level: 'corporate-lines-only',
    corporateLines: [{ text: { en: 'Avoid the docks.' }, url: 'https://x.com/TeifiCoast/status/1' }],
  });
  const panel = (): string => shadow().querySelector('.panel')?.textContent ?? '';

  test('at the first opening of a composer, with the account of this platform, until they were looked at', async () => {
    await mount(view([lines]));
    await give();
    const open = composer('');
    await act(async () => void (await vi.advanceTimersByTimeAsync(100)));
    expect(panel()).toBe('');
    await goInto(open);
    expect(panel()).toContain('Avoid the docks.');
    const links = [...shadow().querySelectorAll('.panel a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['https://x.com/TeifiCoast', 'https://x.com/TeifiCoast/status/1']);
    await press('I have looked at the corporate lines');
    expect(services.dataOf('linesSeen')).toEqual([{ identifier: 'n1', accountKey: 'x-main' }]);
    expect(panel()).toBe('Corporate lines');
    await press('Corporate lines');
    expect(panel()).toContain('Avoid the docks.');
    await show(view());
    expect(panel()).toBe('');
  });

  test('not asked again once Cordon knows of it, and never by a test message', async () => {
    await mount(withSnapshot({ linesSeen: ['n1 x-main'] }, [lines]));
    await goInto(composer(''));
    expect(panel()).toBe('Corporate lines');
    await show(view([{ ...lines, status: 'test' }]));
    expect(panel()).toBe('');
  });

  test('an exercise’s lines are marked as such', async () => {
    await mount(view([{ ...lines, status: 'exercise' }]));
    await goInto(composer(''));
    expect(shadow().querySelector('.lines--exercise')?.textContent).toMatch(/^EXERCISE/);
  });
});

describe('a removal request', () => {
  const removal: GuardData['removals'][number] = {
    id: 'r1',
    account: 'x-main',
    posts: ['https://x.com/TeifiCoast/status/9'],
    asked: '2026-11-22T12:00:00Z',
    by: '2026-11-22T12:30:00Z',
    askedBy: 'professional-standards',
    reason: { en: 'It names a witness.' },
    state: 'open',
  };

  test('says who asks, by when and why, links the posts, and is done in two presses', async () => {
    await mount(view());
    await give({ removals: [removal, { ...removal, id: 'r2', account: 'x-other' }] });
    const banner = text();
    expect(banner).toMatch(/Professional Standards asks you to remove this by \d\d:30/);
    expect(banner).toContain('It names a witness.');
    expect(shadow().querySelector(`a[href="${removal.posts[0]}"]`)).not.toBeNull();
    await press('I have removed it');
    expect(services.dataOf('removalDone')).toEqual([]);
    await press('Yes');
    expect(services.dataOf('removalDone')).toEqual([{ removal: 'r1', accountKey: 'x-main' }]);
    await show(withSnapshot({ removalsDone: ['r1'] }));
    await press('Show');
    expect(text()).toContain('You have said that this is removed.');
  });

  test('is overdue from its time on', async () => {
    await mount(view());
    await give({ removals: [removal] });
    expect(text()).not.toContain('OVERDUE');
    await act(async () => void (await vi.advanceTimersByTimeAsync(20 * 60_000 + 10)));
    expect(text()).toContain('OVERDUE');
  });
});

describe('never green from stale', () => {
  const clear = withSnapshot({ board: { state: 'clear', signedAt: '2026-11-22T08:00:00Z' } });
  const checked = (): FakeServices => {
    const asked = fakeServices();
    asked.times = { checkedAt: NOON };
    return asked;
  };

  test('clear is said with the time of the check, and not before the background has told it', async () => {
    await mount(clear, checked());
    expect(text()).toMatch(/Clear, checked \d\d:10/);
    expect(services.dataOf('guardAlive')).toHaveLength(1);
  });

  test('a newer board is shown with the time of its own check', async () => {
    const asked = checked();
    await mount(clear, asked);
    asked.times = { checkedAt: NOON + 60_000 };
    await show(withSnapshot({ board: { state: 'clear', signedAt: '2026-11-22T12:10:30Z' } }));
    expect(text()).toMatch(/Clear, checked \d\d:11/);
  });

  test('a check of two minutes ago is not known, whatever the snapshot says', async () => {
    const asked = checked();
    await mount(clear, asked);
    await act(async () => void (await vi.advanceTimersByTimeAsync(119_000)));
    expect(text()).toContain('Clear');
    asked.times = new Error('gone');
    await act(async () => void (await vi.advanceTimersByTimeAsync(2_000)));
    expect(text()).toMatch(/Not known: board not reached since \d\d:10/);
    expect(text()).not.toContain('Clear');
  });

  test('a page that comes back into sight is not clear until the background says so', async () => {
    const asked = checked();
    await mount(clear, asked);
    await setVisible(false);
    const calls = services.dataOf('guardAlive').length;
    await act(async () => void (await vi.advanceTimersByTimeAsync(10 * 60_000)));
    expect(services.dataOf('guardAlive')).toHaveLength(calls);
    let answer: (times: { checkedAt: number }) => void = () => undefined;
    asked.send = (() =>
      new Promise((resolve) => {
        answer = resolve as typeof answer;
      })) as FakeServices['send'];
    await setVisible(true);
    expect(text()).not.toMatch(/Clear|Not known/);
    await act(async () => answer({ checkedAt: Date.now() }));
    expect(text()).toMatch(/Clear, checked \d\d:20/);
  });

  test('a background that never answers is not known after a moment', async () => {
    const asked = fakeServices();
    asked.send = (() => new Promise(() => undefined)) as FakeServices['send'];
    await mount(clear, asked);
    expect(text()).not.toMatch(/Clear|Not known/);
    await act(async () => void (await vi.advanceTimersByTimeAsync(5_010)));
    expect(text()).toContain('Not known: board not reached');
    await act(async () => void (await vi.advanceTimersByTimeAsync(20_000)));
    expect(text()).toContain('Not known: board not reached');
  });

  test.each([
    ['clock', 'this computer’s clock is wrong'],
    ['heartbeat', 'the board may be held back'],
  ])('the reason is said: %s', async (problem, words) => {
    await mount(withSnapshot({ board: { state: 'unknown', since: '2026-11-22T11:40:00Z', problem } }));
    expect(text()).toContain(words);
    expect(text()).toContain('ring the press office');
  });

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
    expect(services.dataOf('composerOpen').length).toBe(0);
    const open = composer('Good morning');
    await act(async () => void (await vi.advanceTimersByTimeAsync(100)));
    expect(services.dataOf('composerOpen').length).toBe(1);
    await act(async () => void (await vi.advanceTimersByTimeAsync(10_000)));
    expect(services.dataOf('composerOpen').length).toBe(3);
    bridge.composers.length = 0;
    open.surface.remove();
    await act(async () => void (await vi.advanceTimersByTimeAsync(20_000)));
    expect(services.dataOf('composerOpen').length).toBe(3);
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
