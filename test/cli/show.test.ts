import { afterEach, describe, expect, it, vi } from 'vitest';
import { formatBoard, run } from '../../src/cli/show.ts';
import { captured } from './captured.ts';
import { boardRow, view } from '../store/samples.ts';
import { makeDataDir } from './data-dir.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('cadence show', () => {
  it('shows every task and why it stands where it stands', () => {
    const busy = view({ held: 'no-run', attempts: 2, requests: 14, tokensIn: 100, tokensOut: 20 });
    const rows = [
      boardRow('octo/cat#7', { status: 'held', phase: 'Held', pull: 8, view: busy }),
      boardRow('octo/cat#12', {
        status: 'done',
        phase: 'Meta',
        view: view({ attempts: 1, cycleMs: 90_000 }),
      }),
      boardRow('octo/cat#13', {
        status: 'cancelled',
        phase: 'Cancelled',
        view: view({ cancelled: 'stopped' }),
      }),
    ];
    expect(formatBoard(rows)).toMatchInlineSnapshot(`
      "TASK         STATUS     PHASE      PULL  ATTEMPTS  REQUESTS  TOKENS  CYCLE
      octo/cat#7   held       Held       #8    2         14        120     –
          Needs a person: the test workflow did not finish. There is no finished run for this commit
          within the time that the policy allows.
      octo/cat#12  done       Meta       –     1         0         0       90 s
      octo/cat#13  cancelled  Cancelled  –     0         0         0       –
          Stopped. The pull request, if there was one, is closed; its branch is kept."
    `);
    expect(formatBoard([])).toBe('No tasks.');
  });

  it('is at most 100 columns wide, and keeps the number of an issue whose name is long', () => {
    const name = `${'o'.repeat(60)}/${'r'.repeat(60)}#123456`;
    const lines = formatBoard([
      boardRow(name, { status: 'held', view: view({ held: 'base-unclear' }) }),
    ]).split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(lines[1]).toMatch(/^…r+#123456 {2}held/);
  });

  it('reads the board of the data directory, all of it or one status', async () => {
    const { dir, remove } = await makeDataDir(async (store) => {
      await store.board.put(boardRow('octo/cat#1', { status: 'held' }));
      await store.board.put(boardRow('octo/cat#2', { status: 'done' }));
    });
    vi.stubEnv('CADENCE_DATA_DIR', dir);
    const all = await captured(() => run(['--json']));
    expect(JSON.parse(all.out)).toMatchObject({ tasks: [{ task: 'octo/cat#1' }, { task: 'octo/cat#2' }] });
    const held = await captured(() => run(['--json', '--status', 'held']));
    expect(JSON.parse(held.out)).toMatchObject({ tasks: [{ task: 'octo/cat#1', place: 'Backlog' }] });
    expect((await captured(() => run([]))).out).toContain('octo/cat#2  done');
    remove();
  });

  it('exits 2 with one sentence for a status that there is not, and where there is no database', async () => {
    expect(await captured(() => run(['--status', 'heled']))).toMatchObject({ code: 2, out: '' });
    vi.stubEnv('CADENCE_DATA_DIR', '/nowhere');
    const told = await captured(() => run([]));
    expect(told).toMatchObject({ code: 2, out: '' });
    expect(told.err).toBe('there is no Cadence database in /nowhere. CADENCE_DATA_DIR says where to look.\n');
  });
});
