import { defineConfig } from 'vitest/config';
import { findChromium } from './test/tools/find-chromium.ts';

/** Rooms without processes, sockets or patched globals: their files may share a worker. */
const pure = ['task', 'patch', 'policy', 'record', 'review', 'context', 'acts', 'words'].map(
  (room) => `test/${room}/**/*.test.ts`,
);

/** Without a browser these are left out, and `npm test` says so. */
const inBrowser = findChromium() === null ? ['test/**/*.browser.test.ts'] : [];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // As many as a small machine has cores: the tests of the whole start processes of their own.
    maxWorkers: 2,
    sequence: { hooks: 'list' },
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...pure, ...inBrowser] },
      },
    ],
  },
});
