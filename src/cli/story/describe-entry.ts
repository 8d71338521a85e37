import { z } from 'zod';
import { holdSentence } from '../../words/status/hold-sentence.ts';
import type { Entry, EntryData } from '../../task/entry.ts';
import { moment, type Moment } from './moment.ts';

const shown = 6;
const shortest = 7;

/** What an entry of the record means to somebody who watches; null for what only the record needs. */
export function describeEntry(entry: Entry, explained: string | null): Moment | null {
  const tell = (mark: Moment['mark'], text: string, detail: readonly string[] = []): Moment =>
    moment(entry.phase, mark, text, detail);
  const said =
    explained === null ? [] : entry.kind === 'review_drafted' ? findingsIn(explained) : linesOf(explained);
  switch (entry.kind) {
    case 'intent':
      return null;
    case 'queued':
      return tell('step', `issue #${entry.data.issue} is queued, its words frozen by their hash`);
    case 'admitted':
      return tell('step', `the policy allows it: ${proofWords(entry.data)}, ${entry.data.attempts} attempts`);
    case 'task_generated':
      return tell('step', specificationWords(entry.data));
    case 'intent_dropped':
      return tell('note', `${entry.data.step} did not go through (${entry.data.reason}): looking again`);
    case 'patch_built':
      return tell('step', patchWords(entry.data), entry.data.tests?.named.slice(0, shown));
    case 'failed_build_patch':
      return tell('red', `attempt ${entry.data.attempt}: no patch (${entry.data.reason})`, said);
    case 'tests_published':
      return tell(
        'step',
        `the tests alone are committed as ${short(entry.headSha)}, pull request #${entry.data.pull} is open`,
      );
    case 'patch_applied':
      return tell(
        'step',
        `the change is committed as ${short(entry.headSha)} on pull request #${entry.data.pull}`,
      );
    case 'change_taken':
      return tell('step', `pull request #${entry.data.pull} is taken up at its head ${short(entry.headSha)}`);
    case 'proof_skipped':
      return tell('note', `no red proof: ${entry.data.reason}`);
    case 'pytest_run':
      return runWords(entry.data, tell);
    case 'failed_test':
      return tell('red', `run ${entry.data.runId} is red in attempt ${entry.data.attempt}`, [
        ...entry.data.failed.slice(0, shown),
        ...said,
      ]);
    case 'base_updated':
      return tell(
        'step',
        `the base had moved to ${short(entry.data.base)}: the branch is updated, and tested again`,
      );
    case 'review_drafted':
      return reviewWords(entry.data, said, tell);
    case 'patch_reviewed':
      return tell('green', 'the review is on the pull request: it may be merged');
    case 'failed_patch_review':
      return tell('red', 'the review is on the pull request: rejected, the next attempt repairs it', said);
    case 'merged':
      return tell('step', `merged as ${short(entry.data.mergeSha)}, pinned to the head that was tested`);
    case 'failed_commit':
      return tell('note', `GitHub refused the merge (${entry.data.reason}): back to the tests`);
    case 'committed':
      return tell('green', `what landed is the tree that was tested (${short(entry.data.tree)})`);
    case 'status_done':
      return tell(
        'step',
        entry.data.closed === 'by-us' ? 'the issue is closed by Cadence' : 'the issue is closed by the merge',
      );
    case 'archived':
      return tell('step', `archived: the log stands at ${entry.data.size} entries`);
    case 'reported':
      return tell('step', reportWords(entry.data));
    case 'announced':
    case 'notified':
      return null;
    case 'consulted':
      return tell(
        'note',
        `Sidekick on /cadence ${entry.data.command} by ${entry.data.by}: ${entry.data.result}`,
      );
    case 'issue_opened':
      return tell('note', issueWords(entry.data));
    case 'answered':
      return tell('note', `/cadence ${entry.data.command} by ${entry.data.by}: ${entry.data.result}`);
    case 'held': {
      const { why, wayOut } = holdSentence(entry.data.reason);
      return moment('Held', 'stop', why, [...said, wayOut]);
    }
    case 'released':
      return tell('note', `goes on: ${entry.data.reason} is mended`);
    case 'cancelled':
      return moment('Cancelled', 'stop', `cancelled: ${entry.data.reason}`);
    default: {
      const never: never = entry;
      throw new Error(`unknown entry ${JSON.stringify(never)}`);
    }
  }
}

