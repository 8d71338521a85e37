import { describe, expect, it } from 'vitest';
import { elision } from '../../../src/patch/land/elision.ts';

describe('a line that stands for others', () => {
  it.each([
    '# ...',
    '    # … ',
    '/* ... */',
    '<!-- rest of the file -->',
    '    # ... rest of the class unchanged',
    '// … existing code …',
    '# other methods remain the same ...',
    '# (unchanged)',
    '# rest of the code',
    '# existing code here',
  ])('is seen in %j', (line) => {
    expect(elision(['x = 1'], ['x = 2', line])).toBe(line.trim());
  });

  it.each([
    '...',
    '    ...',
    'x = [1, ...]',
    '# rest of the arguments are joined',
    '# remaining time, in seconds',
    '# an existing user is kept',
    'print("... unchanged")',
    '# and so on...',
  ])('is not seen in %j', (line) => {
    expect(elision(['x = 1'], ['x = 2', line])).toBeNull();
  });

  it('is none where the old file has it too', () => {
    expect(elision(['# ...'], ['x = 1', '# ...'])).toBeNull();
  });
});
