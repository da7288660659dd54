import type { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { RelayLimits } from './limits';

/** Counts a report of a client's address. Gives null when it may pass, else the seconds after which to come again. */
export type TakeReport = (address: string) => Promise<number | null>;

/** Seconds in the two spans that are counted. */
const MINUTE = 60;
const DAY = 86_400;

/**
 * Limits reports per address, by the minute and the day, and overall by the minute; with Redis all instances count together. What is refused for
 * its address does not count overall, so that one flood leaves the others their share.
 */
export function createReportLimits(limits: RelayLimits, redis?: Redis): TakeReport {
  const limiter = (name: string, points: number, duration: number): RateLimiterAbstract => {
    const options = { keyPrefix: `cordon:limit:${name}`, points, duration };
    const here = new RateLimiterMemory(options);
    // Without Redis each instance counts by itself: too generous rather than deaf.
    return redis ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: here }) : here;
  };
  const perAddress = limiter('address', limits.reportsPerAddress, MINUTE);
  const perDay = limiter('day', limits.reportsPerAddressDay, DAY);
  const overall = limiter('all', limits.reportsOverall, MINUTE);
  return async (address) => {
    try {
      await perAddress.consume(address);
      await perDay.consume(address);
      await overall.consume('all');
      return null;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw refusal;
    }
  };
}
