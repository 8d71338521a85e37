import { resolve } from 'node:path';
import { processEnv, typedIn } from '../../env/settings.ts';
import { moment } from '../../words/entries/moment.ts';
import { exitCodes, fail } from './fail.ts';
import { createNarrator } from './narrator.ts';
import type { OutcomeLine } from './outcome-line.ts';
import { createProgress } from './progress.ts';
import { runStory } from './run-story.ts';
import { askTools, missingTool } from './set-up/check-tools.ts';
import { clearKept } from './set-up/kept-directory.ts';
import { withScratch } from './set-up/scratch.ts';
import type { Story } from './story.ts';

export type Telling = {
  readonly progress: 'shown' | 'silent';
  readonly keep: string | null;
  /** What is said before anything happens. */
  readonly opening: readonly string[];
  /** How it is to end for exit code 0. */
  readonly ends: OutcomeLine['outcome'];
};

/** How often it is asked whether people have waited for long. */
const beatMs = 500;

/** Runs a story for people: progress on stderr, the JSON line on stdout, the exit code of its end. */
export async function tellStory(story: Story, { progress, keep, opening, ends }: Telling): Promise<number> {
  const missing = missingTool(await askTools());
  if (missing !== null) return fail(missing);
  const kept = keep === null ? null : resolve(typedIn(processEnv()), keep);
  const problem = kept === null ? null : await clearKept(kept);
  if (problem !== null) return fail(problem);
  const narrator = createNarrator({
    show: createProgress(process.stderr, Date.now),
    progress,
    now: Date.now,
  });
  const { tell } = narrator;
  for (const text of opening) tell(moment('set-up', 'step', text));
  const beating = setInterval(narrator.beat, beatMs);
  return withScratch(async (dir, stop) => {
    try {
      const { line, flaws } = await runStory(story, { dir, keep: kept, stop, narrator, now: Date.now });
      const [flaw] = flaws;
      if (flaw !== undefined) return fail(flaw, exitCodes.broken);
      const { entries } = line.record;
      tell(moment('Record', 'green', `${entries} entries, and the record verifies`));
      process.stdout.write(`${JSON.stringify(line)}\n`);
      return line.outcome === ends ? exitCodes.asWanted : exitCodes.otherwise;
    } catch (error) {
      if (stop.aborted) throw stop.reason;
      const message = error instanceof Error ? error.message : String(error);
      return fail(`Something is broken here: ${message}`, exitCodes.broken);
    } finally {
      clearInterval(beating);
    }
  });
}
