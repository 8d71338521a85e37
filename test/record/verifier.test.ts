import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyFile } from '../../src/cli/shared/record-files.ts';
import { intentTable, kindRules, namedLists } from '../../src/words/record-tables.ts';
import { run as runDemo } from '../../src/cli/demo.ts';
import { keptRun } from '../cli/kept-run.ts';
import type { LogEntry } from '../../src/record/log-entry.ts';
import { changed, doubled, dropped, shifted, valuesIn } from './altered.ts';
import { signLog } from './sign-log.ts';
import { stories } from './stories.ts';

const dir = mkdtempSync(join(tmpdir(), 'verifier-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const page = readFileSync('docs/record.md', 'utf8');

let made = 0;
function fileOf(entries: readonly LogEntry[], change = (text: string) => text): string {
  const { text, publicKey, checkpoint } = signLog(entries);
  const stem = join(dir, String((made += 1)));
  writeFileSync(`${stem}.jsonl`, change(text));
  writeFileSync(`${stem}.pub`, publicKey);
  writeFileSync(`${stem}.checkpoint`, checkpoint);
  return `${stem}.jsonl`;
}

type Verdict = { readonly holds: boolean; readonly index: number | null };

/** What the program says that was written from the page alone. */
function independent(files: readonly string[]): Verdict[] {
  const said = execFileSync('python3', ['test/record/verifier.py', 'docs/record.md', ...files], {
    encoding: 'utf8',
  });
  const lines = said
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict & { message: string });
  return lines.map(({ holds, index }) => ({ holds, index }));
}

function ours(file: string): Verdict {
  const found = verifyFile(file);
  return { holds: found.kind === 'holds', index: found.kind === 'broken' ? found.index : null };
}

/** Every so many of them: the program is slow, and all kinds are met. */
function some<T>(all: readonly T[], every: number): T[] {
  return all.filter((_one, at) => at % every === 0);
}

const seen = valuesIn(Object.values(stories));
const logs = Object.values(stories);

describe('a verifier that was written from the page', () => {
  it('finds the blocks as the code prints them', () => {
    expect(page).toContain(`\`\`\`kinds\n${kindRules()}\n\`\`\``);
    expect(page).toContain(`\`\`\`intents\n${intentTable()}\n\`\`\``);
    expect(page).toContain(`\`\`\`lists\n${namedLists()}\n\`\`\``);
  });

  it('takes every legal record', () => {
    expect(independent(logs.map((entries) => fileOf(entries)))).toEqual(
      logs.map(() => ({ holds: true, index: null })),
    );
  });

  it('takes the record of a real story, and refuses it with one entry dropped', async () => {
    const kept = await keptRun(runDemo, []);
    const file = join(kept.dir, 'record.jsonl');
    expect(independent([file])).toEqual([{ holds: true, index: null }]);
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.toSpliced(5, 1).join('\n'));
    expect(independent([file])).toEqual([ours(file)]);
    expect(ours(file)).toEqual({ holds: false, index: 5 });
  });

  it('refuses what we refuse, and at the same entry', () => {
    const altered = logs.flatMap((entries, at) => [
      ...some([...dropped(entries), ...doubled(entries), ...shifted(entries)], 5 + at),
      ...some(changed(entries, seen), 31 + at),
    ]);
    const files = altered.map(({ entries }) => fileOf(entries));
    expect(files.length).toBeGreaterThan(200);
    const said = independent(files).map((verdict, at) => Object.assign({ what: altered[at]?.what }, verdict));
    expect(said).toEqual(files.map((file, at) => Object.assign({ what: altered[at]?.what }, ours(file))));
  });

  it.each<[string, (text: string) => string]>([
    ['a flipped letter', (text) => text.replace('"ada"', '"bda"')],
    ['a space', (text) => text.replace('{"entry":', '{"entry": ')],
    ['a second spelling of a number', (text) => text.replace('"version":2', '"version":2.0')],
    ['a cut end', (text) => text.slice(0, -1)],
    ['a cut tail', (text) => `${text.split('\n').slice(0, 4).join('\n')}\n`],
    ['a line twice', (text) => text.replace(/^.*\n/, (line) => line + line)],
  ])('refuses %s as we do', (_what, change) => {
    const file = fileOf(logs[0] ?? [], change);
    expect(independent([file])).toEqual([ours(file)]);
    expect(ours(file).holds).toBe(false);
  });
});
