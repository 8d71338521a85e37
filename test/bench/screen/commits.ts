import type { BenchSettings } from '../line.ts';
import { gitIn } from '../../../src/cli/shared/git-in.ts';
import { commitReader } from '../../../src/cli/shared/read-commit.ts';
import { screenRange } from '../../../src/cli/shared/screen-range.ts';
import type { ScreenFinding } from '../../../src/patch/screen/screen-finding.ts';
import { sortFindings, type SortedFindings } from '../../../src/patch/screen/sort-findings.ts';

/** A commit that people merged, and what screening says of it. */
export type Screened = {
  readonly commit: string;
  readonly subject: string;
  readonly agent: SortedFindings;
  readonly person: SortedFindings;
};

const maxBytes = 64 * 1024 * 1024;

/** The newest commits of a clone, and the newest of those that edit Python; some are in both. */
export type Newest = { readonly all: readonly Screened[]; readonly python: readonly Screened[] };

/**
 * Screens commits one by one, so many of each kind. Merges show what their parts show already; commits that touch
 * protected paths are left out: those are people's, whatever is in them.
 */
export async function screenCommits(
  dir: string,
  wanted: number,
  { stop, tell }: Pick<BenchSettings, 'stop' | 'tell'>,
): Promise<Newest> {
  const log = await gitIn(dir, maxBytes)('log', '--no-merges', '--max-count=3000', '--format=%H %s');
  const all: Screened[] = [];
  const python: Screened[] = [];
  const read = commitReader(dir);
  for (const line of (log?.toString('utf8') ?? '').split('\n')) {
    if (python.length >= wanted || line === '') break;
    stop.throwIfAborted();
    const commit = line.slice(0, 40);
    const screened = await screenRange(read, `${commit}~1`, commit);
    if (screened.kind === 'refused') {
      tell(`${commit.slice(0, 9)} is left out: ${screened.message}`);
      continue;
    }
    const { change, findings, policy } = screened;
    if (findings.some(isProtected)) continue;
    const one: Screened = {
      commit,
      subject: line.slice(41),
      agent: sortFindings(findings, policy.screen, 'agent'),
      person: sortFindings(findings, policy.screen, 'person'),
    };
    if (all.length < wanted) all.push(one);
    if (change.some(({ path }) => path.endsWith('.py'))) python.push(one);
  }
  return { all, python };
}

function isProtected({ gate }: ScreenFinding): boolean {
  return gate === 'protected-paths';
}
