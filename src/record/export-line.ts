import { z } from 'zod';
import { canonicalText } from './canonical-bytes.ts';
import type { JsonObject, LogEntry } from './log-entry.ts';
import { leafHash } from './merkle.ts';

const count = z.number().int().nonnegative();

const lineSchema = z.strictObject({
  entry: z.strictObject({
    index: count,
    task: z.string(),
    version: count,
    at: z.string(),
    actor: z.string(),
    phase: z.string(),
    kind: z.string(),
    headSha: z.string().exactOptional(),
    data: z.custom<JsonObject>((v) => typeof v === 'object' && v !== null && !Array.isArray(v)),
    artefacts: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  }),
  leaf: z.string(),
});

/** Why a line of an export is not one: each is a sentence for people. */
export type LineFault = 'cut' | 'not-utf8' | 'not-json' | 'not-an-entry' | 'leaf' | 'not-canonical';

export type ParsedLine =
  | { readonly kind: 'line'; readonly entry: LogEntry; readonly leaf: Uint8Array }
  | { readonly kind: 'wrong'; readonly reason: LineFault; readonly message: string };

/** The leaf of an entry: the hash of its canonical bytes. */
export function leafOf(entry: LogEntry): Uint8Array {
  return leafHash(Buffer.from(canonicalText(entry), 'utf8'));
}

/** One line of an export, newline included. */
export function formatLine(entry: LogEntry): string {
  return formatParts(entry).line;
}

/** Reads one line, newline included, and holds it against the bytes that we would have written. */
export function parseLine(bytes: Uint8Array): ParsedLine {
  if (bytes.at(-1) !== 0x0a) return wrong('cut', 'the line does not end with a newline');
  let text: string;
  try {
    // A byte order mark must stay: dropped, it would be a change that nobody sees.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return wrong('not-utf8', 'the line is not UTF-8');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return wrong('not-json', 'the line is not JSON');
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return wrong('not-an-entry', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an entry'}`);
  }
  return compare(text, parsed.data.entry, parsed.data.leaf);
}

function compare(text: string, entry: LogEntry, leaf: string): ParsedLine {
  let written: { line: string; leaf: Uint8Array };
  try {
    written = formatParts(entry);
  } catch {
    return wrong('not-canonical', 'the line holds what canonical JSON cannot');
  }
  if (Buffer.from(written.leaf).toString('hex') !== leaf) {
    return wrong('leaf', 'the entry is not the one its leaf was made from');
  }
  if (written.line !== text) return wrong('not-canonical', 'the line is not in its canonical form');
  return { kind: 'line', entry, leaf: written.leaf };
}

function formatParts(entry: LogEntry): { line: string; leaf: Uint8Array } {
  const text = canonicalText(entry);
  const leaf = leafHash(Buffer.from(text, 'utf8'));
  return { line: `{"entry":${text},"leaf":"${Buffer.from(leaf).toString('hex')}"}\n`, leaf };
}

function wrong(reason: LineFault, message: string): ParsedLine {
  return { kind: 'wrong', reason, message };
}
