import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { examineApp, type Wanted } from '../../src/compose/examine.ts';
import { evaluate } from '../../src/compose/evaluate.ts';
import { defaultDurations, type ServerSettings } from '../../src/env/settings.ts';
import { startSimulator, type Simulator } from '../../src/simulator/start-simulator.ts';
import { openReader } from '../../src/store/sqlite/open-reader.ts';
import { repoName } from '../../src/task/names.ts';
import { addressOf } from '../../src/record/artefact.ts';
import { appendTask, makeDataDir, words } from '../cli/data-dir.ts';

const repo = repoName('octo/cat');
const permission = z.enum(['read', 'write']);
const manifest = z
  .object({ default_permissions: z.record(z.string(), permission), default_events: z.array(z.string()) })
  .parse(parse(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8')));
const wanted: Wanted = { permissions: manifest.default_permissions, events: manifest.default_events };

let dir: string;
let simulator: Simulator;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'cadence-evaluate-'));
  const { permissions, events } = wanted;
  simulator = await startSimulator({
    dir,
    app: { slug: 'cadence', permissions: z.record(z.string(), permission).parse(permissions), events },
  });
  await simulator.createRepository({
    owner: 'octo',
    name: 'cat',
    files: { 'README.md': 'A cat.\n' },
    collaborators: { ada: 'write' },
  });
  simulator.install('octo', [repo]);
});
afterEach(async () => {
  await simulator.close();
  rmSync(dir, { recursive: true });
});

function settings(): ServerSettings {
  const { app, url } = simulator;
  return {
    credentials: { appId: app.id, privateKey: String(app.privateKey), webhookSecret: app.webhookSecret },
    github: { apiUrl: `${url}/api/v3`, graphqlUrl: `${url}/api/graphql` },
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    dataDir: join(dir, 'data'),
    signingKey: null,
    model: null,
    durations: defaultDurations,
    sweepMs: null,
  };
}

describe('evaluating an issue', () => {
  it('says what would be done with an issue that is no task yet, and changes nothing', async () => {
    const ada = simulator.people('ada');
    const { number } = ada.openIssue({ title: 'A title' });
    const key = { repo, issue: number };
    expect(await evaluate(settings(), null, key, Date.now)).toMatchObject({
      kind: 'evaluated',
      task: null,
      next: { kind: 'wait' },
    });
    ada.label(number, 'cadence');
    expect(await evaluate(settings(), null, key, Date.now)).toMatchObject({ next: { kind: 'queue' } });
    expect(simulator.requests().filter(({ kind }) => kind === 'content')).toEqual([]);
  });

  it('knows the task of the record, and does not decide without its words', async () => {
    simulator.people('ada').openIssue({ title: 'A title' });
    const { dir: data, remove } = await makeDataDir(async (store) => {
      await appendTask(store, 1);
      await store.artefacts.erase(addressOf(words.salt, words.bytes), 'asked for');
    });
    const opened = await openReader({ dir: data });
    if (opened.kind !== 'opened') throw new Error(opened.message);
    const found = await evaluate(settings(), opened.reader, { repo, issue: 1 }, Date.now);
    expect(found).toEqual({ kind: 'refused', message: 'the frozen words of octo/cat#1 were erased' });
    await opened.reader.close();
    remove();
  });

  it('would ask again for an issue that GitHub does not show', async () => {
    const found = await evaluate(settings(), null, { repo, issue: 99 }, Date.now);
    expect(found).toMatchObject({
      kind: 'evaluated',
      task: null,
      next: { kind: 'wait', why: 'issue-not-seen' },
    });
  });
});

describe('examining the App', () => {
  it('finds nothing wrong with an App made from app.yml', async () => {
    const findings = await examineApp(settings(), wanted, Date.now);
    expect(findings.filter(({ state }) => state === 'wrong')).toEqual([]);
    expect(findings.map(({ sentence }) => sentence).join(' ')).toContain('installed at octo');
  });

  it('tells of an event that is missing and of a right that nobody needs', async () => {
    const asked: Wanted = { permissions: { contents: 'write' }, events: [...wanted.events, 'release'] };
    const wrong = (await examineApp(settings(), asked, Date.now)).filter(({ state }) => state === 'wrong');
    expect(wrong.map(({ sentence }) => sentence)).toContain('Subscribe it to release.');
    expect(wrong.map(({ sentence }) => sentence)).toContain('It does not need checks: write; take it away.');
  });

  it('says that GitHub does not know the key', async () => {
    const { credentials, ...rest } = settings();
    const other = { ...rest, credentials: { ...credentials, appId: credentials.appId + 1 } };
    const findings = await examineApp(other, wanted, Date.now);
    expect(findings).toMatchObject([
      { state: 'wrong', sentence: expect.stringContaining('GitHub does not take') },
    ]);
  });
});
