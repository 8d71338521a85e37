import { describe, expect, it } from 'vitest';
import { failureText } from '../../../src/words/run/failure-text.ts';
import { firstFailure } from '../../../src/words/run/first-failure.ts';

const detail = [
  '    def test_add():',
  '>       assert add(1, 2) == 3',
  'E       assert 2 == 3',
  'E        +  where 2 = add(1, 2)',
  '',
  'tests/test_add.py:5: AssertionError',
].join('\n');
const add = { id: 'tests/test_add.py::test_add', message: 'assert 2 == 3', detail };
const other = { id: 'tests/test_add.py::test_other', message: 'boom', detail: 'E   boom' };

function source(): readonly string[] {
  return ['', '', '', '', '    assert add(1, 2) == 3'];
}

describe('the first failure', () => {
  it('is the test, the line that failed and the assertion', () => {
    const text = failureText({ failed: [add, other], conclusion: 'failure', source: () => null });
    expect(firstFailure(text, [add.id, other.id])).toBe(
      [
        'tests/test_add.py::test_add',
        '>   assert add(1, 2) == 3',
        'E       assert 2 == 3',
        'E        +  where 2 = add(1, 2)',
      ].join('\n'),
    );
  });

  it('takes the line from the file where the traceback shows none', () => {
    const short = { ...add, detail: 'E   assert 2 == 3\n\ntests/test_add.py:5: AssertionError' };
    const text = failureText({ failed: [short], conclusion: 'failure', source });
    expect(firstFailure(text, [add.id])).toContain('\n>   assert add(1, 2) == 3\n');
  });

  it('takes no line of another test', () => {
    const text = failureText({ failed: [other, add], conclusion: 'failure', source: () => null });
    expect(firstFailure(text, [other.id, add.id])).toBe('tests/test_add.py::test_other\nE   boom');
  });

  it('is none where no assertion is told', () => {
    expect(firstFailure('The test run ended with "failure", but no test failed.', [])).toBeNull();
    expect(firstFailure('E   assert 1 == 2', [])).toBeNull();
  });
});
