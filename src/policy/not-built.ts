import type { Policy } from './policy.ts';

/** A key of the policy whose behaviour does not exist yet, and the values that leave it off. */
type NotBuilt = { path: readonly [string, string?, string?]; sentence: string } & (
  | { off: string | number | boolean | null | 'empty' }
  /** A list that may hold anything but these. */
  | { without: readonly string[] }
);

const noLimit = 'is not built yet: leave it out, or write null for no limit';
const noAlert = 'is not built yet: leave it out, or write null for no alert';

export const notBuilt: readonly NotBuilt[] = [
  { path: ['mode'], off: 'active', sentence: 'shadow is not built yet: write active' },
  { path: ['trigger', 'apps'], off: 'empty', sentence: 'is not built yet: leave the list empty' },
  {
    path: ['roles', 'review'],
    without: ['human'],
    sentence: 'human is not built yet as a reviewer: name rules, efficiency, reasoning',
  },
  { path: ['roles', 'generate'], off: 'agent', sentence: 'human is not built yet: write agent' },
  { path: ['merge', 'auto'], off: true, sentence: 'false is not built yet: write true' },
  { path: ['merge', 'approvals'], off: 0, sentence: 'is not built yet: write 0' },
  { path: ['merge', 'watchMinutes'], off: 0, sentence: 'is not built yet: write 0' },
  { path: ['limits', 'openPulls'], off: null, sentence: noLimit },
  { path: ['limits', 'tasksPerDay'], off: null, sentence: noLimit },
  { path: ['meta', 'report'], off: 'off', sentence: 'is not built yet: write "off"' },
  { path: ['meta', 'alert', 'overrideRate'], off: null, sentence: noAlert },
  { path: ['meta', 'alert', 'rollbackRate'], off: null, sentence: noAlert },
  { path: ['meta', 'alert', 'cycleHours'], off: null, sentence: noAlert },
];

/** The keys of a policy that ask for what is not built. A key is never silently ignored. */
export function findNotBuilt(policy: Policy): { path: string[]; message: string }[] {
  return notBuilt.flatMap((row) => {
    const path = row.path.filter((part) => part !== undefined);
    const value = valueAt(policy, path);
    return isOff(row, value) ? [] : [{ path, message: `${path.join('.')}: ${row.sentence}` }];
  });
}

function isOff(row: NotBuilt, value: unknown): boolean {
  if ('without' in row)
    return Array.isArray(value) && !value.some((one) => row.without.includes(String(one)));
  if (row.off === 'empty') return Array.isArray(value) && value.length === 0;
  return value === row.off;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
