import { describe, expect, it } from 'vitest';
import { commandFile, commandFiles } from '../../../src/task/commands/command-files.ts';
import { commandNames } from '../../../src/task/commands/shared/command-names.ts';
import { commandWords } from '../../../src/words/commands/command-words.ts';

describe('the files of commands', () => {
  it('stand in the list under their own names, in its order', () => {
    expect(commandFiles.map(({ row }) => row.name)).toEqual([...commandNames]);
    expect(commandNames.map((name) => commandFile(name).row.name)).toEqual([...commandNames]);
  });

  it('say what they ask for exactly where the usage has words that the command cannot do without', () => {
    const built = commandFiles.filter(({ row }) => row.built === 'yes');
    const needy = built.filter(({ row }) => row.usage.includes('<')).map(({ row }) => row.name);
    const asking = built.map(({ row }) => row.name).filter((name) => commandWords[name].asksFor);
    expect(asking).toEqual(needy);
  });
});
