import { devNull } from 'node:os';
import { resolve } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { runProcess } from '../runner/run-process.ts';
import type { StepEnd, StepWork } from './step-end.ts';

/** `actions/checkout`: a repository of its own, with the commit detached (a branch for a push), without a remote. */
export async function checkout(work: StepWork, inputs: Readonly<Record<string, string>>): Promise<StepEnd> {
  const { source } = work.session.order;
  const repository = inputs['repository'] ?? '';
  if (repository !== '' && repository !== source.repository)
    return { kind: 'failed', message: `The repository '${repository}' cannot be checked out here.` };
  const path = resolve(work.session.workspace.source, inputs['path'] ?? '.');
  await mkdir(path, { recursive: true });
  const wanted = inputs['ref'] ?? '';
  const depth = inputs['fetch-depth'] ?? '1';
  const branch = (wanted === '' && /^refs\/heads\/(.+)$/.exec(source.ref)?.[1]) || null;
  const everything = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
  const range = depth === '0' ? everything : [`--depth=${depth}`, '--no-tags'];
  // The commit of the event, though the branch may have moved since.
  const commit = wanted === '' ? source.oid : wanted;
  const at = wanted === '' ? source.oid : 'FETCH_HEAD';
  const commands = [
    ['init', '--quiet', '--template=', path],
    ['fetch', '--quiet', source.gitDir, ...range, commit],
    ['checkout', '--quiet', '--force', ...(branch === null ? ['--detach', at] : ['-B', branch, at])],
    ['log', '-1', '--format=HEAD is now at %h %s'],
  ];
  for (const [command = '', ...args] of commands) {
    const end = await runProcess({
      command: 'git',
      args: ['-c', 'protocol.version=2', '-c', 'advice.detachedHead=false', command, ...args],
      cwd: path,
      env: { ...work.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull, GIT_TERMINAL_PROMPT: '0' },
      stop: work.stop,
      graceMs: work.session.settings.graceMs,
      onLine: (line) => work.session.log.write(line),
    });
    if (end.kind === 'stopped') return end;
    if (end.kind === 'unstartable') return { kind: 'failed', message: `git: ${end.message}` };
    if (end.code !== 0)
      return {
        kind: 'failed',
        message: `The process 'git ${command}' failed with exit code ${end.code}`,
      };
  }
  return { kind: 'done', outputs: { ref: source.ref, commit: source.oid } };
}
