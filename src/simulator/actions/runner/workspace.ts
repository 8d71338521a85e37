import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host } from './find-host.ts';
import { makeVenv } from './make-venv.ts';

/** The directories of one job; nothing of it outlives the job. */
export type Workspace = {
  readonly dir: string;
  /** Where the repository is checked out: `work/<name>/<name>`, as on GitHub's runners. */
  readonly source: string;
  readonly home: string;
  readonly temp: string;
  /** Files of the runner: scripts, $GITHUB_OUTPUT, the event. */
  readonly files: string;
  /** First on the PATH; null without Python on the host. */
  readonly pythonBin: string | null;
  remove(): Promise<void>;
};

export async function createWorkspace(
  parent: string,
  repositoryName: string,
  host: Host,
): Promise<Workspace> {
  await mkdir(parent, { recursive: true });
  const dir = await mkdtemp(join(parent, 'job-'));
  const source = join(dir, 'work', repositoryName, repositoryName);
  const home = join(dir, 'home');
  const temp = join(dir, 'temp');
  const files = join(dir, 'files');
  await Promise.all([source, home, temp, files].map((path) => mkdir(path, { recursive: true })));
  const venv = host.python && (await makeVenv(join(dir, 'python'), host.python));
  return {
    dir,
    source,
    home,
    temp,
    files,
    pythonBin: venv?.bin ?? null,
    // A test may leave directories without write permission, or a process that still writes.
    remove: () => rm(dir, { recursive: true, force: true, maxRetries: 3 }),
  };
}

export async function writeRunnerFile(workspace: Workspace, name: string, text: string): Promise<string> {
  const path = join(workspace.files, name);
  await writeFile(path, text);
  return path;
}
