import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findHost, lookAtHost } from '../../../../src/simulator/actions/runner/find-host.ts';
import { makeVenv } from '../../../../src/simulator/actions/runner/make-venv.ts';

const run = promisify(execFile);
let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "a venv's "));
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function ask(bin: string, command: string, ...args: readonly string[]): Promise<string> {
  const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: dir };
  return (await run(join(bin, command), args, { env })).stdout.trim();
}

describe('makeVenv', () => {
  it("is an environment of its own that sees the host's pytest, also by name", async () => {
    const { python } = await findHost();
    if (!python) throw new Error('python3 with pytest is needed');
    const { bin } = await makeVenv(join(dir, 'venv'), python);
    expect(
      await ask(bin, 'python', '-c', 'import pytest, sys; print(sys.prefix, sys.prefix != sys.base_prefix)'),
    ).toBe(`${join(dir, 'venv')} True`);
    expect(await ask(bin, 'python3', '-c', 'import platform; print(platform.python_version())')).toBe(
      python.version,
    );
    expect(await ask(bin, 'pytest', '--version')).toMatch(/^pytest \d/);
    expect(await ask(bin, 'pip', '--version')).toMatch(/^pip \d/);
  });

  it('takes installs for itself', async () => {
    const { python } = await findHost();
    if (!python) throw new Error('python3 with pytest is needed');
    const { bin } = await makeVenv(join(dir, 'venv'), python);
    expect(
      await ask(bin, 'python', '-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'),
    ).toContain(join(dir, 'venv'));
  });

  it('sees the packages of a virtual environment that the host works in', async () => {
    const outer = join(dir, 'outer');
    await run('python3', ['-m', 'venv', '--without-pip', outer]);
    const { stdout } = await run(join(outer, 'bin/python'), [
      '-c',
      'import sysconfig; print(sysconfig.get_path("purelib"))',
    ]);
    await mkdir(join(stdout.trim(), 'only_there'), { recursive: true });
    await writeFile(join(stdout.trim(), 'only_there/__init__.py'), '');
    const path = process.env['PATH'] ?? '';
    process.env['PATH'] = `${join(outer, 'bin')}:${path}`;
    const { python } = await lookAtHost().finally(() => (process.env['PATH'] = path));
    if (!python) throw new Error('python3 is needed');
    const { bin } = await makeVenv(join(dir, 'venv'), python);
    expect(await ask(bin, 'python', '-c', 'import only_there; print("seen")')).toBe('seen');
  });
});
