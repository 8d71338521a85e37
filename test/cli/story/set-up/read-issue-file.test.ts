import { describe, expect, it } from 'vitest';
import { readIssueFile } from '../../../../src/cli/story/set-up/read-issue-file.ts';

describe('readIssueFile', () => {
  it.each([
    ['a heading and a text', '# Fix it\n\nPlease.\n', 'Fix it', 'Please.'],
    ['a heading alone', '## Fix it ##\n', 'Fix it', ''],
    ['a text before the heading', 'Hello.\n\n# Fix it\nNow.\n', 'Fix it', 'Hello.\n\nNow.'],
    ['an underlined heading', 'Fix it\n======\nNow.\n', 'Fix it', 'Now.'],
    ['a second heading', '# One\n# Two\n', 'One', '# Two'],
    ['a comment in a fence', '```sh\n# not this\n```\n# This\n', 'This', '```sh\n# not this\n```'],
    ['a fence inside a longer one', '````\n```\n# no\n````\n# Yes\n', 'Yes', '````\n```\n# no\n````'],
    ['Windows line ends and a byte order mark', '\uFEFF# Fix it\r\nNow.\r\n', 'Fix it', 'Now.'],
  ])('reads %s', (_what, text, title, body) => {
    expect(readIssueFile(text)).toEqual({ kind: 'issue', title, body });
  });

  it.each([
    ['no heading', 'Just words.\n', /has no heading/],
    ['nothing', '', /has no heading/],
    ['a heading in code alone', '```\n# no\n```\n', /has no heading/],
    ['a hash without a space', '#tag\n', /has no heading/],
    ['a heading without words', '#\nwords\n', /without words/],
    ['a title that GitHub would refuse', `# ${'x'.repeat(257)}\n`, /GitHub takes 256/],
    ['a text that GitHub would refuse', `# x\n${'y'.repeat(65_537)}`, /GitHub takes 65536/],
  ])('refuses %s', (_what, text, message) => {
    expect(readIssueFile(text)).toEqual({ kind: 'wrong', message: expect.stringMatching(message) });
  });
});
