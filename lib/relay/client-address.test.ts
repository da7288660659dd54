import { expect, it } from 'vitest';
import { clientAddress } from './client-address';

it.each([
  ['no proxy: what the client says of itself is not believed', '192.0.2.1', '198.51.100.7', 0, '192.0.2.1'],
  ['one proxy: what it saw', '10.0.0.1', '198.51.100.7', 1, '198.51.100.7'],
  [
    'one proxy: what the client made up is passed over',
    '10.0.0.1',
    '1.2.3.4, 198.51.100.7',
    1,
    '198.51.100.7',
  ],
  ['two proxies', '10.0.0.1', '1.2.3.4, 198.51.100.7, 10.0.0.2', 2, '198.51.100.7'],
  ['more proxies than entries', '10.0.0.1', '198.51.100.7', 5, '198.51.100.7'],
  ['a proxy that says nothing', '10.0.0.1', null, 1, '10.0.0.1'],
  ['IPv4 in IPv6', '::ffff:192.0.2.1', null, 0, '192.0.2.1'],
  ['IPv6: the line, not the machine', '2001:db8:1:2:3:4:5:6', null, 0, '2001:db8:1:2'],
  ['IPv6 abbreviated', '2001:db8::1', null, 0, '2001:db8:0:0'],
])('%s', (_, peer, forwardedFor, proxies, address) => {
  expect(clientAddress(peer, forwardedFor, proxies)).toBe(address);
});
