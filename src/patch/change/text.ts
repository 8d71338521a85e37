import type { SourceFile } from './change.ts';

/**
 * A file's text with all that brings its bytes back: `source` is all of it but the byte-order mark. `raw` keeps each
 * line's carriage return, `lines` has none (and is the same array when the file has none). `final` says whether the
 * last line ends with a newline.
 */
export type Text = {
  readonly source: string;
  readonly raw: readonly string[];
  readonly lines: readonly string[];
  readonly bom: boolean;
  readonly final: boolean;
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** UTF-8 text of a plain file, or null for what is none: binary, another encoding, a link. */
export function readSource(file: SourceFile): string | null {
  if (file.mode !== 'file' && file.mode !== 'executable') return null;
  return decode(file.bytes);
}

/** UTF-8 without NUL, or null. */
export function decode(bytes: Uint8Array): string | null {
  try {
    const text = decoder.decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

export function parseText(text: string): Text {
  const bom = text.startsWith('\ufeff');
  const source = bom ? text.slice(1) : text;
  const raw = source.split('\n');
  const final = raw.at(-1) === '';
  if (final) raw.pop();
  const lines = source.includes('\r') ? raw.map(withoutReturn) : raw;
  return { source, raw, lines, bom, final };
}

/** Lines of any text, whatever ends them; a newline at the end starts no line of its own. */
export function linesOf(source: string): readonly string[] {
  return parseText(source).lines;
}

export function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** The first line from `start` on that passes; -1 where none does. Unlike a search in a slice it copies nothing. */
export function indexFrom(lines: readonly string[], start: number, test: (line: string) => boolean): number {
  for (let at = start; at < lines.length; at += 1) if (test(lines[at] ?? '')) return at;
  return -1;
}
