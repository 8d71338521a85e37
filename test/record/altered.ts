/** Every log that is a legal one with one entry dropped, doubled or moved, or one field changed: as consistent as the key's owner can make it. */
import type { JsonValue, LogEntry } from '../../src/record/log-entry.ts';
import { parseEntry } from '../../src/task/entry.ts';
import { fold } from '../../src/task/fold.ts';
import type { Task } from '../../src/task/task.ts';
import { numbered, sealed } from './legal-log.ts';

export type Altered = { readonly what: string; readonly entries: readonly LogEntry[] };

/** Without the last entry of a task it is a shorter legal history: that is for the repository to tell. */
export function dropped(entries: readonly LogEntry[]): Altered[] {
  return entries.flatMap((one, at) => {
    const isLast = !entries.slice(at + 1).some(({ task }) => task === one.task);
    return isLast
      ? []
      : [{ what: `without ${one.kind} ${at}`, entries: consistent(entries.toSpliced(at, 1)) }];
  });
}

export function doubled(entries: readonly LogEntry[]): Altered[] {
  return entries.map((one, at) => ({
    what: `with ${one.kind} ${at} twice`,
    entries: consistent(entries.toSpliced(at, 0, one)),
  }));
}

/** By up to three places, past an entry of the same task: the order of different tasks is nobody's word but the log's. */
export function shifted(entries: readonly LogEntry[]): Altered[] {
  return entries.flatMap((one, at) =>
    [1, 2, 3].flatMap((by) => {
      const passed = entries.slice(at + 1, at + 1 + by);
      if (passed.length < by || passed.every(({ task }) => task !== one.task)) return [];
      const made = entries.toSpliced(at, 1).toSpliced(at + by, 0, one);
      return [{ what: `with ${one.kind} ${at} moved by ${by}`, entries: consistent(made) }];
    }),
  );
}

/** What these say is made again in any altered log: test/task/fold/illegal-histories.test.ts changes them. */
const seals: ReadonlySet<string> = new Set(['archived size', 'archived root', 'intent merge data.trailer']);

export type Changed = Altered & { readonly field: string };

/** One value at a time, by others that were seen in its place anywhere, and by one that was not. */
export function changed(
  entries: readonly LogEntry[],
  seen: ReadonlyMap<string, ReadonlySet<string>>,
): Changed[] {
  return entries.flatMap((one, at) =>
    leaves(one)
      .filter(({ field }) => !seals.has(field))
      .flatMap(({ field, path, value }) =>
        [...(seen.get(field) ?? []), JSON.stringify(otherThan(value))]
          .filter((text) => text !== JSON.stringify(value))
          .map((text): Changed => {
            const edited = withValue(one, path, JSON.parse(text) as JsonValue) as unknown as LogEntry;
            return { what: `${field} ${at} is ${text}`, field, entries: sealed(entries.with(at, edited)) };
          }),
      ),
  );
}

/** The values that stand in each field of these logs. */
export function valuesIn(logs: readonly (readonly LogEntry[])[]): Map<string, Set<string>> {
  const seen = new Map<string, Set<string>>();
  for (const one of logs.flat())
    for (const { field, value } of leaves(one)) {
      const values = seen.get(field) ?? new Set();
      if (values.size < (/^"[a-z-]+"$/.test(JSON.stringify(value)) ? 3 : 1))
        values.add(JSON.stringify(value));
      seen.set(field, values);
    }
  return seen;
}

type Path = readonly (string | number)[];
type Leaf = { readonly field: string; readonly path: Path; readonly value: JsonValue };

function leaves(entry: LogEntry): Leaf[] {
  const found: Leaf[] = [];
  const walk = (value: JsonValue | undefined, path: Path): void => {
    if (value === undefined) return;
    if (typeof value === 'object' && value !== null) {
      for (const [key, held] of Object.entries(value))
        walk(held as JsonValue, [...path, Array.isArray(value) ? Number(key) : key]);
      return;
    }
    const names = path.map((part) => (typeof part === 'number' ? '[]' : part));
    const kind = entry.kind === 'intent' ? `intent ${String(entry.data['step'])}` : entry.kind;
    found.push({
      field: `${names[0] === 'data' ? kind : 'entry'} ${names
        .join('.')
        .replaceAll('.[]', '[]')
        .replace(/^data\./, '')}`,
      path,
      value,
    });
  };
  walk(entry as unknown as JsonValue, []);
  return found;
}

function withValue(within: unknown, [first, ...rest]: Path, value: JsonValue): unknown {
  if (first === undefined) return value;
  if (Array.isArray(within)) return within.with(Number(first), withValue(within[Number(first)], rest, value));
  const held = within as Record<string, unknown>;
  return { ...held, [first]: withValue(held[first], rest, value) };
}

function otherThan(value: JsonValue): JsonValue {
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return 'x';
  if (/^[0-9a-f]{64}$/.test(value)) return value.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
  if (/T.*Z$/.test(value)) return new Date(Date.parse(value) + 1).toISOString();
  return `${value}0`;
}

/** Numbers, times, phases, roots and trailers as they must be: what is left to find is the order alone. */
function consistent(entries: readonly LogEntry[]): LogEntry[] {
  const times = entries.map(({ at }) => at).toSorted();
  const made = numbered(entries).map((entry, index) =>
    Object.assign({}, entry, { at: times[index] ?? entry.at }),
  );
  const tasks = new Map<string, Task>();
  for (const entry of made) {
    const before = tasks.get(entry.task) ?? null;
    if (before) Object.assign(entry, { phase: before.state.phase });
    const parsed = parseEntry(entry);
    const folded = parsed.kind === 'entry' ? fold(before, parsed.entry) : null;
    if (folded?.kind !== 'task') break;
    tasks.set(entry.task, folded.task);
  }
  return sealed(made);
}
