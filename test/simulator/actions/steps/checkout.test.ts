import { afterEach, describe, expect, it } from 'vitest';
import { closeWorlds, conclusions, logOf, open, pushed, stepsFile } from '../support/worlds.ts';

afterEach(closeWorlds);

describe('checkout', () => {
  it('puts a pushed branch into place, with its last commit alone', async () => {
    const w = await pushed(
      stepsFile(
        'push',
        '{ uses: actions/checkout@v4, id: c }',
        '{ run: "git rev-list --count HEAD; git branch --show-current; git remote; test $(git rev-parse HEAD) = ${{ steps.c.outputs.commit }}" }',
      ),
    );
    expect(conclusions(w)).toEqual({ a: 'success' });
    expect(logOf(w)).toContain('\n1\nmain\n');
  });

  it('brings the history when asked for all of it, and a directory of its own', async () => {
    const w = await open();
    await w.push('main', { file: '1' });
    await w.push(
      'main',
      stepsFile(
        'push',
        '{ uses: actions/checkout@v4, with: { fetch-depth: 0, path: sub } }',
        '{ run: "ls; git -C sub rev-list --count HEAD" }',
      ),
    );
    await w.settled();
    expect(logOf(w)).toContain('\nsub\n3\n');
  });

  it('takes another ref of the same repository', async () => {
    const w = await open();
    await w.push('other', { only: 'there' });
    await w.push(
      'main',
      stepsFile('push', '{ uses: actions/checkout@v4, with: { ref: other } }', '{ run: cat only }'),
    );
    await w.settled();
    expect(logOf(w)).toContain('\nthere\n');
  });

  it.each([
    ['{ ref: nowhere }', "##[error]The process 'git fetch' failed with exit code 128"],
    ['{ repository: someone/else }', "##[error]The repository 'someone/else' cannot be checked out here."],
  ])('fails with %s', async (inputs, line) => {
    const w = await pushed(stepsFile('push', `{ uses: actions/checkout@v4, with: ${inputs} }`));
    expect(conclusions(w)).toEqual({ a: 'failure' });
    expect(logOf(w)).toContain(line);
  });
});
