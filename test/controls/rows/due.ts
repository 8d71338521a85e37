import type { Control } from '../controls.ts';

/** Due rows: what is counted, shared and asked for. */
export const dueControls: readonly Control[] = [
  {
    name: 'a turn that failed is not counted in its row',
    file: 'src/store/sql/due.ts',
    from: '      failures: sql`failures + 1`,\n',
    to: '',
    test: 'test/engine/worker.test.ts',
    goesRed: 'the worker counts failures in the row: another worker does not begin at nought',
  },
  {
    name: 'a server that starts does not ask for what it missed',
    file: 'src/engine/worker.ts',
    from: "await store.due.raise(formatDueKey({ kind: 'sweep' }), now());",
    to: 'await store.due.nextAt();',
    test: 'test/engine/worker.test.ts',
    goesRed: 'the worker sweeps once it starts: what no delivery told of becomes a task',
  },
  {
    name: 'a sweep comes again although GitHub asked to be left alone',
    file: 'src/engine/sweep.ts',
    from: 'Math.max(now() + everyMs, ...limits)',
    to: 'now() + everyMs',
    test: 'test/engine/sweep.test.ts',
    goesRed: 'a sweep comes again no earlier than GitHub allows',
  },
];
