import { createHash } from 'node:crypto';
import type { Change } from '../patch/change/change.ts';
import { decode } from '../patch/change/text.ts';
import type { Finding } from './rules.ts';

/**
 * What a finding is known by from one round to the next. An agent's is known by its rule and place alone: the same
 * objection comes in other words each time. So what a person dismisses is all that this rule has against this line.
 * The line is known by its text, and by how many like it stand above: its number moves with whatever is written there.
 */
export function findingKey(finding: Finding, change: Change): string {
  const { rule, path, line } = finding;
  const place = /^(?:reasoning|efficiency)(?::|$)/.test(rule) ? placeOf(change, path, line) : null;
  return place === null ? keyWithWords(finding, change) : hash([rule, path, place.text, place.nth]);
}

/** The keys by which an earlier round may have told it: as above, and as it once was for agents too, with its words. */
export function findingKeys(finding: Finding, change: Change): readonly [now: string, once: string] {
  return [findingKey(finding, change), keyWithWords(finding, change)];
}

function keyWithWords({ rule, path, line, message }: Finding, change: Change): string {
  const words = message.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return hash([rule, path, placeOf(change, path, line)?.text ?? '', words.join(' ')]);
}

/** Null where there is no such line. */
function placeOf(
  change: Change,
  path: string | null,
  line: number | null,
): { readonly text: string; readonly nth: number } | null {
  const after = change.find((file) => file.path === path)?.after ?? null;
  const lines = after === null || line === null ? [] : (decode(after.bytes)?.split('\n') ?? []);
  const text = line === null ? undefined : lines[line - 1]?.trim();
  if (text === undefined || line === null) return null;
  return { text, nth: lines.slice(0, line - 1).filter((one) => one.trim() === text).length };
}

function hash(parts: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
