import { spawn, type ChildProcess } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const launcher = join(import.meta.dirname, '../../src/cli/launch.mjs');

/** Stands in for npm: notes how it was called, is slow, and succeeds or not. */
const npm = `#!/bin/sh
echo "$@ PATH=$PATH" >> calls
echo "words of npm"
sleep 0.3
[ -e broken ] && exit 1
mkdir -p node_modules
`;
const entry = `
import process from 'node:process';
const [what] = process.argv.slice(2);
if (what === 'wait') {
  process.on('SIGTERM', () => process.exit(5));
  setInterval(() => {}, 1000);
  process.stdout.write('ready');
} else if (what === 'die') process.kill(process.pid, 'SIGKILL');
else {
  process.stdout.write(JSON.stringify({ args: process.argv.slice(2), cwd: process.env.INIT_CWD ?? null }));
  process.exitCode = 7;
}
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cadence-launch-'));
  mkdirSync(join(root, 'src/cli'), { recursive: true });
  mkdirSync(join(root, 'bin'));
  copyFileSync(launcher, join(root, 'src/cli/launch.mjs'));
  writeFileSync(join(root, 'package-lock.json'), '{}');
  writeFileSync(join(root, 'src/cli/main.ts'), entry);
  writeFileSync(join(root, 'bin/npm'), npm, { mode: 0o755 });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

type Ended = { code: number | null; signal: string | null; out: string; err: string };

function start(...args: string[]): { child: ChildProcess; ended: Promise<Ended>; ready: Promise<void> } {
  const path = [join(root, 'node_modules/.bin'), join(root, 'bin'), '/usr/bin', '/bin'].join(delimiter);
  const child = spawn(process.execPath, [join(root, 'src/cli/launch.mjs'), ...args], {
    cwd: tmpdir(),
    env: { PATH: path, INIT_CWD: '/typed' },
  });
  const text = { out: '', err: '' };
  const ready = Promise.withResolvers<void>();
  child.stdout.on('data', (chunk) => {
    text.out += String(chunk);
    ready.resolve();
  });
  child.stderr.on('data', (chunk) => (text.err += String(chunk)));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, ...text }));
  });
  return { child, ended, ready: ready.promise };
}

function calls(): string[] {
  const file = join(root, 'calls');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

describe('the launcher', () => {
  it('installs what the lock asks for, says so on stderr, and starts the command', async () => {
    const { code, out, err } = await start('show', '--json').ended;
    expect(code).toBe(7);
    expect(JSON.parse(out)).toEqual({ args: ['show', '--json'], cwd: '/typed' });
    expect(err).toBe('cadence: installing what is needed (once)\nwords of npm\n');
    expect(calls()).toHaveLength(1);
    expect(calls()[0]).toMatch(/^ci --no-audit --no-fund --loglevel=error --fetch-retries=1 PATH=/);
    expect(calls()[0]).not.toContain('node_modules/.bin');
  });

  it('installs nothing a second time, but anew when the lock has changed', async () => {
    await start().ended;
    expect((await start().ended).err).toBe('');
    expect(calls()).toHaveLength(1);
    writeFileSync(join(root, 'package-lock.json'), '{"changed":true}');
    await start().ended;
    expect(calls()).toHaveLength(2);
  });

  it('starts the file that it is given, wherever it was called from', async () => {
    writeFileSync(join(root, 'src/other.ts'), 'process.stdout.write(process.argv.slice(2).join());');
    expect(await start('src/other.ts', 'a', 'b').ended).toMatchObject({ code: 0, out: 'a,b' });
  });

  it('installs once when two are started at once', async () => {
    const both = await Promise.all([start('one').ended, start('two').ended]);
    expect(both.map(({ code }) => code)).toEqual([7, 7]);
    expect(calls()).toHaveLength(1);
    expect(existsSync(join(root, '.cadence-installing'))).toBe(false);
  });

  it('does not wait for one that was killed while it installed', async () => {
    const first = start();
    const { pid } = first.child;
    first.child.kill('SIGKILL');
    await first.ended;
    writeFileSync(join(root, '.cadence-installing'), String(pid));
    expect(await start().ended).toMatchObject({ code: 7 });
  });

  it('starts nothing when the installation fails, and tries again the next time', async () => {
    writeFileSync(join(root, 'broken'), '');
    const { code, out, err } = await start().ended;
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('cadence: npm ci did not succeed\n');
    rmSync(join(root, 'broken'));
    expect(await start().ended).toMatchObject({ code: 7 });
  });

  it('passes on the signals that it gets', async () => {
    const { child, ended, ready } = start('wait');
    await ready;
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 5, signal: null });
  });

  it('ends by the signal that ended the command', async () => {
    expect(await start('die').ended).toMatchObject({ code: null, signal: 'SIGKILL' });
  });
});
