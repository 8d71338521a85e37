import { manifestOf, useOf, type Manifest, type Requirement } from './manifest.ts';
import { readRequirement } from './plain-requirement.ts';

type Line = { readonly line: number; readonly text: string };

/** What pip's own reader takes for the end of a line: more than an editor shows. */
const lineEnds = [0x0a, 0x0d, 0x0b, 0x0c, 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029];
const lineEnd = new RegExp(`\r\n|[${String.fromCharCode(...lineEnds)}]`, 'g');
const comment = /(?:^|\s)#.*$/;
const hash = /(?<=\s)--hash(?:=|\s+)\w+:\w+(?=\s|$)/g;
/** Options that choose among what the index offers, and name no place. */
const harmless = /^--(?:pre|prefer-binary|require-hashes|(?:no|only)-binary(?:=|\s+)[\w:,.-]+)$/;
const include = /^(?:-[rc]\s*|--(?:requirement|constraint)(?:=|\s+))([\w./ -]+)$/;
const elsewhere = /^(?:-i|-f|--index-url|--extra-index-url|--find-links)\b/;

/** A requirements file, read as pip reads it: lines are joined first, then comments go, then each line is judged. */
export function readRequirementLines(path: string, source: string): Manifest {
  const requirements: Requirement[] = [];
  const includes: string[] = [];
  const use = useOf(path);
  const encoding = encodingLine(source);
  if (encoding !== null) requirements.push({ kind: 'unclear', ...encoding });
  for (const { line, text: whole } of joinedLines(source)) {
    const text = whole.replace(comment, '').trim();
    const bare = text.replace(hash, '').trim();
    const [, included] = include.exec(bare) ?? [];
    if (bare === '' || harmless.test(bare)) continue;
    if (included !== undefined) includes.push(included.trim());
    else if (elsewhere.test(bare))
      requirements.push({ kind: 'source', name: 'another package index', line, use, source: bare });
    else requirements.push(readRequirement(bare, line, use));
  }
  return manifestOf(requirements, includes);
}

/** Lines that end in a backslash go on in the next one, comments excepted. */
function joinedLines(source: string): Line[] {
  const lines: Line[] = [];
  let open: Line | null = null;
  for (const { line, text } of physicalLines(source)) {
    const isComment = /^\s*#/.test(text);
    const goesOn = text.endsWith('\\') && !isComment;
    const own = goesOn ? text.replace(/\\+$/, '') : text;
    const joined: Line = open === null ? { line, text: own } : { line: open.line, text: joinTo(open, own) };
    if (goesOn) open = joined;
    else {
      lines.push(joined);
      open = null;
    }
  }
  return open === null ? lines : [...lines, open];
}

/** A comment stays one when it is joined. */
function joinTo({ text }: Line, next: string): string {
  return /^\s*#/.test(next) ? `${text} ${next}` : text + next;
}

function physicalLines(source: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  let line = 1;
  for (const match of source.matchAll(lineEnd)) {
    lines.push({ line, text: source.slice(from, match.index) });
    from = match.index + match[0].length;
    if (match[0].includes('\n')) line += 1;
  }
  lines.push({ line, text: source.slice(from) });
  return lines;
}

/** A comment at the top may name another encoding, in which pip reads other lines than these. */
function encodingLine(source: string): Line | null {
  const [first, second] = physicalLines(source);
  for (const one of [first, second]) {
    const [, encoding] = /^#.*coding[:=]\s*([-\w.]+)/.exec(one?.text ?? '') ?? [];
    if (one !== undefined && encoding !== undefined && !/^(?:utf-?8|(?:us-)?ascii)$/i.test(encoding))
      return one;
  }
  return null;
}
