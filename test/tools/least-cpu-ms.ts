/**
 * The least time that some work takes of this thread's processor, in milliseconds, of three runs at most; no more are
 * made once one was below `enough`. For guards against work that grows with the square of a text, or worse: what a
 * clock on the wall says depends on what else the machine does.
 */
export function leastCpuMs(work: () => void, enough: number): number {
  let least = Infinity;
  for (let run = 0; run < 3 && least > enough; run += 1) {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
