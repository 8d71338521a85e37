import { approvalControls } from './rows/approval.ts';
import { beforeTokensControls } from './rows/before-tokens.ts';
import { budgetControls } from './rows/budget.ts';
import { baseRunControls } from './rows/base-run.ts';
import { dueControls } from './rows/due.ts';
import { defaultDenyControls } from './rows/default-deny.ts';
import { screeningControls } from './rows/screening.ts';
import { ciControls } from './rows/ci.ts';
import { resultsControls } from './rows/results.ts';
import { hostileTextControls } from './rows/hostile-text.ts';
import { markdownControls } from './rows/markdown.ts';
import { contextControls } from './rows/context.ts';
import { benchControls } from './rows/bench.ts';
import { mergingControls } from './rows/merging.ts';
import { modelsControls } from './rows/models.ts';
import { landingControls } from './rows/landing.ts';
import { sidekickControls } from './rows/sidekick.ts';
import { terminalControls } from './rows/terminal.ts';
import { recordControls } from './rows/record.ts';
import { reviewControls } from './rows/review.ts';
import { wordsControls } from './rows/words.ts';

/**
 * Negative controls: each breaks one guard in its own line and names the test that must go red for it. A guard whose
 * control stays green is not guarded by any test.
 */
export type Control = {
  /** What goes wrong when the guard is gone. */
  readonly name: string;
  readonly file: string;
  /** The guard's own text, once in its file, and what stands there instead. */
  readonly from: string;
  readonly to: string;
  /** The test file that is run, and the full name of the test that must fail. */
  readonly test: string;
  readonly goesRed: string;
};

