import { pino, type Logger } from 'pino';
import { z } from 'zod';

/** The App's own log, listened to instead of printed. */
export type StoryLog = {
  readonly logger: Logger;
  /** What failed again and again, as a sentence; null: nothing. */
  trouble(): string | null;
};

const line = z.object({ level: z.number(), msg: z.string(), error: z.unknown().optional() });
const errorLevel = 50;
/** Once may be bad luck: the worker tries again. */
const tooOften = 3;

export function createStoryLog(): StoryLog {
  const failures: string[] = [];
  const write = (text: string): void => {
    const parsed = line.safeParse(JSON.parse(text));
    if (!parsed.success || parsed.data.level < errorLevel) return;
    const { msg, error } = parsed.data;
    failures.push(typeof error === 'string' ? error : msg);
  };
  return {
    logger: pino({ level: 'info', base: null }, { write }),
    trouble: () =>
      failures.length < tooOften ? null : `Cadence failed ${tooOften} times: ${failures.at(-1) ?? ''}`,
  };
}
