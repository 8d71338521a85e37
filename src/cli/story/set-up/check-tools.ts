import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What the machine answered; null where there was no answer. `python` is `<version>` or `<version> without pytest`. */
export type Tools = { readonly python: string | null; readonly git: string | null };

const question = [
  'import importlib.util, platform',
  "print(platform.python_version() + ('' if importlib.util.find_spec('pytest') else ' without pytest'))",
].join('\n');

export async function askTools(): Promise<Tools> {
  const [python, git] = await Promise.all([
    answer('python3', ['-c', question]),
    answer('git', ['--version']),
  ]);
  return { python, git };
}

/** One sentence for the first thing that is missing; null where everything is there. */
export function missingTool({ python, git }: Tools): string | null {
  if (python === null || !python.startsWith('3.'))
    return 'Python 3 was not found as `python3`: install Python 3 with pytest, then run this again.';
  if (python.endsWith('without pytest'))
    return 'pytest was not found in `python3`: install it (`python3 -m pip install pytest`, or your system’s python3-pytest), then run this again.';
  if (git === null) return 'git was not found: install git 2.38 or newer, then run this again.';
  const [, major, minor] = /(\d+)\.(\d+)/.exec(git) ?? [];
  if (Number(major) < 2 || (Number(major) === 2 && Number(minor) < 38))
    return `${git} is too old: install git 2.38 or newer, then run this again.`;
  return null;
}

async function answer(command: string, args: readonly string[]): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(command, [...args], { timeout: 20_000 });
    return stdout.trim();
  } catch {
    return null;
  }
}
