import { formatLine } from '../../src/record/export-line.ts';
import type { LogEntry } from '../../src/record/log-entry.ts';

/** An entry of a log in which three tasks take turns. */
export function sampleEntry(index: number): LogEntry {
  return {
    index,
    task: `octo/cat#${(index % 3) + 1}`,
    version: Math.floor(index / 3) + 1,
    at: new Date(1_700_000_000_000 + index).toISOString(),
    actor: 'cadence',
    phase: 'Backlog',
    kind: 'queued',
    ...(index % 2 === 0 ? { headSha: 'a'.repeat(40) } : {}),
    data: { issue: index, word: 'für \ufffd' },
    artefacts: ['0'.repeat(64)],
  };
}

export function sampleLines(count: number): string[] {
  return Array.from({ length: count }, (_, index) => formatLine(sampleEntry(index)));
}
