import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

const mail = (id: string, subject: string, diff: string): string =>
  `From ${id.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: Bob <bob@example.org>\nDate: Sun, 29 Nov 2026 06:32:46 +0000\nSubject: [PATCH] ${subject}\n\nThe second line tells why.\n---\n utils/add.py | 1 +\n\n${diff}-- \n2.39.5\n\n\n`;
const first =
  'diff --git a/utils/add.py b/utils/add.py\nindex 6d4e9b2..391f7ab 100644\n--- a/utils/add.py\n+++ b/utils/add.py\n@@ -1,2 +1,3 @@\n def add(x, y):\n+    """The sum."""\n     return x - 1 + y\n';
const second =
  'diff --git a/utils/add.py b/utils/add.py\nindex 391f7ab..35cdcfd 100644\n--- a/utils/add.py\n+++ b/utils/add.py\n@@ -1,3 +1,3 @@\n def add(x, y):\n     """The sum."""\n-    return x - 1 + y\n+    return x + y\n';
const log = (id: string, diff: string): string =>
  `commit ${id.repeat(40)}\nAuthor: Bob <bob@example.org>\n\n    Change it\n\n${diff}\n`;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it.each([
  ['a series of mails', mail('1', 'Say what add does', first) + mail('2', 'Take the 1 away', second)],
  ['a log, the newest first', log('2', second) + log('1', first)],
])(
  'all patches of an issue are merged, one after the other: %s',
  async (_what, series) => {
    const project = await world.project();
    project.begin({ body: `Take these two.\n\n\`\`\`patch\n${series}\`\`\`\n` });
    const entries = await world.rests(project);
    expect(entries.map(({ kind }) => kind)).toContain('reported');
    expect(project.pull().merged?.by.login).toBe('cadence[bot]');
    const { gitDir } = project.repository;
    const landed = execFileSync('git', ['--git-dir', gitDir, 'show', 'main:utils/add.py'], {
      encoding: 'utf8',
    });
    expect(landed).toBe('def add(x, y):\n    """The sum."""\n    return x + y\n');
  },
  120_000,
);
