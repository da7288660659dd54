/** The cast of the stage: invented accounts of the invented Teifi Coast Police and of one officer. Pure data. */

/** An account on the stand-in X. */
export interface XAccount {
  readonly key: string;
  readonly platform: 'x';
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly bio: string;
  /** Whether the sample force's register lists it. */
  readonly registered: boolean;
  /** Whether the register knows its numeric id; otherwise it knows the handle only. */
  readonly idKnown: boolean;
  readonly district?: string;
}

/**
 * An identity on the stand-in Facebook: the person who is signed in and the profile they act as. The two are the
 * same id when somebody acts as themselves.
 */
export interface FacebookAccount {
  readonly key: string;
  readonly platform: 'facebook';
  /** The signed-in login: cookie `c_user`, `ACCOUNT_ID`. */
  readonly loginId: string;
  /** The acting profile: cookie `i_user` when it is not the login, `USER_ID`. */
  readonly id: string;
  readonly kind: 'login' | 'page';
  readonly name: string;
  readonly shortName: string;
  readonly registered: boolean;
  readonly district?: string;
}

/** The accounts of the stand-in X. */
export const X_ACCOUNTS: readonly XAccount[] = [
  {
    key: 'x-corporate',
    platform: 'x',
    id: '2211000001',
    handle: 'TeifiCoastPol',
    name: 'Teifi Coast Police / Heddlu Arfordir Teifi',
    bio: 'News from your local police. Not monitored around the clock: ring 101, or 999 in an emergency. / Newyddion gan eich heddlu lleol. Ffoniwch 101, neu 999 mewn argyfwng.',
    registered: true,
    idKnown: true,
    district: 'coast',
  },
  {
    key: 'x-rural',
    platform: 'x',
    id: '2211000002',
    handle: 'TeifiRural',
    name: 'Teifi Rural Crime Team',
    bio: 'Farms, wildlife and heritage. / Ffermydd, bywyd gwyllt a threftadaeth.',
    registered: true,
    idKnown: true,
    district: 'rural',
  },
  {
    key: 'x-roads',
    platform: 'x',
    id: '2211000003',
    handle: 'TeifiRoads',
    name: 'Teifi Roads Policing',
    bio: 'Road safety across the Teifi valley. All views are our own.',
    registered: true,
    idKnown: false,
    district: 'rural',
  },
  {
    key: 'x-marine',
    platform: 'x',
    id: '2211000004',
    handle: 'TeifiMarine',
    name: '🚤 Teifi Marine שלום',
    bio: 'Harbour and coast patrol. / Patrôl harbwr ac arfordir.',
    registered: true,
    idKnown: true,
    district: 'coast',
  },
  {
    key: 'x-personal',
    platform: 'x',
    id: '3300000001',
    handle: 'jo_penfro',
    name: 'Jo Penfro',
    bio: 'Sea swimming, bara brith, bad puns.',
    registered: false,
    idKnown: false,
  },
];

/** The identities of the stand-in Facebook. */
export const FACEBOOK_ACCOUNTS: readonly FacebookAccount[] = [
  {
    key: 'facebook-page',
    platform: 'facebook',
    loginId: '100000000000201',
    id: '61550000000001',
    kind: 'page',
    name: 'Teifi Coast Police',
    shortName: 'Teifi Coast Police',
    registered: true,
    district: 'coast',
  },
  {
    key: 'facebook-login',
    platform: 'facebook',
    loginId: '100000000000101',
    id: '100000000000101',
    kind: 'login',
    name: 'Teifi Coast Comms',
    shortName: 'Teifi',
    registered: true,
    district: 'coast',
  },
  {
    key: 'facebook-personal',
    platform: 'facebook',
    loginId: '100000000000201',
    id: '100000000000201',
    kind: 'login',
    name: 'Jo Penfro',
    shortName: 'Jo',
    registered: false,
  },
  {
    key: 'facebook-club',
    platform: 'facebook',
    loginId: '100000000000201',
    id: '61559999999999',
    kind: 'page',
    name: 'Clwb Rygbi Aberteifi',
    shortName: 'Clwb Rygbi Aberteifi',
    registered: false,
  },
];

/** Finds an X account by its key, numeric id or handle (case does not matter), or null. */
export function findXAccount(which: string | null | undefined): XAccount | null {
  if (!which) return null;
  const handle = which.toLowerCase();
  return (
    X_ACCOUNTS.find((a) => a.key === which || a.id === which || a.handle.toLowerCase() === handle) ?? null
  );
}

/** Finds a Facebook identity by its key or acting id, or null. */
export function findFacebookAccount(which: string | null | undefined): FacebookAccount | null {
  if (!which) return null;
  return FACEBOOK_ACCOUNTS.find((a) => a.key === which || a.id === which) ?? null;
}

/** A cookie in the shape Playwright's `addCookies` takes. */
export interface StageCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: '/';
  readonly secure: true;
}

/**
 * The cookies of a browser in which this account acts; null gives those of a signed-out browser, which is none.
 * Clear the platform's cookies first when changing accounts: `i_user` must be absent when a person acts as
 * themselves. Throws when the account is not in the cast.
 */
export function cookiesFor(platform: 'x' | 'facebook', accountKey: string | null): StageCookie[] {
  if (accountKey === null) return [];
  const cookie =
    (domain: string) =>
    (name: string, value: string): StageCookie => {
      return { name, value, domain, path: '/', secure: true };
    };
  if (platform === 'x') {
    const account = findXAccount(accountKey);
    if (!account) throw new Error(`no X account "${accountKey}" in the cast`);
    const x = cookie('.x.com');
    return [x('twid', `u%3D${account.id}`), x('ct0', CSRF_TOKEN)];
  }
  const account = findFacebookAccount(accountKey);
  if (!account) throw new Error(`no Facebook identity "${accountKey}" in the cast`);
  const facebook = cookie('.facebook.com');
  const cookies = [facebook('c_user', account.loginId)];
  if (account.id !== account.loginId) cookies.push(facebook('i_user', account.id));
  return cookies;
}

/** The value of the stand-in X's `ct0` cookie, which its page copies to the header `x-csrf-token`. */
export const CSRF_TOKEN = '5f2d7c1e9a8b4063';
