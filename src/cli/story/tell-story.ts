import { resolve } from 'node:path';
import { processEnv, typedIn } from '../../env/settings.ts';
import { askTools, missingTool } from './set-up/check-tools.ts';
import { clearKept } from './set-up/kept-directory.ts';
import { moment } from './moment.ts';
import { createProgress } from './progress.ts';
import { runStory } from './run-story.ts';
import { exitCodes, fail } from './fail.ts';
import { withScratch } from './set-up/scratch.ts';
import type { Story } from './story.ts';

export type Telling = {
  readonly progress: 'shown' | 'silent';
  readonly keep: string | null;
  /** What is said before anything happens. */
  readonly opening: readonly string[];
};

/** Runs a story for people: progress on stderr, the JSON line on stdout, the exit code of its end. */
export async function tellStory(story: Story, { progress, keep, opening }: Telling): Promise<number> {
  const missing = missingTool(await askTools());
  if (missing !== null) return fail(missing);
  const kept = keep === null ? null : resolve(typedIn(processEnv()), keep);
  const problem = kept === null ? null : await clearKept(kept);
  if (problem !== null) return fail(problem);
  const shown = createProgress(process.stderr, Date.now);
  // Where it stops is no progress: it is said in any case, and why.
  const tell: typeof shown = (told) => {
    if (progress === 'shown' || told.mark === 'stop') shown(told);
  };
  for (const text of opening) tell(moment('set-up', 'step', text));
  return withScratch(async (dir, stop) => {
    try {
      const { line, flaws } = await runStory(story, { dir, keep: kept, stop, tell, now: Date.now });
      const [flaw] = flaws;
      if (flaw !== undefined) return fail(flaw, exitCodes.broken);
      if (line.record.verified)
        tell(moment('Record', 'green', `${line.record.entries} entries, and the record verifies`));
      process.stdout.write(`${JSON.stringify(line)}\n`);
      return exitCodes[line.outcome];
    } catch (error) {
      if (stop.aborted) throw stop.reason;
      const message = error instanceof Error ? error.message : String(error);
      return fail(`Something is broken here: ${message}`, exitCodes.broken);
    }
  });
}
