import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands, parseCommand } from '../../src/task/command.ts';

function parsed(body: string): string | null {
  const command = parseCommand(body);
  if (!command) return null;
  return command.kind === 'command'
    ? [command.row.name, command.words].join('|')
    : `unknown ${command.typed}, ${command.suggestion}?`;
}

describe('a command', () => {
  it.each([
    ['/cadence status', 'status|'],
    ['/cadence retry use a loop', 'retry|use a loop'],
    ['   /cadence stop', 'stop|'],
    ['/cadence\tretry\tnow', 'retry|now'],
    ['/cadence   retry   with  care  ', 'retry|with care'],
    ['/cadence status\nand some more text', 'status|'],
    ['/cadence status\r\nmore', 'status|'],
  ])('is read from %j', (body, expected) => {
    expect(parsed(body)).toBe(expected);
  });

  it.each([
    ['a quotation', '> /cadence stop'],
    ['a code block by fence', '```\n/cadence stop\n```'],
    ['a code block by indent', '    /cadence stop'],
    ['a code block by tab', '\t/cadence stop'],
    ['inline code', '`/cadence stop`'],
    ['the middle of a sentence', 'please /cadence stop'],
    ['the second line', 'Hello\n/cadence stop'],
    ['the line after an empty one', '\n/cadence stop'],
    ['another word', '/cadences stop'],
    ['another word with a dash', '/cadence-stop'],
    ['capitals', '/Cadence stop'],
    ['a look-alike letter', '/cаdence stop'],
    ['a no-break space', '/cadence\u00a0stop'],
    ['a zero-width space', '/cadence\u200b stop'],
    ['a hidden comment', '<!-- /cadence stop -->'],
    ['nothing', ''],
  ])('is not read from %s', (_what, body) => {
    expect(parsed(body)).toBeNull();
  });

  it.each([
    ['/cadence', 'unknown , help?'],
    ['/cadence retyr', 'unknown retyr, retry?'],
    ['/cadence Stop', 'unknown Stop, stop?'],
    ['/cadence statuss now', 'unknown statuss, status?'],
    ['/cadence deploy', 'unknown deploy, null?'],
    ['/cadence stop\u00a0now', 'unknown stop\u00a0now, null?'],
    [`/cadence ${'x'.repeat(500)}`, `unknown ${'x'.repeat(40)}, null?`],
  ])('that is none is told with what may have been meant: %j', (body, expected) => {
    expect(parsed(body)).toBe(expected);
  });

  it('is read or not, and never throws, whatever people write', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseCommand(text)).toBeNull();
        expect(parseCommand(`/cadence ${text}`)).not.toBeUndefined();
      }),
    );
  });
});

describe('the table of commands', () => {
  it('names each once, with its usage first', () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
    expect(commands.filter(({ name, usage }) => !(usage === name || usage.startsWith(`${name} `)))).toEqual(
      [],
    );
  });

  it('asks for write where something is changed', () => {
    expect(commands.filter(({ right }) => right === 'read').map(({ name }) => name)).toEqual([
      'help',
      'status',
    ]);
    expect(commands.filter(({ right }) => right !== 'read' && right !== 'write')).toEqual([]);
  });
});
