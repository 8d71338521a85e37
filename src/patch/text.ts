import type { SourceFile } from './change.ts';

/**
 * A file's text with all that brings its bytes back. `raw` keeps each line's carriage return, `lines` has none (and
 * is the same array when the file has none). `final` says whether the last line ends with a newline.
 */
export type Text = {
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

export function parseText(source: string): Text {
  const bom = source.startsWith('\ufeff');
  const raw = (bom ? source.slice(1) : source).split('\n');
  const final = raw.at(-1) === '';
  if (final) raw.pop();
  const lines = source.includes('\r') ? raw.map(withoutReturn) : raw;
  return { raw, lines, bom, final };
}

export function formatText(raw: readonly string[], { bom, final }: Pick<Text, 'bom' | 'final'>): string {
  // One join: a string glued together afterwards would be copied again when it is encoded.
  const lines = final && raw.length > 0 ? [...raw, ''] : raw;
  const text = lines.join('\n');
  return bom ? `\ufeff${text}` : text;
}

/** Lines of any text, whatever ends them; a newline at the end starts no line of its own. */
export function linesOf(source: string): readonly string[] {
  return parseText(source).lines;
}

export function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