export const controls: readonly Control[] = [
  {
    name: 'the merge does not say which head was tested',
    file: 'src/github/rest/merge-pull.ts',
    from: '        sha: call.sha,\n',
    to: '',
    test: 'test/github/rest/merge-pull.test.ts',
    goesRed: 'a merge is pinned to the head that was tested',
  },
  {
    name: 'the act hands the merge another head than the tested one',
    file: 'src/acts/commit/merge.ts',
    from: 'sha: state.branch.headSha, method, title',
    to: 'sha: (situation.pull?.headParents[0] ?? state.branch.headSha) as typeof state.branch.headSha, method, title',
    test: 'test/acts/commit/merge.test.ts',
    goesRed: 'a merge names the head that was tested, so that GitHub refuses any other',
  },
  {
    name: 'a refusal in unknown words is taken for a race',
    file: 'src/github/transport/graphql-refusal.ts',
    from: "(said ?? 'other')",
    to: "(said ?? 'moved')",
    test: 'test/github/transport/graphql-refusal.test.ts',
    goesRed:
      'a mutation that GitHub refused with UNPROCESSABLE "Required status check "ci" is expected." was refused for the reason: other',
  },
  {
    name: "a merge that a branch's rule forbids is taken for a moved head",
    file: 'src/github/rest/merge-pull.ts',
    from: "(said ?? 'other')",
    to: "(said ?? 'head-moved')",
    test: 'test/github/rest/merge-pull.test.ts',
    goesRed: 'a merge of 405 "Required status check "ci" is expected." is refused as other',
  },
  {
    name: "GitHub's type is passed over for its English",
    file: 'src/github/transport/graphql-refusal.ts',
    from: "    case 'STALE_DATA':\n      return 'moved';\n",
    to: '',
    test: 'test/github/transport/graphql-refusal.test.ts',
    goesRed:
      'a mutation that GitHub refused with STALE_DATA "whatever it may say one day" was refused for the reason: moved',
  },
  {
    name: 'a skipped run counts as green',
    file: 'src/task/gates/tests/conclusion.ts',
    from: "  if (conclusion === 'success' || conclusion === 'failure')",
    to: "  if (conclusion === 'skipped') return { kind: 'success' };\n  if (conclusion === 'success' || conclusion === 'failure')",
    test: 'test/task/gates/tests/judge-evidence.test.ts',
    goesRed: 'judgeEvidence takes skipped, of the run or of its job, for no evidence',
  },
  {
    name: 'a mutation is sent again although it may have been carried out',
    file: 'src/github/transport/transport.ts',
    from: "fault.kind === 'unknown' && call.effect === 'read' &&",
    to: "fault.kind === 'unknown' &&",
    test: 'test/github/transport/transport.test.ts',
    goesRed: 'a mutation is not repeated after a reset',
  },
  {
    name: 'the signature of a delivery is not checked',
    file: 'src/front/read-delivery.ts',
    from: ' || !(await deps.verify(payload, signature))',
    to: '',
    test: 'test/front/front.test.ts',
    goesRed: 'the front answers 401 to a body that was written anew under the signature of the old one',
  },
  {
    name: 'the branch is deleted along with the merge',
    file: 'src/acts/commit/merge.ts',
    from: '  const reply = await deps.github.merge(call, signal);\n',
    to:
      '  const reply = await deps.github.merge(call, signal);\n' +
      "  await deps.github.mutate([{ do: 'deleteBranch', branch: frozen.branch, expectedSha: call.sha }], null, signal);\n",
    test: 'test/acts/commit/merge.test.ts',
    goesRed:
      'a merge touches nothing else: the branch goes after a verified landing, in a document of its own',
  },
  {
    name: 'a branch is deleted whatever stands at its tip',
    file: 'src/acts/commit/finish.ts',
    from: "state.phase === 'Record' && situation.branch?.headSha === state.branch.headSha",
    to: "state.phase === 'Record' && situation.branch !== null",
    test: 'test/acts/commit/finish.test.ts',
    goesRed: 'finish with a branch that somebody pushed to does what is left to do',
  },
  {
    name: 'the base is not compared before the merge',
    file: 'src/task/gates/merge-gate.ts',
    from: "  if (situation.behindBy > 0) return { kind: 'retest' };\n",
    to: '',
    test: 'test/task/gates/merge-gate.test.ts',
    goesRed: 'the merge gate is closed by a base that has moved',
  },
  {
    name: 'the base is not compared before the tests are read',
    file: 'src/task/phases/test.ts',
    from: "  if (situation.behindBy > 0) return { kind: 'updateBranch' };\n",
    to: '',
    test: 'test/task/phases/decide-work.test.ts',
    goesRed: 'Test updates a branch that lacks commits of the base, whatever its run says',
  },
  {
    name: 'our own comments wake us',
    file: 'src/engine/wake.ts',
    from: "  if (signal.ours === 'ours' && !consequences.has(event)) return [];\n",
    to: '',
    test: 'test/engine/wake.test.ts',
    goesRed: 'a signal of our own doing wakes nothing',
  },
  {
    name: 'our own comments are read as commands',
    file: 'src/task/commands/judge-command.ts',
    from: "    if (comment.author.kind === 'bot' || comment.author.login === situation.viewer) continue;\n",
    to: '',
    test: 'test/task/commands/judge-command.test.ts',
    goesRed: 'the next command is not a comment of our own',
  },
  {
    name: 'a command that was edited is carried out',
    file: 'src/task/commands/judge-command.ts',
    from: "  if (comment.edited) return refuseCommand('edited');\n",
    to: '',
    test: 'test/task/commands/judge-command.test.ts',
    goesRed: 'a command that was edited is not carried out, whoever wrote it',
  },
  {
    name: 'what the tests rest on is of another head than the merge',
    file: 'src/task/gates/merge-gate.ts',
    from: 'headOf(state.evidence) !== head || ',
    to: '',
    test: 'test/task/gates/merge-gate.test.ts',
    goesRed: 'the merge gate is closed by evidence or a verdict of another head',
  },
  {
    name: 'nobody looks for the pull request of a person who writes the change',
    file: 'src/acts/look.ts',
    from: "closes: isPersons ? 'look' : 'skip',",
    to: "closes: isPersons ? 'skip' : 'skip',",
    test: 'test/acts/look.test.ts',
    goesRed:
      "what is read from GitHub includes the pull requests that close the issue, where the change is a person's",
  },
  {
    name: 'the right of the labeller is not asked again at the merge',
    file: 'src/task/gates/merge-gate.ts',
    from: '  if (right) return hold(right);\n',
    to: '',
    test: 'test/task/gates/merge-gate.test.ts',
    goesRed: 'the merge gate is closed by a labeller without the right',
  },
  {
    name: 'evidence of another head is written down',
    file: 'src/task/fold/work.ts',
    from: "state.part !== 'evidence' || evidence.headSha !== state.branch.headSha",
    to: "state.part !== 'evidence'",
    test: 'test/task/fold/fold.test.ts',
    goesRed: 'evidence, verdict and merge are not evidence of another head',
  },
  {
    name: 'an intent may say anything',
    file: 'src/task/intents.ts',
    from: '  const data = intentData[step];\n',
    to: '  const data = z.record(z.string(), z.json()) as unknown as (typeof intentData)[S];\n',
    test: 'test/task/intents.test.ts',
    goesRed: 'an intent in the record is refused: one that lacks what finds its effect again',
  },
  {
    name: 'an outcome that nobody announced is written down',
    file: 'src/task/fold/outcome-rules.ts',
    from: 'if (needed !== null && open?.step !== needed)',
    to: 'if (needed === null && open?.step === needed)',
    test: 'test/task/fold/fold.test.ts',
    goesRed: 'the fold refuses merged that nobody announced',
  },
  {
    name: 'a look that finds nothing is taken for proof at once',
    file: 'src/engine/settle-open.ts',
    from: '  if (now < settledAt)\n',
    to: '  if (now < 0)\n',
    test: 'test/engine/settle-open.test.ts',
    goesRed:
      'an intent without an outcome is not given up before deadline and settling time are over: not to see it proves nothing',
  },
  {
    name: 'an entry is written without being folded first',
    file: 'src/engine/append-entry.ts',
    from: "  if (folded.kind === 'refused') throw new Error(`${draft.kind} does not follow: ${folded.message}`);\n",
    to: "  if (folded.kind === 'refused') deps.log.warn({}, folded.message);\n",
    test: 'test/engine/append-entry.test.ts',
    goesRed: 'an entry that does not follow never reaches the log',
  },
  {
    name: 'what landed is not compared with what was tested',
    file: 'src/acts/commit/verify-landing.ts',
    from: 'landed.tree === tree && parent === merged.base',
    to: 'parent === merged.base',
    test: 'test/acts/commit/verify-landing.test.ts',
    goesRed: 'what landed holds everything with another tree',
  },
  ...approvalControls,
  ...baseRunControls,
  ...beforeTokensControls,
  ...budgetControls,
  ...ciControls,
  ...resultsControls,
  ...hostileTextControls,
  ...markdownControls,
  ...contextControls,
  ...dueControls,
  ...benchControls,
  ...modelsControls,
  ...mergingControls,
  ...landingControls,
  ...screeningControls,
  ...defaultDenyControls,
  ...sidekickControls,
  ...recordControls,
  ...reviewControls,
  ...terminalControls,
  ...wordsControls,
];
