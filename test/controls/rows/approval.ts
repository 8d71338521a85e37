import type { Control } from '../controls.ts';

/** What only a person may allow. */
export const approvalControls: readonly Control[] = [
  {
    name: 'a patch with concerns is published without a person',
    file: 'src/task/gates/approval.ts',
    from: 'return built?.concerns ? !isApproved(task, built.concerns) : false;',
    to: 'return built === undefined && isApproved(task, task.frozen);',
    test: 'test/task/gates/approval.test.ts',
    goesRed: 'a patch with concerns is not published before a person allowed it',
  },
  {
    name: 'an approval counts for whatever stands there',
    file: 'src/task/commands/approve.ts',
    from: "    if (of !== wanted.of) return refuse('approve of another text than the one that waits for it');\n",
    to: '    if (of === undefined) return { ...task, state: state.resumeAt };\n',
    test: 'test/task/gates/approval.test.ts',
    goesRed: 'a patch with concerns is not allowed by an approval of another text',
  },
  {
    name: 'an approval outlives the right of its giver',
    file: 'src/task/gates/merge-gate.ts',
    from: "  if (!approversMay(task, situation)) return hold('approver-without-right');\n",
    to: '',
    test: 'test/task/gates/approval.test.ts',
    goesRed: 'an approval counts while its giver has the right, and another person can give it again',
  },
];
