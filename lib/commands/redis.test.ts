import { expect, it } from 'vitest';
import type { Host } from './host.mjs';
import { findRedis } from './redis.mjs';

/** A machine in memory; apt-get, where it works, brings redis-server. */
function machine({
  programs = [],
  env = {},
  apt = 'none',
}: {
  programs?: string[];
  env?: Record<string, string>;
  apt?: 'none' | 'works' | 'fails';
}): Host {
  const there = new Set(programs);
  return {
    platform: 'linux',
    env,
    home: '/home/op',
    isRoot: true,
    exists: (path) => there.has(path),
    read: () => null,
    findOnPath(name) {
      if (name === 'apt-get') return apt === 'none' ? null : '/usr/bin/apt-get';
      return there.has(`/usr/bin/${name}`) ? `/usr/bin/${name}` : null;
    },
    async run(command, args) {
      if (args[0] === '--version') return { code: there.has(command) ? 0 : 127, output: '' };
      if (apt === 'works' && args.includes('install')) there.add('/usr/bin/redis-server');
      return { code: apt === 'works' ? 0 : 100, output: '' };
    },
  };
}

it('takes the Redis that is named, or installed, and installs one only when asked to', async () => {
  const named = machine({
    programs: ['/opt/redis', '/usr/bin/redis-server'],
    env: { CORDON_REDIS: '/opt/redis' },
  });
  expect(await findRedis({ host: named })).toEqual({ path: '/opt/redis', source: 'variable' });
  const installed = machine({ programs: ['/usr/bin/redis-server'] });
  expect(await findRedis({ host: installed })).toEqual({
    path: '/usr/bin/redis-server',
    source: 'installed',
  });
  expect(await findRedis({ host: machine({ apt: 'works' }) })).toMatchObject({ missing: 'redis' });
  expect(await findRedis({ host: machine({ apt: 'works' }), get: true })).toEqual({
    path: '/usr/bin/redis-server',
    source: 'package',
  });
});

it('says what to install where there is none, and takes no other in place of a named one', async () => {
  for (const apt of ['none', 'fails'] as const) {
    expect(await findRedis({ host: machine({ apt }), get: true })).toEqual({
      missing: 'redis',
      sentence: expect.stringContaining('need redis-server'),
      command: 'sudo apt-get install redis-server',
    });
  }
  const wrong = machine({ programs: ['/usr/bin/redis-server'], env: { CORDON_REDIS: '/opt/none' } });
  expect(await findRedis({ host: wrong })).toMatchObject({ sentence: expect.stringContaining('/opt/none') });
});
