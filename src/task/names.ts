/**
 * Names that people meet: task ids, branches, headlines. One parse and one format for each; round-trip tested.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** SHA of the commit at the tip of a task's branch. */
export type HeadSha = Branded<'HeadSha'>;
/** SHA of a commit on the base branch. */
export type BaseSha = Branded<'BaseSha'>;
/** `owner/repo#issue`, with `-<generation>` from the second generation on. */
export type TaskId = Branded<'TaskId'>;
/** `owner/repo`. */
export type RepoName = Branded<'RepoName'>;
/** Address of an artefact: hex SHA-256 of salt and bytes. */
export type Address = Branded<'Address'>;

export function headSha(value: string): HeadSha {
  return value as HeadSha;
}

export function baseSha(value: string): BaseSha {
  return value as BaseSha;
}

export function address(value: string): Address {
  return value as Address;
}

export function repoName(value: string): RepoName {
  if (!/^[\w.-]+\/[\w.-]+$/.test(value)) throw new Error(`"${value}" is not owner/repo`);
  return value as RepoName;
}

export function splitRepo(repo: RepoName): { owner: string; name: string } {
  const slash = repo.indexOf('/');
  return { owner: repo.slice(0, slash), name: repo.slice(slash + 1) };
}

export function formatTaskId(repo: RepoName, issue: number, generation: number): TaskId {
  return `${repo}#${issue}${generation > 1 ? `-${generation}` : ''}` as TaskId;
}

export function parseTaskId(id: string): { repo: RepoName; issue: number; generation: number } | null {
  const match = /^([\w.-]+\/[\w.-]+)#(\d+)(?:-(\d+))?$/.exec(id);
  if (!match?.[1] || !match[2]) return null;
  return { repo: repoName(match[1]), issue: Number(match[2]), generation: Number(match[3] ?? 1) };
}

/** At most 40 characters of a–z, 0–9 and single dashes; empty where the title has none of them. */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return plain.slice(0, 40).replace(/^-+|-+$/g, '');
}

export function formatBranch(issue: number, slug: string, generation: number): string {
  return `cadence/${issue}${slug ? `-${slug}` : ''}${generation > 1 ? `-${generation}` : ''}`;
}

/** The issue that a branch of ours belongs to; null for any other branch. */
export function issueOfBranch(branch: string): number | null {
  const match = /^cadence\/(\d+)(?:-|$)/.exec(branch);
  return match?.[1] ? Number(match[1]) : null;
}
