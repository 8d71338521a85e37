import type { Control } from '../controls.ts';

/** Guards of what the benchmarks say about us and about others: it must be so. */
export const benchControls: readonly Control[] = [
  {
    name: 'a process is said to have needed what the one had that started it',
    file: 'test/bench/server/peak-memory.ts',
    from: 'Number(kilobytes ?? process.resourceUsage().maxRSS)',
    to: 'Number(kilobytes && process.resourceUsage().maxRSS)',
    test: 'test/bench/context/measured-run.test.ts',
    goesRed: 'what a program used is its own, however large the process is that starts it',
  },
  {
    name: 'repomix finds what it kept where it is said to have seen nothing',
    file: 'test/bench/context/repomix.ts',
    from: "memory === 'seen' ? kept : await mkdtemp(join(dir, 'new-'))",
    to: "memory === 'seen' ? kept : await mkdtemp(join(dir, 'new-')).then(() => kept)",
    test: 'test/bench/context/tree.test.ts',
    goesRed: 'a tree is packed by Cadence and by repomix in turn, each in processes of its own',
  },
  {
    name: 'a program of others is run with our environment',
    file: 'test/bench/context/repomix.ts',
    from: '    PATH: processEnv().PATH,\n',
    to: '    ...processEnv(),\n',
    test: 'test/bench/context/tree.test.ts',
    goesRed: 'a tree is packed by Cadence and by repomix in turn, each in processes of its own',
  },
  {
    name: 'a tree with a hole is measured',
    file: 'test/bench/context/tree-files.ts',
    from: '    return wrong(`${dir} cannot be read whole: ${error instanceof Error ? error.message : String(error)}`);\n',
    to: '    strange += error instanceof Error ? 1 : 0;\n',
    test: 'test/bench/context/tree-files.test.ts',
    goesRed: 'a tree to be measured is refused where a file cannot be read',
  },
];
