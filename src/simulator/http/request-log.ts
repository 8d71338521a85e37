import { appendFileSync } from 'node:fs';
import type { RequestLine } from '../state/traffic.ts';
import type { World } from '../world.ts';

/** Keeps a line in memory and, where a file is named, appends it there at once: it must outlive a killed process. */
export function logRequest(world: World, file: string | null, line: RequestLine): void {
  world.requests.push(line);
  if (file !== null) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
