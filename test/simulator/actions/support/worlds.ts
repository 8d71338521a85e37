import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ActionsSettings } from '../../../../src/simulator/actions/start-actions.ts';
import type { Job, WorkflowRun } from '../../../../src/simulator/state/repository.ts';
import { openWorld, type ActionsWorld } from './open-world.ts';

const opened: ActionsWorld[] = [];

/** For `afterEach`. */
export async function closeWorlds(): Promise<void> {
  await Promise.all(opened.splice(0).map((world) => world.close()));
}

export async function open(settings: Partial<ActionsSettings> = {}): Promise<ActionsWorld> {
  const world = await openWorld(settings);
  opened.push(world);
  return world;
}

/** A world whose main has been pushed once, and settled. */
export async function pushed(
  files: Readonly<Record<string, string>>,
  settings: Partial<ActionsSettings> = {},
): Promise<ActionsWorld> {
  const world = await open(settings);
  await world.push('main', files);
  await world.settled();
  return world;
}

/** Waits for a file that a step makes in the world's directory. */
export async function until(world: ActionsWorld, file: string): Promise<void> {
  const look = (): Promise<string> =>
    access(join(world.world.dir, file)).then(
      () => 'there',
      () => 'missing',
    );
  await expect.poll(look, { timeout: 10_000, interval: 10 }).toBe('there');
}

/** The inside of a job in block style: its steps as YAML flow, `more` its other lines. */
export function jobOf(steps: string, more = ''): string {
  return `    runs-on: ubuntu-latest\n${more}    steps: [${steps}]\n`;
}

/** A workflow file that runs the given jobs (YAML of the mapping) on a trigger. */
export function workflowFile(on: string, jobs: string): Record<string, string> {
  return { '.github/workflows/ci.yml': `name: CI\non: ${on}\njobs:\n${jobs}` };
}

/** One job `a` with these steps, each a line of YAML flow. */
export function stepsFile(on: string, ...steps: readonly string[]): Record<string, string> {
  const list = steps.map((step) => `      - ${step}\n`).join('');
  return workflowFile(on, `  a:\n    runs-on: ubuntu-latest\n    steps:\n${list}`);
}

export function lastRun({ repository }: ActionsWorld): WorkflowRun {
  const run = repository.workflowRuns.at(-1);
  if (!run) throw new Error('no run was started');
  return run;
}

export function lastJobs(world: ActionsWorld): readonly Job[] {
  return lastRun(world).attempts.at(-1)?.jobs ?? [];
}

/** Conclusions of the newest attempt's jobs by name. */
export function conclusions(world: ActionsWorld): Record<string, string | null> {
  return Object.fromEntries(lastJobs(world).map(({ name, conclusion }) => [name, conclusion]));
}

/** A job's log without timestamps. */
export function logOf(world: ActionsWorld): string {
  return (lastJobs(world)[0]?.log ?? '').replaceAll(/^\S+Z /gm, '');
}
