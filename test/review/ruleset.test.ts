import { describe, expect, it } from 'vitest';
import { parseRuleset } from '../../src/review/ruleset.ts';

describe('a ruleset', () => {
  const rules = [
    { type: 'forbid', pattern: 'print\\(' },
    { type: 'require', pattern: 'x', message: 'Say x.', paths: ['src/**'] },
  ];
  it.each([
    ['a list', JSON.stringify(rules, null, 2), [2, 6]],
    ['an object with rules', `\ufeff${JSON.stringify({ rules }, null, 2)}`, [3, 7]],
    ['one line', JSON.stringify(rules), [1, 1]],
  ])('is read from %s, each rule with its line', (_form, text, lines) => {
    const parsed = parseRuleset(text);
    expect(parsed).toEqual({
      kind: 'ruleset',
      rules: [
        {
          type: 'forbid',
          pattern: { source: 'print\\(', test: expect.any(Function) },
          message: null,
          paths: [],
          endings: [],
          line: lines[0],
        },
        {
          type: 'require',
          pattern: { source: 'x', test: expect.any(Function) },
          message: 'Say x.',
          paths: ['src/**'],
          endings: [],
          line: lines[1],
        },
      ],
    });
  });

  it('names languages, each with the endings of its files', () => {
    const parsed = parseRuleset('[{"type": "forbid", "pattern": "a", "languages": ["python", "go"]}]');
    expect(parsed).toMatchObject({ rules: [{ endings: ['.py', '.pyi', '.go'] }] });
  });

  it('may be empty', () => {
    expect(parseRuleset('[]')).toEqual({ kind: 'ruleset', rules: [] });
  });

  it.each([
    ['no JSON', '[\n  {"type": "forbid",\n]', 3, 'This is no JSON.'],
    ['an empty file', '', 1, 'This is no JSON.'],
    ['YAML', '- type: forbid\n', 1, 'This is no JSON.'],
    ['a comma too many', '[\n {"type": "forbid", "pattern": "x"},\n]\n\n\n', 2, 'This comma is one too many'],
    ['a comment', '[\n // no prints\n {"type": "forbid", "pattern": "x"}\n]\n', 2, 'JSON has no comments.'],
    ['a bare word', '{"rules": [\n  {"type": forbid, "pattern": "x"}\n]\n}\n\n', 2, 'A value is expected'],
    [
      'an end that is missing',
      '[\n {"type": "forbid"\n\n\n',
      2,
      'A comma or a closing bracket is expected here, and the text ends.',
    ],
    [
      'brackets without end',
      `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
      1,
      'More than 50 brackets are open here.',
    ],
    [
      'an unknown type',
      '[\n  {"type": "forbid", "pattern": "a"},\n  {\n    "type": "warn",\n    "pattern": "a"\n  }\n]',
      4,
      'type: ',
    ],
    [
      'an unknown language',
      '[\n  {\n    "type": "forbid",\n    "pattern": "a",\n    "languages": ["python",\n      "pyhton"]\n  }\n]',
      6,
      'languages: ',
    ],
    [
      'an unknown key',
      '[\n  {\n    "type": "forbid",\n    "pattern": "a",\n    "langauge": "py"\n  }\n]',
      5,
      '"langauge" is no key of a rule.',
    ],
    ['an unknown key beside the rules', '{\n  "rules": [],\n  "version": 1\n}', 3, '"version" is no key'],
    ['a rule without a pattern', '[\n\n  {"type": "forbid"}\n]', 3, 'pattern: '],
    ['an empty pattern', '[{"type": "forbid", "pattern": ""}]', 1, 'pattern: '],
    ['a pattern that is none', '[\n  {"type": "forbid",\n  "pattern": "("}\n]', 3, 'no regular expression'],
    [
      'a pattern that looks ahead',
      '{"rules": [\n  {"type": "forbid", "pattern": "a(?!b)"}\n]}',
      2,
      'look-ahead and look-behind',
    ],
    [
      'a key given twice',
      '[\n  {"type": "forbid", "pattern": "a",\n  "pattern": "b"}\n]',
      3,
      'is given twice',
    ],
    ['something else', '"forbid"', 1, 'The ruleset: '],
    ['a file without end', `[${' '.repeat(300_000)}]`, 1, 'larger than'],
  ])('is wrong with %s, and the line is named', (_what, text, line, message) => {
    expect(parseRuleset(text)).toEqual({
      kind: 'wrong',
      errors: [{ line, message: expect.stringContaining(message) }],
    });
    const parsed = parseRuleset(text);
    expect(parsed.kind === 'wrong' && parsed.errors[0]?.message.startsWith(`Line ${line}: `)).toBe(true);
  });

  it('names every wrong rule', () => {
    const parsed = parseRuleset('[\n{"type": "no", "pattern": "a"},\n{"type": "forbid", "pattern": 1}\n]');
    expect(parsed.kind === 'wrong' && parsed.errors.map(({ line }) => line)).toEqual([2, 3]);
  });
});
