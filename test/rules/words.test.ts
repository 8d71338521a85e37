import { describe, expect, it } from 'vitest';
import { filesUnder, read } from './house.ts';

/** Names in code: the one that a reader would search for, and those that once stood for it. */
const names: readonly (readonly [say: string, insteadOf: readonly string[]])[] = [
  ['state', ['stand', 'standOf', 'Stand']],
  ['observation, request', ['sight', 'Sight', 'lookFor', 'lookAgain', 'firstLook']],
  ['session', ['desk', 'Desk', 'openDesk', 'githubDesk']],
  ['local act', ['readings', 'Reading']],
  ['authorised issue, snapshotIssue, renewText', ['Frozen', 'freezeIssue', 'refreeze']],
  ['syncProjections, announceHold, updateBoard', ['mend', 'tellHold', 'showBoard']],
  ['adoptHead', ['takeUp']],
  ['inserted, deleted', ['come']],
  ['budget', ['purse']],
  ['parseAnswer, valueAt', ['shaped', 'dig']],
  ['shutdownTimeoutMs', ['patienceMs']],
];

/** Words in comments and sentences: the plain one, and those that a newcomer reads twice. */
const plain: readonly (readonly [say: string, insteadOf: readonly string[]])[] = [
  ['again', ['anew']],
  ['anyone, the person who', ['whoever']],
  ['during', ['amid']],
  ['follow, read', ['heed', 'heeds', 'heeded']],
  ['sync, fix, end', ['mend', 'mends', 'mended', 'mending']],
  ['forever', ['for ever']],
  ['leave alone', ['let be']],
  ['without result', ['in vain']],
  ['budget', ['purse']],
];

type Line = { readonly at: string; readonly text: string };

const sources = filesUnder('src', ['.ts', '.mjs']);

function linesOf(path: string, text: string): Line[] {
  return text.split('\n').map((line, index) => ({ at: `${path}:${index + 1}`, text: line }));
}

/** Without comments and plain strings; what is left of each line stays on its line. */
function codeOnly(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|(?<=[`}])[^`$\n]*(?=[`$])/g, (part) =>
    part.replaceAll(/[^\n]/g, ' '),
  );
}

const written = sources.flatMap((path) => linesOf(path, read(path)));
// The simulator speaks of GitHub's things by GitHub's names.
const code = sources
  .filter((path) => !path.startsWith('src/simulator/'))
  .flatMap((path) => linesOf(path, codeOnly(read(path))));

function found(lines: readonly Line[], pattern: RegExp): string[] {
  return lines.filter(({ text }) => pattern.test(text)).map(({ at, text }) => `${at} ${text.trim()}`);
}

describe('one thing has one name', () => {
  it.each(names)('%s, and none of %j', (_say, insteadOf) => {
    expect(found(code, new RegExp(`\\b(?:${insteadOf.join('|')})\\b`))).toEqual([]);
  });

  it('a bound is called max…, never most…', () => {
    expect(found(code, /\bmost[A-Z]\w*/)).toEqual([]);
  });

  it('two locals are declared on two lines', () => {
    expect(found(code, /\b(?:const|let) \[\w+, \w+\] = \[[^\]]*\];/)).toEqual([]);
  });

  it('a predicate answers a boolean', () => {
    const other = /function (?:is|has)[A-Z]\w*\([^)]*\): (?!boolean\b|Promise<boolean>|\w+ is )/;
    expect(found(code, other)).toEqual([]);
  });
});

describe('words are plain', () => {
  it.each(plain)('%s, and none of %j', (_say, insteadOf) => {
    expect(found(written, new RegExp(`\\b(?:${insteadOf.join('|')})\\b`, 'i'))).toEqual([]);
  });
});

describe('the reader of code', () => {
  it('passes over comments and strings, and keeps the lines', () => {
    const text = "const a = 'stand'; // stand\n/* stand\n stand */ const stand = 1;";
    expect(
      linesOf('x', codeOnly(text)).flatMap(({ at, text: line }) => (/\bstand\b/.test(line) ? [at] : [])),
    ).toEqual(['x:3']);
  });
});
