import * as fc from 'fast-check';

/** Few different lines: blocks repeat, and look like headers, hunks and markers. */
const line = fc.constantFrom(
  '',
  'a',
  'b',
  '  c',
  '\td',
  '...',
  '-- x',
  '++ y',
  '@@',
  'é',
  'e ',
  '\\ No',
  'diff --git a/x b/x',
);
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
  .map(([lines, final]) => lines.join('\n') + (final && lines.length > 0 ? '\n' : ''));
const path = fc.constantFrom('a.py', 'b/c.py', 'with space.py', 'é.txt', 'tab\there', 'quote".py', 'a/a/x');
/** Texts by their paths. */
export const tree = fc.dictionary(path, text, { maxKeys: 3, noNullPrototype: true });
