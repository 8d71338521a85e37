import { createHash } from 'node:crypto';
import { steady } from './steady.ts';
import type { TestCase } from './test-results.ts';

/**
 * SHA-256, hex, of what failed and how: the failing ids in order, each with its assertion lines (pytest's `E `; where
 * there are none, its message), without what differs from run to run though nothing has changed (`steady.ts`). Two
 * attempts of one signature fail the very same way.
 */
export function failureSignature(failures: readonly Pick<TestCase, 'id' | 'message' | 'detail'>[]): string {
  const told = failures.map(({ id, message, detail }) => [
    steady(id),
    steady(assertionOf({ message, detail })),
  ]);
  const sorted = told.map((one) => JSON.stringify(one)).toSorted();
  return createHash('sha256').update(sorted.join('\n')).digest('hex');
}

/** The lines in which pytest says what it expected and what it got. */
export function assertionLines(detail: string): string[] {
  return detail.split('\n').filter((line) => /^E(?:\s|$)/u.test(line));
}

function assertionOf({ message, detail }: Pick<TestCase, 'message' | 'detail'>): string {
  const lines = assertionLines(detail);
  return lines.length > 0 ? lines.join('\n') : message;
}
