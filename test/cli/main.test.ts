import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { runCommand } from '../../src/cli/main.ts';
import { captured } from './captured.ts';

describe('cadence', () => {
  it('lists its commands', async () => {
    for (const argv of [[], ['--help'], ['-h'], ['help']]) {
      const { code, out } = await captured(() => runCommand(argv));
      expect(code).toBe(0);
      for (const { name } of commands) expect(out).toContain(`cadence ${name}`);
    }
  });

  it.each(commands.map(({ name }) => name))('%s tells how it is used, by itself', async (name) => {
    const { code, out, err } = await captured(() => runCommand([name, '--help']));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`cadence ${name}`);
  });

  it('asks whether another command was meant', async () => {
    const { code, out, err } = await captured(() => runCommand(['evalute']));
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: 'cadence: there is no command evalute: did you mean evaluate?\n',
    });
    expect((await captured(() => runCommand(['xyzzy']))).err).toContain('demo, try, serve');
  });

  it('prints the schema of the policy as JSON', async () => {
    const { code, out } = await captured(() => runCommand(['schema']));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ title: 'Cadence policy', type: 'object' });
  });
});
