import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { processEnv } from '../../env/settings.ts';

/** What git said, as it is; null where it refuses. `input` is what it reads from stdin. */
export type GitBytes = (...args: readonly string[]) => Promise<Buffer | null>;
export type GitWithInput = (args: readonly string[], input: string) => Promise<Buffer | null>;

/** Git in a repository of somebody's, which is only read: no hook, no lock and no setting of the shell takes part. */
export function gitIn(dir: string, maxBytes: number): GitBytes {
  const git = gitWithInput(dir, maxBytes);
  return (...args) => git(args, '');
}

export function gitWithInput(dir: string, maxBytes: number): GitWithInput {
  const { PATH, HOME } = processEnv();
  // GIT_* variables of a hook or a shell would point elsewhere. Without optional locks `status` leaves the index alone.
  // What a partial clone lacks is not fetched.
  const env = { PATH, HOME, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };
  const own = ['-c', `safe.directory=${dir}`, '-c', 'core.fsmonitor=false', '-C', dir];
  return async (args, input) => {
    try {
      const options = { maxBuffer: maxBytes, env, encoding: 'buffer' } as const;
      const running = promisify(execFile)('git', [...own, ...args], options);
      running.child.stdin?.on('error', () => undefined).end(input);
      return (await running).stdout;
    } catch {
      return null;
    }
  };
}
