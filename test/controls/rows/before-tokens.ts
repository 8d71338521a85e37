import type { Control } from '../controls.ts';

/** What is found out before a token is spent. */
export const beforeTokensControls: readonly Control[] = [
  {
    name: 'an issue that names protected files only is drafted all the same',
    file: 'src/acts/generate/draft-spec.ts',
    from: '  if (forbidden.length > 0 && !task.authority.guidance)',
    to: '  if (forbidden.length > 99 && !task.authority.guidance)',
    test: 'test/acts/generate/draft-spec.test.ts',
    goesRed:
      'the draft of a specification is not asked for where the title names protected files only: Set the line length in pyproject.toml',
  },
  {
    name: 'an issue that was closed while a model worked costs more tokens',
    file: 'src/engine/advance.ts',
    from: '  if (isPaid(kind)) return !(await observations.isFresh());\n',
    to: '  if (isPaid(kind)) return false;\n',
    test: 'test/engine/advance.test.ts',
    goesRed:
      'a turn of the engine looks at GitHub again before more tokens are spent, where a model took its time',
  },
  {
    name: 'the issue is blamed for what its model cannot do',
    file: 'src/acts/generate/draft-spec.ts',
    from: "draft.reason === 'too-long' ? 'spec-ill-formed' : 'model-unusable'",
    to: "'spec-ill-formed'",
    test: 'test/acts/generate/draft-spec.test.ts',
    goesRed: 'the draft of a specification blames the model, not the issue, where the model answers in prose',
  },
  {
    name: 'a task that was stopped while a model worked costs further calls',
    file: 'src/agents/call-agent.ts',
    from: "  if ((await deps.stillWanted?.()) === 'stopped') return stopped;\n",
    to: '',
    test: 'test/engine/observations.test.ts',
    goesRed:
      'a task that is stopped while a model works costs no further call once a delivery says that something happened: its issue was closed',
  },
  {
    name: 'a delivery is not heard between two calls of a model',
    file: 'src/engine/observations.ts',
    from: 'return !isOld() && (await store.due.raised(claim.key)) === known().start.raised;',
    to: 'return !isOld();',
    test: 'test/engine/observations.test.ts',
    goesRed:
      'a task that is stopped while a model works costs no further call once a delivery says that something happened: somebody said stop',
  },
  {
    name: 'a lost delivery lets a model work on for a task that is closed',
    file: 'src/engine/observations.ts',
    from: 'return !isOld() && ',
    to: 'return ',
    test: 'test/engine/observations.test.ts',
    goesRed:
      'a task that is stopped while a model works is found out without any delivery once the last look is old',
  },
  {
    name: 'a stop that was said while a model worked is not seen',
    file: 'src/task/gates/still-wanted.ts',
    from: 'isStop || ',
    to: '',
    test: 'test/engine/observations.test.ts',
    goesRed:
      'a task that is stopped while a model works costs no further call once a delivery says that something happened: somebody said stop',
  },
];
