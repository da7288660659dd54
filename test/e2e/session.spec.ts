import { EXTENSION_ID } from './chromium';
import { expect, test } from './fixtures';

test('the browser reaches nothing but the stage', async ({ session }) => {
  const tab = await session.openTab('https://stage.teificoast.example/');
  const reached = await tab.evaluate(
    (urls) =>
      Promise.all(
        urls.map((url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => true,
            () => false,
          ),
        ),
      ),
    ['https://example.com/', 'https://www.google.com/', 'https://192.0.2.1/'],
  );
  expect(reached).toEqual([false, false, false]);
});

test('Cordon is installed under the id that a policy would name', async ({ session }) => {
  const tab = await session.extensionPage('options.html');
  const { host, protocol } = new URL(await tab.url());
  expect(protocol).toBe(session.kind === 'chromium' ? 'chrome-extension:' : 'moz-extension:');
  if (session.kind === 'chromium') expect(host).toBe(EXTENSION_ID);
});

test('an account of the cast can be signed in, changed and signed out on each platform', async ({
  session,
}) => {
  const x = await session.openTab();
  for (const [key, shown] of [
    ['x-corporate', '@TeifiCoastPol'],
    ['x-personal', '@jo_penfro'],
  ] as const) {
    await session.actAs('x', key);
    await x.goto('https://x.com/home');
    await x.waitForText('[data-testid="SideNav_AccountSwitcher_Button"]', shown);
  }
  await session.actAs('x', null);
  await x.goto('https://x.com/home');
  expect(await x.isVisible('[data-testid="SideNav_AccountSwitcher_Button"]')).toBe(false);

  await session.actAs('facebook', 'facebook-page');
  const facebook = await session.openTab('https://www.facebook.com/');
  await facebook.waitForText('body', 'Teifi Coast Police');
});
