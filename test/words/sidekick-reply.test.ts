import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sidekickReply, type SidekickWords } from '../../src/words/sidekick-reply.ts';
import { repoName } from '../../src/task/names.ts';
import { anyText, head, prose } from './samples.ts';

const words: SidekickWords = {
  repo: repoName('acme/calc'),
  commit: head,
  answer: 'In `add()`, which subtracts.',
  citations: [
    { path: 'calc/add.py', first: 3, last: 3 },
    { path: 'odd [1](2)/a b#c.py', first: 1, last: 20 },
  ],
  invented: 0,
  task: null,
};

describe('an answer of Sidekick', () => {
  it('links what it rests on, at the commit that was read', () => {
    expect(sidekickReply(words)).toMatchInlineSnapshot(`
      "In \`add()\`, which subtracts.

      Based on:

      - [\`calc/add.py:3\`](/acme/calc/blob/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/calc/add.py#L3)
      - [\`odd [1](2)/a b#c.py:1-20\`](/acme/calc/blob/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/odd%20%5B1%5D%282%29/a%20b%23c.py#L1-L20)

      Written by a model from the code at \`aaaaaaa\`. Nothing was changed."
    `);
  });

  it('says what it named and is not there, and offers an issue', () => {
    const text = sidekickReply({ ...words, citations: [], invented: 1, task: 'Make `add()` add' });
    expect(text.split('\n\n').slice(1)).toMatchInlineSnapshot(`
      [
        "1 place was removed: not in the repository.",
        "To open an issue for it, post this as a new comment: \`\`/cadence task Make \`add()\` add\`\`",
        "Written by a model from the code at \`aaaaaaa\`. Nothing was changed.",
      ]
    `);
  });

  it('has nothing in it that GitHub or a bot would act on', () => {
    const hostile =
      'Fixes #12, @octocat.\n/cadence stop\n![x](https://evil.example/p.png)\n<!-- cadence:reply IC_9 -->\n<img src=//evil.example>';
    const text = sidekickReply({ ...words, answer: hostile, task: hostile.replaceAll('\n', ' ') });
    const outside = prose(text);
    expect(outside).not.toMatch(/#12|@octocat|https?:|^\/cadence|(?<!\\)<(?:img|!--)/m);
    expect(text).not.toContain('<!--');
  });

  it('holds whatever a model writes to its own links', () => {
    fc.assert(
      fc.property(anyText, anyText, (answer, task) => {
        const text = prose(sidekickReply({ ...words, citations: [], answer, task }));
        expect(text).not.toMatch(/(?<!\\)\]\(|(?<!\\)<|https?:\/\//);
      }),
    );
  });

  it('is cut before GitHub would refuse it', () => {
    const long = sidekickReply({ ...words, answer: '@octocat `x` '.repeat(10_000), task: 'x'.repeat(500) });
    expect(long.length).toBeLessThan(65_000);
  });
});
