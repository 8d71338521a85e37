import { listTree, readBlob } from '../../git/objects.ts';
import { parseWorkflow, type ParsedWorkflow } from '../workflow/parse-workflow.ts';

export type WorkflowFile = {
  readonly path: string;
  readonly parsed: ParsedWorkflow;
};

/** The workflow files of a commit, in name order; files in directories below are none. */
export async function readWorkflows(gitDir: string, oid: string): Promise<WorkflowFile[]> {
  const directory = '.github/workflows';
  const entries = await listTree(gitDir, oid, 'recursive');
  const files = entries.filter(
    ({ path, type }) =>
      type === 'blob' &&
      path.startsWith(`${directory}/`) &&
      /^[^/]+\.ya?ml$/.test(path.slice(directory.length + 1)),
  );
  return Promise.all(
    files.map(async (file) => ({
      path: file.path,
      parsed: parseWorkflow((await readBlob(gitDir, file.oid)).toString('utf8'), file.path),
    })),
  );
}
