import { readdir, readFile } from 'node:fs/promises';

/** The variable by which GitHub's runner, too, knows what a job left behind. */
export const trackingVariable = 'RUNNER_TRACKING_ID';

/** Ends processes that left their group, found by the job's id in their environment. Linux alone: needs /proc. */
export async function endOrphans(trackingId: string): Promise<void> {
  const entries = await readdir('/proc').catch(() => []);
  const pids = entries.filter((name) => /^\d+$/.test(name)).map(Number);
  await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      if (!environment.split('\0').includes(`${trackingVariable}=${trackingId}`)) return;
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    }),
  );
}
