import type { Harness } from './harness.ts';

export type Rest = ReturnType<Harness['octokit']>['rest'];

export const at = { owner: 'octo', repo: 'demo' };

/** The status of a refused call, and GitHub's message. */
export async function refused(call: Promise<unknown>): Promise<{ status: number; message: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && 'status' in error)
      return { status: Number(error.status), message: error.message };
    throw error;
  }
  throw new Error('the call was not refused');
}

export async function main(rest: Rest): Promise<string> {
  return (await rest.git.getRef({ ...at, ref: 'heads/main' })).data.object.sha;
}

/** A branch with one changed file, made of blob, tree, commit and ref. */
export async function branch(rest: Rest, name: string, text: string): Promise<string> {
  const parent = await main(rest);
  const base = (await rest.git.getCommit({ ...at, commit_sha: parent })).data.tree.sha;
  const blob = await rest.git.createBlob({
    ...at,
    content: Buffer.from(text).toString('base64'),
    encoding: 'base64',
  });
  const tree = await rest.git.createTree({
    ...at,
    base_tree: base,
    tree: [{ path: 'src/add.py', mode: '100644', type: 'blob', sha: blob.data.sha }],
  });
  const commit = await rest.git.createCommit({
    ...at,
    message: `Change for ${name}`,
    tree: tree.data.sha,
    parents: [parent],
  });
  await rest.git.createRef({ ...at, ref: `refs/heads/${name}`, sha: commit.data.sha });
  return commit.data.sha;
}
