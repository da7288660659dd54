import { Icon } from './Icon';
import { ask } from './layers';
import { Avatar, Link } from './Post';
import { attempt, getState, me, openLayer, rest, setState, switchAccount, useStore } from './store';

/** Below this width X folds its navigation to icons: no @handle stands in it. */
export const FOLDED_BELOW = 1280;
/** Below this width X has bars at the top and the foot instead of a side navigation. */
export const NARROW_BELOW = 500;

function Tabs(props: { readonly words: boolean; readonly profile: boolean }) {
  const word = (text: string) => props.words && <span>{text}</span>;
  const handle = me().handle;
  return (
    <>
      <Link href="/home" testId="AppTabBar_Home_Link" label="Home">
        <Icon name="home" />
        {word('Home')}
      </Link>
      <Link href="/explore" testId="AppTabBar_Explore_Link" label="Search and explore">
        <Icon name="search" />
        {word('Explore')}
      </Link>
      <Link href="/notifications" testId="AppTabBar_Notifications_Link" label="Notifications">
        <Icon name="bell" />
        {word('Notifications')}
      </Link>
      <Link href="/i/chat" testId="AppTabBar_DirectMessage_Link" label="Direct messages">
        <Icon name="mail" />
        {word('Chat')}
      </Link>
      {props.profile && (
        <Link href={`/${handle}`} testId="AppTabBar_Profile_Link" label="Profile">
          <Icon name="person" />
          {word('Profile')}
        </Link>
      )}
    </>
  );
}

/** The navigation at the side, whole or folded; on a narrow page the bars that take its place. */
export function Navigation() {
  const { width } = useStore();
  const user = me();
  if (width < NARROW_BELOW) {
    return (
      <>
        <header role="banner" className="top-bar">
          <Link href={`/${user.handle}`} testId="DashButton_ProfileIcon_Link" label="Profile menu">
            <Avatar user={user} />
          </Link>
          <b>Home</b>
        </header>
        <nav role="navigation" aria-label="Bottom bar" data-testid="BottomBar" className="bottom-bar">
          <Tabs words={false} profile={false} />
        </nav>
        <NewPostButton words={false} />
      </>
    );
  }
  const words = width >= FOLDED_BELOW;
  return (
    <header role="banner" className={words ? 'side' : 'side folded'}>
      <nav role="navigation" aria-label="Primary">
        <Tabs words={words} profile={true} />
        <Link href="/settings/password" label="Settings">
          <Icon name="settings" />
          {words && <span>Settings</span>}
        </Link>
      </nav>
      <NewPostButton words={words} />
      <div className="grow" />
      <button
        type="button"
        role="button"
        data-testid="SideNav_AccountSwitcher_Button"
        aria-label="Account menu"
        aria-haspopup="menu"
        className="account"
        onClick={(event) => openSwitcher(event.currentTarget)}
      >
        <Avatar user={user} />
        {words && (
          <span className="account-words">
            <b dir="auto">{user.name}</b>
            <span className="quiet">@{user.handle}</span>
          </span>
        )}
      </button>
    </header>
  );
}

function NewPostButton(props: { readonly words: boolean }) {
  return (
    <a
      href="/compose/post"
      role="link"
      data-testid="SideNav_NewTweet_Button"
      aria-label="Post"
      className="pill dark new-post"
      onClick={(event) => {
        event.preventDefault();
        openLayer({ kind: 'compose', path: '/compose/post' });
      }}
    >
      {props.words ? 'Post' : <Icon name="pen" />}
    </a>
  );
}

function openSwitcher(at: Element): void {
  const box = at.getBoundingClientRect();
  const others = accountItems();
  setState({
    menu: {
      x: Math.max(8, box.left),
      y: Math.max(8, box.top - 52 * (others.length + 2) - 16),
      items: [
        ...others,
        {
          label: 'Manage accounts',
          testId: 'AccountSwitcher_ManageAccounts_Button',
          href: '/account/switch',
          pick: () => openLayer({ kind: 'switch', path: '/account/switch' }),
        },
        {
          label: `Log out @${me().handle}`,
          testId: 'AccountSwitcher_Logout_Button',
          href: '/logout',
          pick: logOut,
        },
      ],
    },
  });
}

/** One item for each other account that is signed in. */
export function accountItems() {
  const { accounts } = getState().snapshot;
  return accounts
    .filter((account) => account.id !== me().id)
    .map((account) => {
      return {
        label: `${account.name} @${account.handle}`,
        testId: 'AccountSwitcher_Switch_Button',
        pick: () => void attempt(() => switchAccount(account.id)),
      };
    });
}

function logOut(): void {
  ask({
    title: 'Log out?',
    text: 'You can sign in again at any time.',
    confirm: 'Log out',
    danger: false,
    onConfirm: () => void rest('/i/api/1.1/account/logout.json', {}).then(() => location.assign('/')),
  });
}
