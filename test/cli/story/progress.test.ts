import { describe, expect, it } from 'vitest';
import { moment } from '../../../src/words/entries/moment.ts';
import { columnsOf } from '../../../src/words/wrap.ts';
import { createProgress, renderMoment } from '../../../src/cli/story/progress.ts';

const escape = '\u001B[31m';

describe('progress', () => {
  it('is a line with the time and the phase, and its details below', () => {
    const told = moment('Test', 'green', 'run 7 is green', ['3 tests', 'in 0.1 s']);
    expect(renderMoment(told, 12_340, 'plain')).toMatchInlineSnapshot(`
      "  12.3 s  Test      ✓ run 7 is green
                            3 tests
                            in 0.1 s
      "
    `);
  });

  it('is at most 100 columns wide, whatever it tells', () => {
    const long = 'a sentence that goes on for some time and then ends '.repeat(6);
    const told = moment('Cancelled', 'red', long, [
      long,
      'tests/test_x.py::test_'.repeat(12),
      '字'.repeat(90),
    ]);
    const lines = renderMoment(told, 99_999_000, 'plain').split('\n');
    expect(lines.length).toBeGreaterThan(9);
    expect(lines.filter((line) => columnsOf(line) > 100)).toEqual([]);
    for (const line of lines.slice(1, -1)) expect(line).toMatch(/^ {22}\S| {24}\S/);
  });

  it('is coloured on a terminal and plain in a pipe', () => {
    const terminal = [] as string[];
    const pipe = [] as string[];
    const told = moment('Test', 'red', 'run 7 is red');
    createProgress(
      { write: (text) => terminal.push(text), isTTY: true, hasColors: () => true },
      () => 0,
    )(told);
    createProgress({ write: (text) => pipe.push(text) }, () => 0)(told);
    expect(terminal.join('')).toContain(escape);
    expect(pipe.join('')).not.toContain('\u001B');
  });

  it('honours a terminal that wants no colours', () => {
    const written: string[] = [];
    const stream = { write: (text: string) => written.push(text), isTTY: true, hasColors: () => false };
    createProgress(stream, () => 0)(moment('Test', 'red', 'x'));
    expect(written.join('')).not.toContain('\u001B');
  });

  it('counts the time from its start', () => {
    let now = 5_000;
    const written: string[] = [];
    const tell = createProgress({ write: (text) => written.push(text) }, () => now);
    now = 7_500;
    tell(moment('Test', 'step', 'x'));
    expect(written.join('')).toMatch(/^ +2\.5 s/);
  });

  it('does not let what others wrote steer the terminal', () => {
    const hostile = `a${escape}b\u0007c\rd\u202Ee\u009Bf\ng`;
    const line = renderMoment(moment('Test', 'note', hostile, [hostile]), 0, 'plain');
    expect(line.split('\n')).toHaveLength(3);
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    expect(line).not.toMatch(/[\u0007\r\u001B\u009B\u202E]/);
  });
});
