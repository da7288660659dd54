/**
 * Address of a client, for counting only. Behind `proxies` trusted proxies it is the one that the outermost of them
 * saw; what stands further left in X-Forwarded-For was written by the client and could be anything. Of IPv6 the first
 * 64 bits, for one line gets them all.
 */
export function clientAddress(peer: string, forwardedFor: string | null, proxies: number): string {
  const seen =
    forwardedFor === null || proxies === 0 ? [] : forwardedFor.split(',').map((part) => part.trim());
  const all = [...seen, peer];
  const address = all[Math.max(0, all.length - 1 - proxies)] ?? peer;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 45);
  return plain.includes(':') ? firstHalf(plain) : plain;
}

/** The first four groups of an IPv6 address, written out. */
function firstHalf(address: string): string {
  const [before = '', after = ''] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const head = before.split(':').filter(Boolean);
  const tail = after.split(':').filter(Boolean);
  const gap = address.includes('::') ? Math.max(0, 8 - head.length - tail.length) : 0;
  return [...head, ...Array.from({ length: gap }, () => '0'), ...tail].slice(0, 4).join(':');
}
