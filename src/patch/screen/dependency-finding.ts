import type { ScreenFinding } from './screen-finding.ts';

/** A finding that a person may allow. `line` is null where it is about the whole file. */
export function dependencyFinding(
  reason: string,
  path: string,
  line: number | null,
  what: string,
): ScreenFinding {
  const message = `${what}; a person must say that it may be used.`;
  return { gate: 'dependencies', reason, path, ...(line === null ? {} : { line }), message };
}

/** A name as a message may repeat it. */
export function shown(name: string): string {
  return name.replace(/[^\w ./-]/g, '').slice(0, 80);
}