function issueWords({ issue, by }: EntryData<'issue_opened'>): string {
  return issue === null
    ? `GitHub refused the issue that ${by} asked for`
    : `issue #${issue} is opened from a comment of ${by}`;
}

/** The artefact with the words that belong to an entry, where it names one: text, or a review as JSON. */
export function explanationOf(entry: Entry): string | null {
  switch (entry.kind) {
    case 'failed_build_patch':
    case 'failed_test':
    case 'held':
      return entry.data.explained;
    case 'review_drafted':
      return entry.data.review;
    default:
      return null;
  }
}

type Tell = (mark: Moment['mark'], text: string, detail?: readonly string[]) => Moment;

function runWords(data: EntryData<'pytest_run'>, tell: Tell): Moment {
  if (data.judged === 'red') {
    const { runId, failed } = data.proof;
    return tell(
      'red',
      `run ${runId} is red, as it must be without the change:`,
      failed.slice(0, shown).map((id) => `${id} fails`),
    );
  }
  const { runId, passed, exempt, flaky } = data.evidence;
  const known = exempt.length > 0 ? `, ${exempt.length} failed before and still do` : '';
  const again = flaky ? `, in a rerun: ${counted(flaky.length, 'test')} failed before on the same head` : '';
  return tell('green', `run ${runId} is green: ${counted(passed, 'test')} passed${known}${again}`);
}

function reviewWords(data: EntryData<'review_drafted'>, said: readonly string[], tell: Tell): Moment {
  const findings = data.findings === 0 ? 'no findings' : counted(data.findings, 'finding');
  const reviewers = listed(data.reviewers);
  return data.verdict === 'pass'
    ? tell('green', `${reviewers}: pass, ${findings}`, said)
    : tell('red', `${reviewers}: reject, ${findings}`, said);
}

function patchWords({ by, tests, change }: EntryData<'patch_built'>): string {
  const whose = by === 'agent' ? 'the agent wrote' : 'from the issue:';
  const parts = [
    ...(tests ? [counted(tests.named.length, 'test')] : []),
    ...(change ? [`a change of ${counted(change.files, 'file')}`] : []),
  ];
  return `${whose} ${parts.join(' and ')}, landed and screened`;
}

function specificationWords({ source, acceptance }: EntryData<'task_generated'>): string {
  switch (source) {
    case 'agent':
      return `the agent made it a specification with ${counted(acceptance, 'acceptance criterion', 'acceptance criteria')}`;
    case 'directive':
      return 'the issue holds the change itself';
    case 'person':
      return 'a person writes the change';
    default: {
      const never: never = source;
      return never;
    }
  }
}

function proofWords({ redProof }: EntryData<'admitted'>): string {
  return redProof === 'off' ? 'no red proof wanted' : `a red proof is ${redProof}`;
}

function reportWords({ attempts, requests, tokensIn, tokensOut, cycleMs }: EntryData<'reported'>): string {
  const tokens = tokensIn + tokensOut;
  return [
    counted(attempts, 'attempt'),
    counted(requests.total, 'request'),
    ...(tokens > 0 ? [`${tokens.toLocaleString('en')} tokens`] : []),
    `${(cycleMs / 1000).toFixed(1)} s from label to record`,
  ].join(', ');
}

function listed(names: readonly string[]): string {
  const [last = '', ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function short(sha: string | undefined): string {
  return (sha ?? '').slice(0, shortest);
}

const review = z.object({
  findings: z.array(
    z.object({
      rule: z.string(),
      path: z.string().nullable(),
      line: z.number().nullable(),
      message: z.string(),
    }),
  ),
});

function findingsIn(text: string): string[] {
  return review.parse(JSON.parse(text)).findings.map(({ rule, path, line, message }) => {
    const where = path === null ? '' : `${path}${line === null ? '' : `:${line}`}: `;
    return `${where}${message} (${rule})`;
  });
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > shown * 2 ? [...lines.slice(0, shown * 2), '…'] : lines;
}
