import type { NodeEntry } from './state/node-entry.ts';

/** Ids of one world: counted up, so that the same acts give the same ids. */
export type Ids = {
  /** A new database id and the node id that goes with it. `prefix` is GitHub's, such as `I` or `PR`. */
  next(prefix: string): { id: number; nodeId: string };
};

/** Node ids' prefixes per type, as GitHub's new-format ids have them. */
export const nodePrefixes = {
  User: 'U',
  Organization: 'O',
  Bot: 'BOT',
  App: 'A',
  Repository: 'R',
  Label: 'LA',
  Issue: 'I',
  PullRequest: 'PR',
  IssueComment: 'IC',
  PullRequestReview: 'PRR',
  PullRequestReviewComment: 'PRRC',
  PullRequestReviewThread: 'PRRT',
  CheckSuite: 'CS',
  CheckRun: 'CR',
  WorkflowRun: 'WFR',
} as const satisfies Partial<Record<NodeEntry['type'] | string, string>>;

/** Ids start high enough to look like GitHub's and are never shared between types. */
export function createIds(): Ids {
  let last = 1_000_000;
  return {
    next(prefix) {
      last += 1;
      return { id: last, nodeId: formatNodeId(prefix, String(last)) };
    },
  };
}

/** A node id of GitHub's new format: opaque to clients, `<prefix>_kwDO<base64url>`. */
function formatNodeId(prefix: string, key: string): string {
  return `${prefix}_kwDO${Buffer.from(key).toString('base64url')}`;
}

export type GitNode =
  | { type: 'Ref'; repositoryId: number; name: string }
  | { type: 'Commit' | 'Tree' | 'Blob'; repositoryId: number; oid: string };

const gitPrefixes = { Ref: 'REF', Commit: 'C', Tree: 'T', Blob: 'B' } as const;

/** The node id of a ref (full name) or git object; they are not stored, the id says where to look. */
export function gitNodeId(node: GitNode): string {
  const key = node.type === 'Ref' ? node.name : node.oid;
  return formatNodeId(gitPrefixes[node.type], `${node.repositoryId}:${key}`);
}

export function parseGitNodeId(nodeId: string): GitNode | null {
  const match = /^(REF|C|T|B)_kwDO(.+)$/.exec(nodeId);
  const [repository, key] = split(Buffer.from(match?.[2] ?? '', 'base64url').toString());
  if (!match || repository === undefined || key === undefined) return null;
  const repositoryId = Number(repository);
  switch (match[1]) {
    case 'REF':
      return { type: 'Ref', repositoryId, name: key };
    case 'C':
      return { type: 'Commit', repositoryId, oid: key };
    case 'T':
      return { type: 'Tree', repositoryId, oid: key };
    default:
      return { type: 'Blob', repositoryId, oid: key };
  }
}

function split(text: string): [string?, string?] {
  const at = text.indexOf(':');
  return at < 0 ? [] : [text.slice(0, at), text.slice(at + 1)];
}
