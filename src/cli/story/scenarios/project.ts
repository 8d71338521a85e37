import { draft } from '../script-replies.ts';
import type { IssueText } from '../set-up/read-issue-file.ts';

/** The toy project of the stories: `add()` is off by one, and nothing tests it. */
export const project: Readonly<Record<string, string>> = {
  'README.md': '# demo\n\nA few utilities, and tests for some of them.\n',
  'utils/__init__.py': '',
  'utils/add.py': 'def add(x, y):\n    """The sum of two numbers."""\n    return x - 1 + y\n',
  'utils/greet.py': 'def greet(name):\n    return f"Hello, {name}!"\n',
  'tests/test_greet.py':
    'from utils.greet import greet\n\n\ndef test_greet():\n    assert greet("Ada") == "Hello, Ada!"\n',
};

export const issue: IssueText = {
  title: 'add() returns the wrong sum',
  body: [
    '`add(2, 3)` returns 4. It should return 5.',
    '',
    'The sum is one too small whatever the numbers are, also when they are negative.',
  ].join('\n'),
};

export const specification = draft({
  title: 'Make add() return the sum',
  goal: 'add(x, y) in utils/add.py returns the sum of its two arguments.',
  acceptance: ['add(2, 3) returns 5', 'add(-2, -3) returns -5'],
  filesInScope: ['utils/add.py'],
});

export const testFile = 'tests/test_add.py';
export const tests = [
  'from utils.add import add',
  '',
  '',
  'def test_add():',
  '    assert add(2, 3) == 5',
  '',
  '',
  'def test_add_negative():',
  '    assert add(-2, -3) == -5',
  '',
].join('\n');

/** The edit of `add()` that leaves this line. */
export function addReturns(line: string): { path: string; search: string; replace: string } {
  return { path: 'utils/add.py', search: '    return x - 1 + y', replace: line };
}
