/** What people read is said in `src/words` and in the findings of screens; decisions, acts and adapters give data. */
import { describe, expect, it } from 'vitest';
import { filesUnder, read } from './house.ts';
import { literalsIn, type Literal } from './literals.ts';

const rooms = ['src/task', 'src/engine', 'src/acts', 'src/github', 'src/store'];

/** Files that say sentences all the same, each with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  'src/task/commands/retry.ts':
    'its row of the table of commands is printed as it is, in help and documentation',
};

/** Three words or more that end with a full stop: nobody but a reader needs that. */
function isSentence(text: string): boolean {
  const words = text.match(/[\p{L}…][\p{L}’'…-]*/gu) ?? [];
  return words.length >= 3 && /\p{L}[\p{L}’'…)"]*[.!?](?:\s|$)/u.test(text) && /\s/.test(text.trim());
}

/** Errors are for us, and so is the log. */
function isForUs({ before }: Literal): boolean {
  return /\bnew \w*Error\([^;]*$|\blog\.\w+\([^;]*$/.test(before);
}

function sentencesIn(source: string): string[] {
  return literalsIn(source)
    .filter((one) => isSentence(one.text) && !isForUs(one))
    .map(({ line, text }) => `${line}: ${text}`);
}

describe('sentences', () => {
  it('are found where they are made, and not where they are none', () => {
    const made = [
      "const a = 'The run was red.';",
      'const b = `The job ${name} of ${`the run`} failed. Run it again`;',
      '// It is a comment. It says nothing.',
      "throw new Error('the run was never read.');",
      "log.warn({ task }, 'it was not told at all.');",
      "const c = /'The run was red.'/;",
      "const d = ['a', 'b.ts', 'the tip of the branch'];",
    ];
    expect(sentencesIn(made.join('\n'))).toEqual([
      '1: The run was red.',
      '2: The job … of … failed. Run it again',
    ]);
  });

  it.each(rooms)('are not made in %s', (room) => {
    const made = filesUnder(room, ['.ts'])
      .filter((path) => exceptions[path] === undefined)
      .flatMap((path) => sentencesIn(read(path)).map((one) => `${path}:${one}`));
    expect(made).toEqual([]);
  });

  it('have no exception that is not needed', () => {
    const idle = Object.keys(exceptions).filter((path) => sentencesIn(read(path)).length === 0);
    expect(idle).toEqual([]);
  });
});
