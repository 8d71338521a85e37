import { isUtf8 } from 'node:buffer';
import type { SourceFile } from '../change/change.ts';
import type { Hunk } from '../edit.ts';
import type { Effort } from './effort.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * The short way for hunks that fit as they are written: each block stands once in the file, byte for byte, one below
 * the other. The file is neither decoded nor cut into lines. Null where anything is left to decide: then the search
 * decides, and what lands here it would land in the same bytes.
 */
export function spliceBytes(
  { mode, bytes }: SourceFile,
  hunks: readonly Hunk[],
  effort: Effort,
): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ending = mode === 'file' || mode === 'executable' ? endingOf(file) : null;
  if (ending === null) return null;
  const pieces: Uint8Array[] = [];
  let copied = 0;
  for (const [index, hunk] of hunks.entries()) {
    if (!isPlainHunk(hunk)) return null;
    const { before, after } = sidesOf(hunk, ending);
    if (!isText(before) || !isText(after)) return null;
    const block = Buffer.from(`\n${before}`);
    const at = onlyPlace(file, block, effort);
    // Blocks that touch may both want to insert at one place.
    if (at === null || at < copied || (at === copied && index > 0)) return null;
    pieces.push(file.subarray(copied, at), Buffer.from(after));
    copied = at + block.length - 1;
  }
  pieces.push(file.subarray(copied));
  return joined(pieces);
}

/** What ends each line of a file, the last one too, that is UTF-8 without NUL or a byte-order mark; null for another file. */
function endingOf(file: Buffer): '\n' | '\r\n' | null {
  if (file.at(-1) !== newline || file.includes(0) || !isUtf8(file)) return null;
  if (file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf) return null;
  if (!file.includes(carriageReturn)) return '\n';
  return isNewlineAlone(file) ? null : '\r\n';
}

/** Whether any newline has no carriage return before it. */
function isNewlineAlone(file: Buffer): boolean {
  for (let at = 0; at < file.length; at += 1) {
    if (file[at] === newline && file[at - 1] !== carriageReturn) return true;
  }
  return false;
}

/** Nothing is said of the file's end, and no line can have been lost at the edge of a tool's hunk. */
function isPlainHunk({ lines, at, stands, end }: Hunk): boolean {
  if (stands !== 'anywhere' || end.before === 'no-newline' || end.after === 'no-newline') return false;
  return at === null || (lines[0]?.op !== 'insert' && lines.at(-1)?.op !== 'insert');
}

/** The hunk's lines as they stand in the file, and as they are to stand there. */
function sidesOf({ lines }: Hunk, ending: string): { before: string; after: string } {
  let before = '';
  let after = '';
  for (const { op, text } of lines) {
    if (op !== 'insert') before += text + ending;
    if (op !== 'delete') after += text + ending;
  }
  return { before, after };
}

/** A lone surrogate would become another character, and NUL makes a binary of a text. */
function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** Where the block's first line begins, if the block stands once; `block` starts with the newline above it. */
function onlyPlace(file: Buffer, block: Buffer, effort: Effort): number | null {
  // At the worst each byte of one is compared with each byte of the other.
  effort.compares -= file.length * block.length;
  if (block.length === 1 || effort.compares < 0) return null;
  const isFirst = block.subarray(1).equals(file.subarray(0, block.length - 1));
  const at = isFirst ? 0 : file.indexOf(block) + 1;
  if (at === 0 && !isFirst) return null;
  return file.includes(block, at) ? null : at;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  // Filled to the last byte below, so that it need not be cleared; never a part of Node's shared pool.
  const whole = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
