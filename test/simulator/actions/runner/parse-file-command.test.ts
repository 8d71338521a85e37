import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFileCommand } from '../../../../src/simulator/actions/runner/parse-file-command.ts';
import { parseWorkflowCommand } from '../../../../src/simulator/actions/runner/workflow-command.ts';

describe('parseFileCommand', () => {
  it('reads single lines and blocks', () => {
    const result = parseFileCommand('a=1\nb=x=y\nc<<END\nline 1\n\nline = 2\nEND\nd=\n');
    expect(result.kind === 'read' && [...result.values]).toEqual([
      ['a', '1'],
      ['b', 'x=y'],
      ['c', 'line 1\n\nline = 2'],
      ['d', ''],
    ]);
  });

  it.each(['novalue', 'a<<END\nx', 'a<<\nx\n'])('refuses %j', (text) => {
    expect(parseFileCommand(text).kind).toBe('invalid');
  });

  it('keeps any text inside a block whose end it does not hold', () => {
    assert(
      property(string(), (text) => {
        const value = text.replaceAll(/[\r\n]/g, ' ');
        const result = parseFileCommand(`name<<__end__\n${value}\n__end__\n`);
        expect(result.kind === 'read' && result.values.get('name')).toBe(value);
      }),
    );
  });
});

describe('parseWorkflowCommand', () => {
  it.each([
    [
      '::error file=a.py,line=3,title=It%3A fails::one%0Atwo',
      { name: 'error', properties: { file: 'a.py', line: '3', title: 'It: fails' }, text: 'one\ntwo' },
    ],
    ['::group::Set up', { name: 'group', properties: {}, text: 'Set up' }],
    ['  ::endgroup::', { name: 'endgroup', properties: {}, text: '' }],
  ])('reads %j', (line, expected) => {
    expect(parseWorkflowCommand(line)).toEqual(expected);
  });

  it.each(['plain', 'x ::error::y', '::', ':: x ::y', 'tests/a.py::test_b PASSED'])(
    'leaves %j alone',
    (line) => {
      expect(parseWorkflowCommand(line)).toBeNull();
    },
  );
});
