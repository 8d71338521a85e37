import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { closeWorlds, conclusions, lastRun, logOf, pushed, stepsFile } from '../support/worlds.ts';

afterEach(closeWorlds);

const make =
  '{ run: "mkdir -p out/deep .git; touch out/a.xml out/b.txt out/deep/c.xml out/.hidden; ln -s /etc/hostname out/link" }';

function upload(inputs: string): string {
  return `{ uses: actions/upload-artifact@v4, with: { ${inputs} } }`;
}

describe('upload-artifact', () => {
  it.each([
    ['a file at the root', 'path: out/a.xml', ['a.xml']],
    [
      'a directory from its own root, without hidden files and links',
      'path: out',
      ['a.xml', 'b.txt', 'deep/c.xml'],
    ],
    [
      'hidden files when asked',
      'path: out, include-hidden-files: true',
      ['.hidden', 'a.xml', 'b.txt', 'deep/c.xml'],
    ],
    ['a pattern', 'path: "out/**/*.xml"', ['a.xml', 'deep/c.xml']],
    ['less what is left out again', 'path: "out\\n!out/deep/**"', ['a.xml', 'b.txt']],
    ['several under what they share', 'path: "out/a.xml\\nout/deep"', ['a.xml', 'deep/c.xml']],
    ['an absolute path', 'path: "${{ github.workspace }}/out/b.txt"', ['b.txt']],
  ])('takes %s', async (_, inputs, names) => {
    const w = await pushed(stepsFile('push', make, upload(inputs)));
    expect(conclusions(w)).toEqual({ a: 'success' });
    const [artifact] = lastRun(w).artifacts;
    expect(Object.keys(unzipSync(artifact?.zip ?? new Uint8Array())).toSorted()).toEqual(names);
    expect(artifact?.name).toBe('artifact');
  });

  it.each([
    ['path: none', 'success', '##[warning]No files were found with the provided path: none.'],
    ['path: none, if-no-files-found: ignore', 'success', 'No files were found with the provided path: none.'],
    [
      'path: none, if-no-files-found: error',
      'failure',
      '##[error]No files were found with the provided path: none.',
    ],
    ['name: x', 'failure', '##[error]Input required and not supplied: path'],
    ['path: out, name: "a/b"', 'failure', '##[error]The artifact name is not valid: a/b.'],
  ])('with %s is a %s', async (inputs, conclusion, line) => {
    const w = await pushed(stepsFile('push', make, upload(inputs)));
    expect(conclusions(w)).toEqual({ a: conclusion });
    expect(logOf(w)).toContain(`\n${line}`);
    expect(lastRun(w).artifacts).toEqual([]);
  });

  it('takes a name once, unless it is to be overwritten', async () => {
    const w = await pushed(
      stepsFile(
        'push',
        make,
        upload('path: out/a.xml'),
        upload('path: out/b.txt, overwrite: true'),
        upload('path: out'),
      ),
    );
    expect(conclusions(w)).toEqual({ a: 'failure' });
    expect(logOf(w)).toContain('an artifact with this name already exists');
    expect(lastRun(w).artifacts.map(({ zip }) => Object.keys(unzipSync(zip)))).toEqual([['b.txt']]);
  });
});
