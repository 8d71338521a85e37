import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Simulator } from '../../../src/simulator/start-simulator.ts';
import { openProject } from '../../whole/project.ts';
import { openGithub, until } from '../../whole/world.ts';
import type { Bench, BenchSettings, Line } from '../line.ts';
import { startApp } from './start-app.ts';

/** The first tasks meet cold code, and the token is made. */
const warmUp = 2;
const tasks = 6;

/** What the App itself uses for a green task: git, pytest and the local GitHub are other processes. */
export const cycle: Bench = {
  name: 'cycle',
  does: 'CPU time and memory of the App for a green task with a proof',
  needs: 'nothing',
  run: benchCycle,
};

async function benchCycle({ dir, stop }: BenchSettings): Promise<Line[]> {
  const scratch = await mkdtemp(join(dir, 'cycle-'));
  const github = await openGithub(join(scratch, 'github'));
  const app = await startApp(github, join(scratch, 'data'));
  try {
    github.setHookUrl(`${app.url}/api/github/webhooks`);
    const idle = await app.usage();
    const cpu: number[] = [];
    for (let index = 0; index < warmUp + tasks; index += 1) {
      stop.throwIfAborted();
      const before = await app.usage();
      await runTask(github, `c${index}`);
      const after = await app.usage();
      if (index >= warmUp) cpu.push(after.cpuMs - before.cpuMs);
    }
    const after = await app.usage();
    return [
      { what: 'CPU a green task', unit: 'ms', own: cpu, limit: { kind: 'at-most', value: 150 }, peers: [] },
      {
        what: 'memory, idle',
        unit: 'MB',
        own: [idle.rssMb],
        limit: { kind: 'at-most', value: 220 },
        peers: [],
        elsewhere: 'bare Probot ~ 110 MB',
      },
      {
        what: `memory after ${warmUp + tasks} tasks`,
        unit: 'MB',
        own: [after.rssMb],
        limit: { kind: 'at-most', value: 400 },
        peers: [],
      },
    ];
  } finally {
    await app.stop();
    await github.close();
  }
}

async function runTask(github: Simulator, name: string): Promise<void> {
  const project = await openProject(github, name, { policy: 'tests:\n  redProof: required\n' });
  const number = project.begin();
  const labels = (): string[] => project.issue(number).labels.map((label) => label.name);
  await until(
    `${name} is done`,
    async () => `it is ${labels().join(', ')}`,
    () => {
      if (labels().includes('cadence:held')) throw new Error(`${name} was held`);
      return labels().includes('cadence:done') && project.issue(number).state === 'closed' ? 'done' : null;
    },
  );
  await github.settled();
}
