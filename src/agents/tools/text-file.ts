import type { SourceFile } from '../../patch/change/change.ts';

/** A file's text as a model sees it: newlines are `\n`, no byte-order mark. `eol` and `bom` bring the bytes back. */
export type TextFile = { readonly text: string; readonly eol: '\n' | '\r\n'; readonly bom: boolean };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file, or null for what is no text: binary, another encoding, a link. */
export function readText(file: SourceFile): TextFile | null {
  if (file.mode !== 'file' && file.mode !== 'executable') return null;
  if (file.bytes.includes(0)) return null;
  let raw: string;
  try {
    raw = decoder.decode(file.bytes);
  } catch {
    return null;
  }
  const bom = raw.startsWith('\ufeff');
  const body = bom ? raw.slice(1) : raw;
  // Mixed endings stay as they are, carriage returns and all: only a uniform file can be turned there and back.
  const uniform = body.includes('\r\n') && !/(?<!\r)\n|\r(?!\n)/.test(body);
  return uniform ? { text: body.replaceAll('\r\n', '\n'), eol: '\r\n', bom } : { text: body, eol: '\n', bom };
}

/** The bytes of a changed text in the manner of the file it came from. */
export function writeText(text: string, manner: Pick<TextFile, 'eol' | 'bom'>): Uint8Array {
  const body = manner.eol === '\r\n' ? text.replace(/\r?\n/g, '\r\n') : text;
  return new TextEncoder().encode((manner.bom ? '\ufeff' : '') + body);
}

/** Lines of a text; the newline at the end starts no line of its own. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
