// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OutboxRow } from '../../lib/records/database';
import { readArmour } from '../../lib/reports/armour';
import { REPORT_KINDS } from '../../lib/reports/report';
import { PageWords } from './PageWords';
import { ReportsSection, type ReportsSectionProps } from './ReportsSection';
import type { ReportCalls } from './report-calls';

const ID = '00000000-0000-4000-8000-000000000001';
const ROW: OutboxRow = {
  id: ID,
  forceId: 'teifi-coast',
  about: 'acknowledged n1 x-main',
  kind: 'acknowledged',
  report: {
    version: 1,
    id: ID,
    forceId: 'teifi-coast',
    at: '2026-11-22T12:00:00.000Z',
    counter: 1,
    event: { kind: 'acknowledged', accountKey: 'x-main', notice: 'n1' },
  },
  sealed: 'eyJ.a-b_c.d',
  openingKey: 'o1',
  state: 'waiting',
  tries: 0,
  nextTryAt: 0,
};

let root: Root;
let place: HTMLElement;
let calls: { readonly [K in keyof ReportCalls]: ReturnType<typeof vi.fn<ReportCalls[K]>> };

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  calls = {
    send: vi.fn(async () => undefined),
    handOver: vi.fn(async () => undefined),
    shown: vi.fn(async () => undefined),
    copy: vi.fn(async () => undefined),
    openMail: vi.fn(() => undefined),
  };
});
afterEach(async () => {
  await act(async () => root.unmount());
  place.remove();
});

const show = (change: Partial<ReportsSectionProps> = {}): Promise<void> =>
  act(async () =>
    root.render(
      <PageWords language="en">
        <ReportsSection
          rows={[ROW]}
          facts={{ undisclosed: [], reporting: 'hand', hasToken: false }}
          accounts={[]}
          email="press@teificoast.example"
          full={false}
          calls={calls}
          {...change}
        />
      </PageWords>,
    ),
  );
const labels = (): (string | null)[] => [...place.querySelectorAll('button')].map((b) => b.textContent);
async function press(label: string): Promise<void> {
  const found = [...place.querySelectorAll('button')].find((button) => button.textContent === label);
  if (!found) throw new Error(`no button “${label}” among ${labels().join(', ')}`);
  const event = new MouseEvent('click', { bubbles: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  await act(async () => found.dispatchEvent(event));
}

test('copied reports are handed over only once the operator says that they are sent', async () => {
  await show();
  await press('Copy reports');
  expect(readArmour(calls.copy.mock.calls[0]?.[0] ?? '')).toEqual({ texts: [ROW.sealed], damaged: 0 });
  expect(calls.handOver).not.toHaveBeenCalled();
  await press('Not yet');
  expect(calls.handOver).not.toHaveBeenCalled();
  await press('Copy reports');
  await press('Yes, it is sent');
  expect(calls.handOver).toHaveBeenCalledExactlyOnceWith([ID], 'copy');
});

test('a clipboard that is closed hands nothing over, and says so', async () => {
  calls.copy.mockRejectedValue(new Error('not allowed'));
  await show();
  await press('Copy reports');
  expect(place.querySelector('[role=alert]')?.textContent).toContain('did not allow copying');
  expect(labels()).toContain('Copy reports');
});

test('a mail goes to Communications, and counts as mailed once it is sent', async () => {
  await show();
  await press('Mail');
  expect(calls.openMail.mock.calls[0]?.[0]).toMatch(/^mailto:press@teificoast\.example\?subject=/);
  await press('Yes, it is sent');
  expect(calls.handOver).toHaveBeenCalledExactlyOnceWith([ID], 'mail');
});

test('with a relay it can be tried at once, and the failure is told', async () => {
  calls.send.mockRejectedValue(new Error('no receiver'));
  await show({ facts: { undisclosed: [], reporting: 'relay', hasToken: true } });
  await press('Try now');
  expect(place.querySelector('[role=alert]')).not.toBeNull();
  expect(labels()).toContain('Try now');
});

test('what a report holds stands first, and nothing is carried before it was read', async () => {
  await show({ facts: { undisclosed: ['acknowledged'], reporting: 'hand', hasToken: false } });
  expect(place.textContent).toContain('Never what you write');
  expect(labels()).toEqual(['Understood']);
  await press('Understood');
  // The list speaks of all of them, so the next kind need not ask again.
  expect(calls.shown).toHaveBeenCalledExactlyOnceWith(REPORT_KINDS);
});

test('nothing waiting is said as well', async () => {
  await show({ rows: [] });
  expect(place.textContent).toContain('No report waits.');
});
