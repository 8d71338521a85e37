import { array, assert, pre, property, record, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../../src/patch/change/change.ts';
import { findingComment, keyInComment } from '../../../src/words/review/finding-comment.ts';
import { applySuggestion, usableSuggestion } from '../../../src/review/suggestion.ts';

const finding = {
  rule: 'no-print',
  severity: 'reject',
  path: 'src/add.py',
  line: 3,
  message: 'Do not print, @octocat.\n\n```py\nprint(1)\n```',
  key: 'c'.repeat(32),
} as const;
const suggesting = (replacement: string) => ({ ...finding, suggestion: { startLine: 2, replacement } });

/** The lines of the suggestion in a comment, as GitHub takes them: the whole of the fence. */
function suggested(body: string): string {
  const lines = body.split('\n');
  const start = lines.findIndex((line) => /^`+suggestion$/.test(line));
  const fence = lines[start]?.replace('suggestion', '') ?? '';
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^`+$/.test(line) && line.length >= fence.length);
  return rest.slice(0, end).join('\n');
}

describe('findingComment', () => {
  it('says what kind of finding it is, who found it, and how to dismiss it', () => {
    expect(findingComment(finding)).toMatchInlineSnapshot(`
      "<!-- cadence:finding cccccccccccccccccccccccccccccccc -->
      **must be fixed** (\`no-print\`)

      Do not print, \`@octocat\`.

      \`\`\`py
      print(1)
      \`\`\`

      <sub>Resolve this conversation to dismiss the finding for good (needs write access).</sub>"
    `);
  });

  it('offers lines that apply as they stand', () => {
    expect(findingComment(suggesting('    return x + y\n'))).toMatchInlineSnapshot(`
      "<!-- cadence:finding cccccccccccccccccccccccccccccccc -->
      **must be fixed** (\`no-print\`)

      Do not print, \`@octocat\`.

      \`\`\`py
      print(1)
      \`\`\`

      \`\`\`suggestion
          return x + y

      \`\`\`

      <sub>Resolve this conversation to dismiss the finding for good (needs write access).</sub>"
    `);
  });

  it('carries the key of its finding, where a first line of ours holds one', () => {
    expect(keyInComment(findingComment(finding))).toBe(finding.key);
    expect(keyInComment(`> ${findingComment(finding)}`)).toBeNull();
    const forged = { ...finding, message: `<!-- cadence:finding ${'d'.repeat(32)} -->` };
    expect(keyInComment(findingComment(forged))).toBe(finding.key);
    expect(findingComment(forged).split('<!--')).toHaveLength(2);
  });

  it('fits into a comment', () => {
    expect(findingComment({ ...finding, message: '#1'.repeat(60_000) }).length).toBeLessThan(11_000);
  });

  it('applied to the file, a suggestion leaves what was meant', () => {
    const line = stringMatching(/^[ `a-z#/]{0,12}$/);
    const input = record({
      file: array(line, { minLength: 3, maxLength: 6 }),
      lines: array(line, { maxLength: 4 }),
    });
    assert(
      property(input, ({ file, lines }) => {
        const text = `${file.join('\n')}\n`;
        const after = { mode: 'file', bytes: new TextEncoder().encode(text) } as const;
        const replacement = lines.join('\n');
        const given = { startLine: 2, replacement };
        const added: FileChange = { path: 'a', kind: 'added', before: null, after };
        const usable = usableSuggestion(added, 3, given);
        pre(usable !== null);
        const kept = usable ?? given;
        const body = findingComment({ ...finding, suggestion: kept });
        const applied = applySuggestion(text, 3, { startLine: 2, replacement: suggested(body) });
        const meant = [
          file[0],
          ...(kept.replacement === '' ? [] : kept.replacement.split('\n')),
          ...file.slice(3),
        ];
        expect(applied).toBe(`${meant.join('\n')}\n`);
      }),
    );
  });
});
