import type { Control } from '../controls.ts';

/** Guards of the benchmark of models: what it says about a model must be so, and it must not cost what nobody asked for. */
export const modelsControls: readonly Control[] = [
  {
    name: 'a hidden test that did not run counts as passed',
    file: 'test/bench/models/hidden.ts',
    from: '...missing.map((id)',
    to: '...missing.slice(missing.length).map((id)',
    test: 'test/bench/models/hidden.test.ts',
    goesRed: 'the hidden tests are judged where they were skipped',
  },
  {
    name: 'hidden tests that pass at the start are let through',
    file: 'test/bench/models/hidden.ts',
    from: '  if (hidden.failed.length === 0)\n',
    to: '  if (hidden.failed.length < 0)\n',
    test: 'test/bench/models/hidden.test.ts',
    goesRed: 'the hidden tests are an error of the task where they pass at the start',
  },
  {
    name: 'code that a model wrote is run with the key in its environment',
    file: 'test/bench/models/pytest.ts',
    from: 'const env = { PATH, HOME,',
    to: 'const env = { ...processEnv(), PATH, HOME,',
    test: 'test/bench/models/hidden.test.ts',
    goesRed: 'the run of tests has no key in its environment',
  },
  {
    name: 'all benchmarks together call a model that costs money',
    file: 'test/bench/read-bench-arguments.ts',
    from: "needs === 'nothing' || (needs === 'corpus' && corpus !== null)",
    to: "needs !== 'corpus' || corpus !== null",
    test: 'test/bench/bench.test.ts',
    goesRed:
      'the benchmarks that need a corpus or may cost money are left out, and told, where nobody asks for them',
  },
];
