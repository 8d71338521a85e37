import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { processEnv } from '../../env/settings.ts';

/** What git said, as it is; null where it refuses. */
export type GitBytes = (...args: readonly string[]) => Promise<Buffer | null>;

/** Git in a repository of somebody's, which is only read: no hook, no lock and no setting of the shell takes part. */
export function gitIn(dir: string, maxBytes: number): GitBytes {
  const { PATH, HOME } = processEnv();
  // GIT_* variables of a hook or a shell would point elsewhere. Without optional locks `status` leaves the index alone.
  const env = { PATH, HOME, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
  const own = ['-c', `safe.directory=${dir}`, '-c', 'core.fsmonitor=false', '-C', dir];
  return async (...args) => {
    try {
      const options = { maxBuffer: maxBytes, env, encoding: 'buffer' } as const;
      return (await promisify(execFile)('git', [...own, ...args], options)).stdout;
    } catch {
      return null;
    }
  };
}
