import { listTree } from '../../git/list-tree.ts';
import { objectType, readBlob, resolve } from '../../git/read-objects.ts';
import { parseWorkflow, type ParsedWorkflow } from '../workflow/parse-workflow.ts';

export type WorkflowFile = {
  readonly path: string;
  readonly parsed: ParsedWorkflow;
};

/** The workflow files of a commit, in name order; files in directories below are none. */
export async function readWorkflows(gitDir: string, oid: string): Promise<WorkflowFile[]> {
  const directory = '.github/workflows';
  const tree = await resolve(gitDir, `${oid}:${directory}`);
  if (tree === null || (await objectType(gitDir, tree)) !== 'tree') return [];
  const entries = await listTree(gitDir, tree, 'flat');
  const files = entries.filter(({ path, type }) => type === 'blob' && /\.ya?ml$/.test(path));
  return Promise.all(
    files.map(async (file) => ({
      path: `${directory}/${file.path}`,
      parsed: parseWorkflow((await readBlob(gitDir, file.oid)).toString('utf8'), `${directory}/${file.path}`),
    })),
  );
}
