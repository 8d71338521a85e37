import { execFile } from 'node:child_process';
import { devNull } from 'node:os';

/** git answered with an exit code that the caller did not expect. */
export class GitError extends Error {
  readonly code: number;
  readonly stderr: string;

  constructor(args: readonly string[], code: number, stderr: string) {
    super(`git ${args.join(' ')} exited with ${code}: ${stderr.trim()}`);
    this.name = 'GitError';
    this.code = code;
    this.stderr = stderr;
  }
}

export type GitOptions = {
  input?: string | Uint8Array;
  env?: Record<string, string>;
  /** Exit codes that are an answer, besides 0. */
  accept?: readonly number[];
};

export type GitAnswer = {
  stdout: Buffer;
  code: number;
};

/**
 * The host's git configuration, hooks and GIT_* variables must not reach the bare repositories. Fetching is for
 * local directories alone.
 */
export function gitEnvironment(more: Record<string, string>): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: devNull,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'file',
    GIT_LITERAL_PATHSPECS: '1',
    ...more,
  };
}

/** Runs git in a bare repository, without a shell. */
export function runGit(
  gitDir: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['--git-dir', gitDir, ...args],
      { encoding: 'buffer', maxBuffer: 512 * 1024 * 1024, env: gitEnvironment(options.env ?? {}) },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code !== 'number') reject(error ?? new Error('git did not run'));
        else if (code === 0 || options.accept?.includes(code)) resolve({ stdout, code });
        else reject(new GitError(args, code, stderr.toString()));
      },
    );
    // git may end before it has read everything; its exit code tells, not the broken pipe.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input ?? '');
  });
}

/** As `runGit`, its output as text without the last newline. */
export async function gitText(
  gitDir: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<string> {
  const { stdout } = await runGit(gitDir, args, options);
  return stdout.toString().replace(/\n$/, '');
}
