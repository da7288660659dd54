/** The platforms Cordon knows. */
export type PlatformId = 'x' | 'facebook';

/**
 * Match patterns of the pages Cordon guards.
 * twitter.com still answers and redirects; accountscenter.facebook.com holds Meta's password page
 * (route table seen in a build of 2026-01-12).
 */
export const GUARDED_MATCHES: Readonly<Record<PlatformId, readonly string[]>> = {
  x: ['https://x.com/*', 'https://twitter.com/*'],
  facebook: ['https://www.facebook.com/*', 'https://accountscenter.facebook.com/*'],
};

/** Match patterns of pages that belong to a platform but are not guarded yet: there Cordon says so. */
export const UNGUARDED_MATCHES: Readonly<Record<PlatformId, readonly string[]>> = {
  x: [
    'https://pro.x.com/*',
    'https://mobile.x.com/*',
    'https://mobile.twitter.com/*',
    'https://tweetdeck.twitter.com/*',
  ],
  facebook: ['https://business.facebook.com/*', 'https://m.facebook.com/*', 'https://web.facebook.com/*'],
};

/** Every platform. */
export const PLATFORM_IDS: readonly PlatformId[] = ['x', 'facebook'];

/** Match patterns of all the pages of a platform on which a sentinel runs. */
export function sentinelMatches(platform: PlatformId): string[] {
  return [...GUARDED_MATCHES[platform], ...UNGUARDED_MATCHES[platform]];
}

/** What Cordon does on a host: guards it, says that it does not, or nothing. */
export type HostStanding = 'guarded' | 'unguarded' | 'none';

const isListed = (matches: Readonly<Record<PlatformId, readonly string[]>>, host: string): boolean =>
  PLATFORM_IDS.some((platform) => matches[platform].includes(`https://${host}/*`));

/** Whether Cordon guards this host name. */
export const isGuarded = (host: string): boolean => isListed(GUARDED_MATCHES, host);

/** What Cordon does on this host name. */
export function hostStanding(host: string): HostStanding {
  if (isGuarded(host)) return 'guarded';
  return isListed(UNGUARDED_MATCHES, host) ? 'unguarded' : 'none';
}
