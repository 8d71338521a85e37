import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignMarkdown, neutralise, quoted, type WordPlace } from '../../../src/github/words/neutralise.ts';

const places: readonly WordPlace[] = ['title', 'markdown', 'commit'];

/** What GitHub closes by, read more generously than GitHub says. */
const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b[^\p{L}]*(?:[\w.-]+\/[\w.-]+)?#\d+/iu;
const skip = /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]|\*\*\*NO_CI\*\*\*|skip-checks: ?true/i;

/** What is left of Markdown outside code, as CommonMark reads spans and fences. */
function prose(markdown: string): string {
  const outside: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const mark: string | undefined = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null && mark) fence = mark;
    else if (fence !== null && line.trim() !== '' && line.trim().startsWith(fence) && /^[`~\s]+$/.test(line))
      fence = null;
    else if (fence === null) outside.push(line);
  }
  return outside.join('\n').replace(/(?<![\\`])(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '\u2420');
}

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
    ['- `x`: 1 < 2, a @ b, 50 % #tag', '- `x`: 1 \\< 2, a @ b, 50 % #tag'],
  ])('turns %j into %j', (text, expected) => {
    expect(neutralise(text, 'markdown')).toBe(expected);
  });
});

/** Text made of what the rules look for, so that rules meet each other. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...[
        'fixes ',
        'closes: ',
        '#12',
        '#',
        '12',
        'GH-3',
        '@octocat',
        '@',
        'a',
        ' ',
        '\n',
        '\n\n',
        '\\',
        '`',
        '``',
      ],
      ...[
        '```',
        '~~~',
        '<',
        '>',
        '<!--',
        '-->',
        '&#35;',
        '&num;',
        ';',
        '[',
        ']',
        '(',
        ')',
        ':',
        '!',
        '|',
        '-',
        '--',
      ],
      ...[
        'https://e.example/',
        'http://',
        'www.e.example',
        '/cadence stop',
        '/',
        '[skip ci]',
        '[skip',
        ' ci]',
        '*',
      ],
      ...[
        '***NO_CI***',
        'skip-checks:true',
        '\u200b',
        '\u202e',
        '\r',
        '\ud800',
        '\t',
        '    ',
        '> ',
        '- ',
        '1. ',
        '_',
      ],
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

describe('neutralise whatever it is given', () => {
  it.each(places)('changes nothing the second time (%s)', (place) => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        const once = neutralise(text, place);
        expect(neutralise(once, place)).toBe(once);
      }),
      { numRuns: 2_000 },
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
        if (place === 'markdown') {
          expect(safe).not.toMatch(/^\/[a-z]/im);
          expect(read).not.toMatch(/(?<![a-z0-9])www\.[a-z]/i);
          expect(read).not.toMatch(/(?<!\\)(?:\\\\)*<|(?<!\\)(?:\\\\)*\](?=[([:])/);
          expect(read).not.toContain('`');
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it.each(places)('never makes a text five times as long (%s)', (place) => {
    fc.assert(fc.property(hostile, (text) => neutralise(text, place).length <= text.length * 5 + 8));
  });

  it('reads a long hostile line in no time', () => {
    const bodies = [
      '`'.repeat(50_000),
      '\\'.repeat(50_000),
      '`a``'.repeat(15_000),
      '> '.repeat(25_000),
      '[skip '.repeat(9_000),
    ];
    const before = performance.now();
    for (const body of bodies) for (const place of places) neutralise(body, place);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe('what is put into our own text', () => {
  it('is cut with a note, before it is neutralised', () => {
    const text = foreignMarkdown(`\`\`\`\n${'x'.repeat(500)}\n\`\`\``, 200);
    expect(text.length).toBeLessThanOrEqual(200);
    expect(text).toMatch(/characters left out\]\n```$/);
  });

  it('keeps its bound where escapes make it longer', () => {
    expect(foreignMarkdown('#1'.repeat(400), 900).length).toBeLessThanOrEqual(900);
  });

  it('is quoted line by line', () => {
    expect(quoted('# Approved\n\n/merge', 100)).toBe('> # Approved\n>\n> \\/merge');
  });
});
