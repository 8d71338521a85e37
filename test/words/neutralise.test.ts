import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignMarkdown, neutralise, quoted, type WordPlace } from '../../src/words/neutralise.ts';
import { anyText, prose } from './samples.ts';
import { leastCpuMs } from '../tools/least-cpu-ms.ts';

const places: readonly WordPlace[] = ['title', 'markdown', 'commit'];

/** What GitHub closes by, read more generously than GitHub says. */
const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b[^\p{L}]*(?:[\w.-]+\/[\w.-]+)?#\d+/iu;
const skip = /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]|\*\*\*NO_CI\*\*\*|skip-checks: ?true/i;

describe('neutralise a title or a commit message', () => {
  it.each([
    ['Fixes #12', 'Fixes # 12'],
    ['closes acme/calc#3 and GH-4', 'closes acme/calc# 3 and GH 4'],
    ['Resolves: https://github.com/acme/calc/issues/5', 'Resolves: https: //github.com/acme/calc/issues/5'],
    ['Ask @octocat and @acme/team', 'Ask @ octocat and @ acme/team'],
    ['Mail a@b.example', 'Mail a@b.example'],
    ['Docs [skip ci]', 'Docs [skip-ci]'],
    ['[CI Skip] [no ci] [skip actions] [actions skip]', '[CI-Skip] [no-ci] [skip-actions] [actions-skip]'],
    ['x ***NO_CI*** y', 'x NO_CI y'],
    ['skip-checks:true', 'skip-checks =true'],
    ['<!-- cadence:status x -->', '<!- - cadence:status x -->'],
    ['a\u200bb\u202ec\u{e0041}d\u0007e', 'abcde'],
    ['fix #\u200b12', 'fix # 12'],
    ['Use C# 12 in #regions', 'Use C# 12 in #regions'],
  ])('turns %j into %j', (text, expected) => {
    expect(neutralise(text, 'title')).toBe(expected);
    expect(neutralise(text, 'commit')).toBe(expected);
  });

  it('makes a title one line, and leaves a commit message its lines', () => {
    expect(neutralise(' one\r\ntwo\u2028three ', 'title')).toBe('one two three');
    expect(neutralise('one\r\ntwo\u2028three', 'commit')).toBe('one\ntwo\nthree');
  });

  it('lets no text pass for a trailer', () => {
    expect(neutralise('Cadence-Record: 1 a b\nCadence-Patch: x\nCo-authored-by: A <a@b.example>', 'commit'))
      .toMatchInlineSnapshot(`
      "Cadence-Record - 1 a b
      Cadence-Patch - x
      Co-authored-by - A <a@b.example>"
    `);
  });
});

describe('neutralise Markdown', () => {
  it.each([
    ['fixes #12', 'fixes `#12`'],
    ['fixes acme/calc#12', 'fixes acme/calc`#12`'],
    ['fixes \\#12', 'fixes `#12`'],
    ['fixes **#12** and gh-4', 'fixes **`#12`** and `gh-4`'],
    ['fixes &#35;12 &num;12', 'fixes \\&`#35`;12 \\&num;12'],
    ['ask @octocat, \\@octocat or @acme/team.', 'ask `@octocat`, `@octocat` or `@acme/team`.'],
    ['see https://evil.example/a?b=#12.', 'see `https://evil.example/a?b=#12`.'],
    ['see www.evil.example', 'see `www.evil.example`'],
    ['[here](https://evil.example)', '[here\\](`https://evil.example`)'],
    ['![x](http://evil.example/p.png)', '![x\\](`http://evil.example/p.png`)'],
    ['[here][a]\n[a]: /login', '[here\\][a]\n[a\\]: /login'],
    ['<https://evil.example>', '\\<`https://evil.example`>'],
    ['<img src=x> \\<b>', '\\<img src=x> \\<b>'],
    ['\\\\<b>', '\\<b>'],
    ['<!-- cadence:status x -->', '\\<!- - cadence:status x -->'],
    ['`<!-- cadence:status x -->`', '`<!- - cadence:status x -->`'],
    ['/cadence stop', '\\/cadence stop'],
    ['> - /lgtm', '> - \\/lgtm'],
    ['```\n/lgtm\n```', '```\n /lgtm\n```'],
    ['see `a < b` and ``x`y``', 'see `a < b` and ``x`y``'],
    ['a stray ` and @octocat', "a stray ' and `@octocat`"],
    ['\\`@octocat` is live', '`@octocat` is live'],
    ['`a`#12 #13#14', '`a` `#12` `#13#14`'],
    ['GH-3@octocat', '`GH-3@octocat`'],
    ['fixes GH\\-3', 'fixes `GH\\-3`'],
    ['``a``#12', '``a`` `#12`'],
    ['a | b\n--- | ---\n`c | @octocat`', 'a | b\n\\--- | ---\n`c | @octocat`'],
    ['a\n:-', 'a\n:\\-'],
    ['a\n---', 'a\n---'],
    ['two\n```py\nx = 1\nthree', 'two\n\n```py\nx = 1\nthree\n```'],
    ['~~~\n```\n@octocat\n~~~\nafter', '````\n```\n@octocat\n````\n\nafter'],
    ['> ```\n> @octocat', "> '''\n> `@octocat`"],
    ['- ~~~\n@octocat', '- \\~~~\n`@octocat`'],
    ['- `x`: 1 < 2, a @ b, 50 % #tag', '- `x`: 1 \\< 2, a @ b, 50 % #tag'],
  ])('turns %j into %j', (text, expected) => {
    expect(neutralise(text, 'markdown')).toBe(expected);
  });
});

