/**
 * Completes package-lock.json: a mirror may lack the builds of a tool for other platforms, npm then leaves them out of
 * the lock, and `npm ci` refuses it everywhere. Each is added with its version and platform; run after `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const lockSchema = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      dev: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

/** Platform names as npm packages end: `<os>-<cpu>[-<abi>]`. */
const platform =
  /-(android|darwin|freebsd|linux|openharmony|win32|aix|sunos|netbsd|openbsd)-([a-z0-9]+)(?:-(\w+))?$/;

export function completeLock(text: string): string {
  const lock = lockSchema.parse(JSON.parse(text));
  const added: Record<string, unknown> = {};
  for (const { dev, optionalDependencies = {} } of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const key = `node_modules/${name}`;
      const [, os, cpu, abi] = platform.exec(name) ?? [];
      if (lock.packages[key] || !os || !cpu || !/^\d/.test(version)) continue;
      const libc = os === 'linux' && abi ? { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] } : {};
      added[key] = { version, cpu: [cpu], ...(dev ? { dev } : {}), ...libc, optional: true, os: [os] };
    }
  }
  const sorted = Object.entries({ ...lock.packages, ...added }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`;
}

if (import.meta.main)
  writeFileSync('package-lock.json', completeLock(readFileSync('package-lock.json', 'utf8')));
