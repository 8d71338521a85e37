import type { GitHub } from '../../act.ts';

/** The same GitHub, which is asked once a run what artifacts it has: two readers share the answer. */
export function listOnce(github: GitHub): GitHub {
  const listed = new Map<number, ReturnType<GitHub['artifacts']>>();
  return {
    ...github,
    artifacts: (runId) => {
      const known = listed.get(runId) ?? github.artifacts(runId);
      listed.set(runId, known);
      return known;
    },
  };
}
