import type { Control } from '../controls.ts';

const illegal = 'test/task/fold/illegal-histories.test.ts';
const refused = 'an illegal history that a signer can write is refused:';

/** What only somebody with the key could write, and what only the repository can tell. */
export const recordControls: readonly Control[] = [
  {
    name: 'a patch with concerns is announced without an approval',
    file: 'src/task/fold/intent-rules.ts',
    from: "return lacksApproval(task, state) ? 'concerns that nobody allowed' : null;",
    to: 'return null;',
    test: illegal,
    goesRed: `${refused} concerns published without approval`,
  },
  {
    name: 'a hold that waits for a person is released by nobody',
    file: 'src/task/fold/hold-rules.ts',
    from: 'isLateMerge || canEndByItself(reason)',
    to: 'isLateMerge || reason !== null',
    test: illegal,
    goesRed: `${refused} a change-approval hold released by nobody`,
  },
  {
    name: 'work goes on after a stop',
    file: 'src/task/fold/intent-rules.ts',
    from: "if (task.stopping && step !== 'cancel' && step !== 'answer')",
    to: "if (task.stopping && step === 'announce')",
    test: illegal,
    goesRed: `${refused} stop accepted and merged all the same`,
  },
  {
    name: 'an entry may be of any head',
    file: 'src/task/fold/head-rules.ts',
    from: "return rule === 'new' || headSha === known ? null",
    to: "return rule === 'new' || known !== null ? null",
    test: illegal,
    goesRed: `${refused} a review of another head`,
  },
  {
    name: 'a seal is of any state of the log',
    file: 'src/task/replay-entries.ts',
    from: 'if (sealed.size <= last || sealed.size > entry.index)',
    to: 'if (sealed.size < 0)',
    test: illegal,
    goesRed: `${refused} archived with a false size`,
  },
  {
    name: 'artefacts are left out of an entry',
    file: 'src/task/fold/commitments.ts',
    from: "if ([...wanted].some((one) => !made.has(one))) return 'an artefact that is named and not committed to';",
    to: '',
    test: illegal,
    goesRed: `${refused} artefacts emptied`,
  },
  {
    name: 'a log that was cut back to what it published is taken for whole',
    file: 'src/task/published-landings.ts',
    from: 'if (landing && landing.index >= size) return null;',
    to: 'if (size >= 0) return null;',
    test: 'test/cli/verify-published.test.ts',
    goesRed: 'cadence verify --git reports a log that was cut back to its last published checkpoint',
  },
];
