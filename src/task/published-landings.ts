/**
 * The log held against the repository's own history. Every trailer in it publishes a prefix of this log, and the commit
 * that carries one has its landing later in it; what the log says has landed is there, as it says.
 */
import type { Log, Misstep } from '../record/verify-export.ts';
import { parseTrailer } from '../record/trailer.ts';

/** A commit of the default branch. */
export type LandedCommit = {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
};

export type History = {
  /** Every commit whose message holds a line that begins as our trailer does. */
  readonly published: readonly LandedCommit[];
  readonly find: (sha: string) => Omit<LandedCommit, 'message'> | null;
};

type Landing = { readonly index: number; readonly parent: string; readonly tree: string };

export function publishedLandings({ published, find }: History): (log: Log) => Misstep | null {
  return (log) => {
    const landings = landingsOf(log);
    for (const commit of published) {
      const wrong = trailerProblem(commit, log, landings);
      if (wrong) return wrong;
    }
    for (const [sha, { index, parent, tree }] of landings) {
      const commit = find(sha);
      const wrong =
        commit === null
          ? 'is not on the default branch'
          : commit.tree !== tree
            ? 'has another tree there'
            : commit.parents[0] !== parent
              ? 'has another parent there'
              : null;
      if (wrong) return { index, message: `commit ${sha}, which landed, ${wrong}` };
    }
    return null;
  };
}

function trailerProblem(
  commit: LandedCommit,
  log: Log,
  landings: ReadonlyMap<string, Landing>,
): Misstep | null {
  const { sha } = commit;
  const said = parseTrailer(commit.message, log.repo);
  if (said === null) return { index: 0, message: `the trailer of commit ${sha} cannot be read` };
  const { size } = said;
  if (!log.isSigned(said))
    return { index: size, message: `the trailer of commit ${sha} is not signed by this key` };
  const { length } = log.entries;
  const root = log.rootAt(size);
  if (root === null)
    return { index: length, message: `the log is cut: commit ${sha} was made when it had ${size} entries` };
  if (!Buffer.from(root).equals(said.root))
    return { index: size, message: `the log is another than the one that commit ${sha} was made with` };
  const landing = landings.get(sha);
  if (landing && landing.index >= size) return null;
  return {
    index: length,
    message: `the log is cut or unfinished: it does not say that commit ${sha} landed`,
  };
}

function landingsOf({ entries }: Log): Map<string, Landing> {
  const landings = new Map<string, Landing>();
  for (const { kind, index, data } of entries) {
    if (kind !== 'committed') continue;
    const { mergeSha, parent, tree } = data;
    landings.set(String(mergeSha), { index, parent: String(parent), tree: String(tree) });
  }
  return landings;
}
