import { describe, expect, test } from 'vitest';
import type { Membership } from '../../lib/settings/joining';
import { boardHosts, boardOrigins, resolveMembership } from './membership';

const KEY = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'B'.repeat(43), kid: 'k1' } as const;
const force = (forceId: string, boards = ['https://board.example/board']): Membership => ({
  forceId,
  boards,
  signingKeys: [KEY],
  contentKey: 'C'.repeat(43),
});

describe('who decides which force this is', () => {
  test('neither policy nor code: none', () => {
    expect(resolveMembership({}, { joined: null })).toEqual({ kind: 'none', badFields: [] });
  });

  test('a code that was joined', () => {
    expect(resolveMembership({}, { joined: force('a') })).toMatchObject({ kind: 'member', managed: false });
  });

  test('the policy goes before the code', () => {
    const state = resolveMembership({ membership: force('b') }, { joined: force('a') });
    expect(state).toMatchObject({ kind: 'member', managed: true, membership: { forceId: 'b' } });
  });

  test('the policy holds even when the database cannot be read', () => {
    expect(resolveMembership({ membership: force('b') }, 'unreadable')).toMatchObject({ managed: true });
    expect(resolveMembership({}, 'unreadable')).toEqual({ kind: 'unreadable' });
  });

  test('a wrong field of the policy is named, the rest counts', () => {
    const state = resolveMembership({ membership: force('b'), colour: 1 }, { joined: null });
    expect(state).toMatchObject({ kind: 'member', badFields: ['colour'] });
  });

  test('nothing is claimed before both have been read', () => {
    expect(resolveMembership(undefined, { joined: null }).kind).toBe('loading');
    expect(resolveMembership({}, undefined).kind).toBe('loading');
  });
});

test('the permission asked for is the boards’ hosts, each once and without a port, and nothing else', () => {
  const member = force('a', ['https://b.example:8443/x', 'https://b.example:8443/y', 'https://c.example/']);
  expect(boardOrigins(member)).toEqual(['https://b.example/*', 'https://c.example/*']);
  expect(boardHosts(member)).toEqual(['b.example:8443', 'c.example']);
});
