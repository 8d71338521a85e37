import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generator } from '../../../../src/cli/story/page/render-page.ts';
import { clearKept } from '../../../../src/cli/story/set-up/kept-directory.ts';
import { scratch } from '../../kept-run.ts';

describe('the directory of --keep', () => {
  it('is made where it is not there', async () => {
    const dir = join(await scratch(), 'a/b');
    expect(await clearKept(dir)).toBeNull();
    expect(await readdir(dir)).toEqual([]);
  });

  it('loses what an earlier run left, and nothing else', async () => {
    const dir = await scratch();
    for (const name of ['repo.git', 'data']) await mkdir(join(dir, name));
    for (const name of ['record.pub', 'record.jsonl', 'notes.txt']) await writeFile(join(dir, name), '');
    await writeFile(join(dir, 'page.html'), `<head>${generator}</head>`);
    expect(await clearKept(dir)).toBeNull();
    expect(await readdir(dir)).toEqual(['notes.txt']);
  });

  it('is taken again after a run that ended early: it left its page and no record', async () => {
    const dir = await scratch();
    await writeFile(join(dir, 'page.html'), `<head>${generator}</head>`);
    await writeFile(join(dir, 'requests.jsonl'), '');
    expect(await clearKept(dir)).toBeNull();
    expect(await readdir(dir)).toEqual([]);
  });

  it.each(['repo.git', 'data'])('is not taken where it holds a %s of somebody else', async (name) => {
    const dir = await scratch();
    await mkdir(join(dir, name));
    expect(await clearKept(dir)).toContain(`holds a ${name} that no run of Cadence left there`);
    expect(await readdir(dir)).toEqual([name]);
  });

  it('is not taken where it holds a page of somebody else', async () => {
    const dir = await scratch();
    await writeFile(join(dir, 'page.html'), '<h1>Mine</h1>');
    await writeFile(join(dir, 'record.pub'), '');
    expect(await clearKept(dir)).toContain('holds a page.html that no run of Cadence left there');
    expect(await readdir(dir)).toContain('page.html');
  });
});
