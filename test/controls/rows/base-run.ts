import type { Control } from '../controls.ts';

const gate = 'src/task/gates/tests/judge-base.ts';
const gateTest = 'test/task/gates/tests/judge-base.test.ts';
const notGreen = 'the base’s run is not green where';
const script = 'docs/setup/cadence-base.py';
const scriptTest = 'test/docs/setup/cadence-base.test.ts';

/** What the base's own tests say of a change, and what a report of them must be. */
export const baseRunControls: readonly Control[] = [
  {
    name: 'a canary that lives is nobody’s concern',
    file: gate,
    from: 'run.survived.length > 0 || run.canaries === 0',
    to: 'run.canaries === 0',
    test: gateTest,
    goesRed: `${notGreen} a canary lives`,
  },
  {
    name: 'a run without a canary counts',
    file: gate,
    from: 'run.survived.length > 0 || run.canaries === 0',
    to: 'run.survived.length > 0',
    test: gateTest,
    goesRed: `${notGreen} no canary ran`,
  },
  {
    name: 'a report about another head counts',
    file: gate,
    from: 'report.base !== look.base || report.head !== look.head',
    to: 'report.base !== look.base',
    test: gateTest,
    goesRed: `${notGreen} it is about another head`,
  },
  {
    name: 'what replaces pytest’s own code passes',
    file: gate,
    from: "    if (replaced.length > 0) return differs('replaced', replaced);\n",
    to: '',
    test: gateTest,
    goesRed: `${notGreen} something judged itself`,
  },
  {
    name: 'a test that is green without the change proves it all the same',
    file: gate,
    from: "green.length > 0 ? differs('still-green', green) : null",
    to: 'null',
    test: gateTest,
    goesRed: `${notGreen} a new test passes without the change now`,
  },
  {
    name: 'a comment proves a change',
    file: gate,
    from: "  if (proved !== null && code !== 'changed') return differs('same-syntax');\n",
    to: '',
    test: gateTest,
    goesRed: `${notGreen} the change alters no code`,
  },
  {
    name: 'a change that no new test misses is proved',
    file: gate,
    from: "if (reversal === 'off' || proved === null) return null;",
    to: 'if (proved !== null || proved === null) return null;',
    test: gateTest,
    goesRed: `${notGreen} nothing that was taken back turns a new test red`,
  },
  {
    name: 'an old test that fails with the base’s files is passed over',
    file: gate,
    from: "  if (others.length > 0) return differs('base-tests', ...told(others));\n",
    to: '',
    test: gateTest,
    goesRed: `${notGreen} an old test fails with the base’s files`,
  },
  {
    name: 'a skipped job of the base is no obstacle',
    file: 'src/acts/test/base/read-base.ts',
    from: "  if (job.status !== 'completed' || job.conclusion !== 'success') return unusable('job-not-green');\n",
    to: '',
    test: 'test/acts/test/base/agree-with-base.test.ts',
    goesRed: 'a head with the base’s job is not green with a job that was skipped',
  },
  {
    name: 'edited tests that fail in their old version are shown to nobody',
    file: 'src/acts/test/base/agree-with-base.ts',
    from: "return heldOutcome(deps, 'change-approval', said);",
    to: "return { kind: 'agrees', seen: verdict.seen };",
    test: 'test/acts/test/base/agree-with-base.test.ts',
    goesRed: 'existing tests that the change edited and that fail in their old version are shown to a person',
  },
  {
    name: 'the branch may bring a script of its own',
    file: 'src/task/gates/tests/workflow-files.ts',
    from: ' && scriptBlobAtHead === scriptBlob',
    to: ' && (scriptBlobAtHead === scriptBlob || true)',
    test: 'test/task/gates/merge-gate.test.ts',
    goesRed: 'the merge gate is closed by another script at the head',
  },
  {
    name: 'anybody may write to the pipe of the results',
    file: script,
    from: '        if count != number or run["pytest"] is not None:\n',
    to: '        if count == 0:\n            continue\n        if False:\n',
    test: scriptTest,
    goesRed: 'an attack is found: lines of its own in every pipe',
  },
  {
    name: 'nobody looks whether the code of a test was replaced',
    file: script,
    from: 'if code_of(one) != code]',
    to: 'if code_of(one) is None]',
    test: scriptTest,
    goesRed: 'an attack is found: the code of a test put in place of another',
  },
  {
    name: 'a plug-in may come out of the change',
    file: script,
    from: '            changed += [f"the plug-in {name}" for name in own_plugins(manager, os.getcwd())]\n',
    to: '',
    test: scriptTest,
    goesRed: 'an attack is found: a plug-in that registers itself',
  },
  {
    name: 'a new module may take a name that is taken',
    file: script,
    from: 'if is_looked_at and is_new and name',
    to: 'if is_new is None and name',
    test: scriptTest,
    goesRed:
      'what a change brings to bend its judge: configuration, metadata of a plug-in and a module under a taken name',
  },
  {
    name: 'an assertion outside of the tests may be emptied',
    file: gate,
    from: '  if (shown.length === 0) return null;\n',
    to: '  if (failed.length === 0) return null;\n',
    test: gateTest,
    goesRed: 'a test that fails with the assertions that it had before is shown',
  },
  {
    name: 'nobody looks whether unittest was replaced',
    file: script,
    from: '            changed = difference(self.before or {}, {**machinery(), **hooks_of(manager)})\n',
    to: '            changed = []\n',
    test: scriptTest,
    goesRed: 'an attack is found: one assertion of unittest that no canary would miss',
  },
];
