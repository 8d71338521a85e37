import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { read } from '../rules/house.ts';
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

  it('prints no help wider than a terminal', async () => {
    for (const argv of [['--help'], ...commands.map(({ name }) => [name, '--help'])]) {
      const { out } = await captured(() => runCommand(argv));
      expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
    }
  });

  it.each(commands.map(({ name }) => name))('%s tells what its exit codes mean', async (name) => {
    const { out } = await captured(() => runCommand([name, '--help']));
    expect(out).toMatch(/^Exit codes: 0 [\s\S]* 2 [\s\S]* 3 /m);
  });

  it('prints its version', async () => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')));
    for (const argv of [['--version'], ['-v']])
      expect(await captured(() => runCommand(argv))).toEqual({
        code: 0,
        out: `cadence ${version}\n`,
        err: '',
      });
  });

  it.each(commands.map(({ name }) => name))(
    '%s refuses an option that there is not with exit code 2, one sentence and nothing on stdout',
    async (name) => {
      const { code, out, err } = await captured(() => runCommand([name, '--nonsense']));
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(new RegExp(`^cadence ${name}: --nonsense is not known\\. Usage: .*\\n$`));
    },
  );

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
