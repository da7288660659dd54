/** Decides whether node_modules is what package-lock.json asks for, and how to call npm. Plain JavaScript, no dependencies. */
import { createHash } from 'node:crypto';
import { posix, win32 } from 'node:path';

/** See dependencies.d.mts. */
export function stampOf(lockText, { version, platform, arch }) {
  const lock = createHash('sha256').update(lockText.replaceAll('\r\n', '\n')).digest('hex');
  return `${lock} node${version.split('.')[0]} ${platform}-${arch}\n`;
}

/** See dependencies.d.mts. */
export function sameTree(lockText, installedText) {
  /** @type {Record<string, any>} */
  let wanted;
  /** @type {Record<string, any>} */
  let installed;
  try {
    wanted = JSON.parse(lockText).packages;
    installed = JSON.parse(installedText).packages;
  } catch {
    return false;
  }
  if (!wanted || !installed) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    // The root and the workspaces are not installed but linked.
    if (!path.includes('node_modules/') || entry.link) continue;
    const there = installed[path];
    // Packages for other systems stay away.
    if (!there && (entry.optional || entry.peer || entry.devOptional)) continue;
    if (there?.version !== entry.version || there?.integrity !== entry.integrity) return false;
  }
  return Object.keys(installed).every((path) => path in wanted);
}

/** See dependencies.d.mts. */
export function npmCommand({ execPath, platform, env, exists }) {
  const path = platform === 'win32' ? win32 : posix;
  const beside = path.dirname(execPath);
  const scripts = [
    env.npm_execpath,
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  for (const script of scripts) {
    // Another package manager's script would read neither the lockfile nor these arguments.
    if (script && /npm-cli\.c?js$/.test(script) && exists(script)) return [execPath, script];
  }
  // npm.cmd cannot be started without a shell since Node 20.12 (CVE-2024-27980), so Windows has no such last resort.
  return platform === 'win32' ? null : ['npm'];
}

/** See dependencies.d.mts. */
export function nodeProblem(version, range) {
  const wanted = /^>=(\d+)\.(\d+)$/.exec(range);
  if (!wanted) return `package.json asks for Node "${range}", which the set-up cannot read.`;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > Number(wanted[1]) || (major === Number(wanted[1]) && minor >= Number(wanted[2]));
  return enough
    ? null
    : `Cordon needs Node ${wanted[1]}.${wanted[2]} or later, and this is Node ${version}: install a newer one from https://nodejs.org.`;
}