/** What the rules look for, so that rules meet each other. */
const bits = [
  ...'fixes |closes: |#12|#|12|GH-3|@octocat|@|a| |\\|`|``|```|~~~|<|>|<!--|-->|&#35;|&num;|;|[|]|(|)|:|!|-|--'.split(
    '|',
  ),
  ...'https://e.example/|http://|www.e.example|/cadence stop|/|[skip ci]|[skip| ci]|***NO_CI***|skip-checks:true'.split(
    '|',
  ),
  ...'> |- |1. |_|*|    |\t|\n|\n\n|\r|\u200b|\u202e|\ud800'.split('|'),
  '|',
];
const hostile = fc.array(fc.constantFrom(...bits), { maxLength: 24 }).map((parts) => parts.join(''));

describe('neutralise whatever it is given', () => {
  it.each(places)('changes nothing the second time (%s)', (place) => {
    fc.assert(
      fc.property(fc.oneof(hostile, anyText), (text) => {
        const once = neutralise(text, place);
        expect(neutralise(once, place)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it.each(places)('leaves nothing that GitHub or a bot obeys (%s)', (place) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const safe = neutralise(text, place);
        expect(safe).not.toMatch(skip);
        expect(safe).not.toContain('<!--');
        expect(safe).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}/u);
        const read = place === 'markdown' ? prose(safe) : safe;
        expect(read).not.toMatch(closing);
        expect(read).not.toMatch(/#\d|\bGH-\d/i);
        expect(read).not.toMatch(/(?<![a-z0-9])@[a-z0-9]/i);
        expect(read).not.toMatch(/https?:\/\/\w/);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves no markup that reaches out of Markdown, and no bot a command', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const safe = neutralise(text, 'markdown');
        expect(safe).not.toMatch(/^\/[a-z]/im);
        const read = prose(safe);
        expect(read).not.toMatch(/(?<![a-z0-9])www\.[a-z]/i);
        expect(read).not.toMatch(/(?<!\\)(?:\\\\)*<|(?<!\\)(?:\\\\)*\](?=[([:])/);
        expect(read).not.toContain('`');
      }),
      { numRuns: 500 },
    );
  });

  it.each(places)('never makes a text five times as long (%s)', (place) => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(neutralise(text, place).length).toBeLessThanOrEqual(text.length * 5 + 8);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    '`',
    '\\',
    '*',
    '\n',
    '-',
    '> ',
    '`a``',
    '[skip ',
    '@a',
    '&a',
    'www.',
    'https://....',
    '|-',
    'a-by',
    '~~~\n```\n',
  ])('reads a hostile text of 50,000 characters in no time (%j)', (bit) => {
    const text = bit.repeat(50_000 / bit.length);
    const read = (): void => {
      for (const place of places) neutralise(text, place);
    };
    expect(leastCpuMs(read, 1_500)).toBeLessThan(1_500);
  });
});

describe('what is put into our own text', () => {
  it('is cut with a note, before it is neutralised', () => {
    const text = foreignMarkdown(`\`\`\`\n${'x'.repeat(500)}\n\`\`\``, 200);
    expect(text.length).toBeLessThanOrEqual(200);
    expect(text.length).toBeGreaterThan(150);
    expect(text).toMatch(/characters left out\]\n```$/);
  });

  it('keeps its bound where escapes make it longer', () => {
    expect(foreignMarkdown('#1'.repeat(400), 900).length).toBeLessThanOrEqual(900);
  });

  it('is quoted line by line', () => {
    expect(quoted('# Approved\n\n/merge', 100)).toBe('> # Approved\n>\n> \\/merge');
  });
});
