import { defineConfig } from 'vitest/config';

/** Rooms without processes, sockets or patched globals: their files may share a worker. */
const pure = ['task', 'patch', 'policy', 'record', 'review', 'context', 'acts', 'words'].map(
  (room) => `test/${room}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // As many as a small machine has cores: the tests of the whole start processes of their own.
    maxWorkers: 2,
    sequence: { hooks: 'list' },
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: pure } },
    ],
  },
});
