/**
 * GitHub's English, read here and nowhere else, and only where type and status do not tell. Each row says where GitHub
 * says it. A sentence that stands in no row has no meaning: its caller takes the careful way, and shows it.
 */
export type Meaning =
  | 'limit'
  | 'broken'
  | 'base-moved'
  | 'head-moved'
  | 'draft'
  | 'method-not-allowed'
  | 'not-mergeable'
  | 'conflict'
  | 'exists';

type Row = { readonly means: Meaning; readonly says: RegExp; readonly where: string };

const rows: readonly Row[] = [
  { means: 'limit', says: /rate limit/i, where: 'REST 403: primary and secondary rate limit' },
  { means: 'limit', says: /abuse detection/i, where: 'REST 403: how older servers tell a secondary limit' },
  { means: 'limit', says: /submitted too quickly/i, where: 'GraphQL: too much content in a short time' },
  { means: 'broken', says: /^something went wrong/i, where: 'GraphQL: a failure of GitHub itself' },
  { means: 'broken', says: /^timedout/i, where: 'GraphQL: the query took too long' },
  {
    means: 'broken',
    says: /timeout on validation/i,
    where: 'GraphQL: the query was too large to be checked',
  },
  { means: 'base-moved', says: /base branch was modified/i, where: 'REST merge 405' },
  { means: 'head-moved', says: /head branch was modified/i, where: 'REST merge 409' },
  { means: 'head-moved', says: /expected head sha/i, where: 'REST update-branch 422' },
  {
    means: 'head-moved',
    says: /expected branch to point to/i,
    where: 'GraphQL createCommitOnBranch, beside its type STALE_DATA',
  },
  { means: 'head-moved', says: /is at \S+ but expected/i, where: 'GraphQL updateRefs: git’s own words' },
  {
    means: 'draft',
    says: /\b(?:still|is) a draft\b/i,
    where: 'REST merge 405: Pull Request is still a draft',
  },
  {
    means: 'method-not-allowed',
    says: /(?:squash|merge commit|rebase)\w*(?: merge| merging)?s? (?:are|is) not (?:allowed|enabled)/i,
    where: 'REST merge 405: Squash merges are not allowed on this repository',
  },
  { means: 'not-mergeable', says: /not mergeable/i, where: 'REST merge 405: Pull Request is not mergeable' },
  {
    means: 'conflict',
    says: /merge conflict/i,
    where: 'REST update-branch 422: merge conflict between base and head',
  },
  {
    means: 'exists',
    says: /already exists/i,
    where: 'GraphQL createRef and createPullRequest, type UNPROCESSABLE',
  },
];

/** What the sentence means, of the meanings that are possible there; the first in the order they are given. */
export function meaningOf<M extends Meaning>(message: string, possible: readonly M[]): M | null {
  const said = possible.find((means) => rows.some((row) => row.means === means && row.says.test(message)));
  return said ?? null;
}
