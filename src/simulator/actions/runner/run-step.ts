import { readFile } from 'node:fs/promises';
import type { CheckConclusion } from '../../state/check-parts.ts';
import type { Scope } from '../expression/evaluate-expression.ts';
import { interpolate, interpolateValue, isConditionMet } from '../expression/interpolate.ts';
import { isTruthy, toNumber } from '../expression/value.ts';
import { runAction } from '../steps/run-action.ts';
import { runScript } from '../steps/run-script.ts';
import type { StepEnd, StepWork } from '../steps/step-end.ts';
import type { StepAct, WorkflowStep } from '../workflow/workflow.ts';
import { failWith, scopeOf, type JobSession } from './job-session.ts';
import { parseFileCommand } from './parse-file-command.ts';
import { writeRunnerFile } from './workspace.ts';

/** Minutes that a step still has once the run is cancelled. */
const minutesAfterCancel = 5;

export function stepName(step: WorkflowStep, scope: Scope): string {
  if (step.name !== null) return interpolate(step.name, scope);
  const first = step.does.kind === 'run' ? step.does.script.trim().split('\n')[0] : step.does.action;
  return `Run ${first ?? ''}`;
}

/** Runs one step, sets the job's status, and says how the step ended. Throws InvalidExpression. */
export async function runStep(
  session: JobSession,
  step: WorkflowStep,
  number: number,
  timeLimit: AbortSignal,
): Promise<CheckConclusion> {
  const stepEnv = interpolateAll(step.env, scopeOf(session));
  const scope = scopeOf(session, stepEnv);
  if (!isConditionMet(step.condition, scope)) {
    note(session, step, { outcome: 'skipped', conclusion: 'skipped', outputs: {} });
    return 'skipped';
  }
  const { kill, minuteMs } = session.settings;
  const minutes =
    step.timeoutMinutes === null ? Infinity : toNumber(interpolateValue(step.timeoutMinutes, scope));
  const own = new AbortController();
  const wasCancelled = session.status === 'cancelled';
  const limit = wasCancelled ? Math.min(minutes, minutesAfterCancel) : minutes;
  const timer = Number.isFinite(limit) ? setTimeout(() => own.abort(), limit * minuteMs) : undefined;
  const stop = AbortSignal.any(wasCancelled ? [kill, own.signal] : [kill, own.signal, timeLimit]);
  const files = await commandFiles(session, number);
  const work: StepWork = {
    session,
    env: { ...session.environment, ...session.env, ...stepEnv, ...files },
    stop,
  };
  let end = await act(work, step.does, scope, number).finally(() => clearTimeout(timer));
  const written = await takeCommandFiles(session, files);
  if (written.fault !== null && end.kind === 'done') end = { kind: 'failed', message: written.fault };
  const isTimeout = end.kind === 'stopped' && own.signal.aborted && !timeLimit.aborted && !kill.aborted;
  if (isTimeout)
    end = {
      kind: 'failed',
      message: `The action '${stepName(step, scope)}' has timed out after ${limit} minutes.`,
    };
  const outputs = { ...(end.kind === 'done' ? end.outputs : {}), ...written.outputs };
  const outcome = end.kind === 'done' ? 'success' : end.kind === 'failed' ? 'failure' : 'cancelled';
  if (end.kind !== 'done')
    failWith(session, end.kind === 'failed' ? end.message : 'The operation was canceled.');
  const mayFail = isTruthy(interpolateFlag(step.continueOnError, scope));
  const conclusion = outcome === 'failure' && mayFail ? 'success' : outcome;
  if (conclusion === 'cancelled') session.status = 'cancelled';
  if (conclusion === 'failure' && session.status === 'success') session.status = 'failure';
  note(session, step, { outcome, conclusion, outputs });
  return conclusion;
}

async function act(work: StepWork, does: StepAct, scope: Scope, number: number): Promise<StepEnd> {
  if (does.kind === 'uses') return runAction(work, does.action, interpolateAll(does.inputs, scope));
  const { workflow, job } = work.session.order;
  const directory =
    does.workingDirectory ?? job.defaults.workingDirectory ?? workflow.defaults.workingDirectory;
  const script = {
    text: interpolate(does.script, scope),
    shell: does.shell ?? job.defaults.shell ?? workflow.defaults.shell,
    workingDirectory: directory === null ? null : interpolate(directory, scope),
  };
  return runScript(work, script, number);
}

export function interpolateAll(
  texts: Readonly<Record<string, string>>,
  scope: Scope,
): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, interpolate(text, scope)]));
}

/** `true` and `${{ … }}` alike. */
export function interpolateFlag(text: string, scope: Scope): boolean {
  const value = interpolateValue(text, scope);
  return typeof value === 'string' ? value === 'true' : isTruthy(value);
}

function note(
  { stepResults }: JobSession,
  { id }: WorkflowStep,
  {
    outcome,
    conclusion,
    outputs,
  }: { outcome: string; conclusion: string; outputs: Readonly<Record<string, string>> },
): void {
  if (id !== null) stepResults[id] = { outcome, conclusion, outputs };
}

const fileNames = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'] as const;
type CommandFiles = Record<(typeof fileNames)[number], string>;

async function commandFiles({ workspace }: JobSession, number: number): Promise<CommandFiles> {
  const path = (name: string): Promise<string> => writeRunnerFile(workspace, `${name}-${number}`, '');
  return {
    GITHUB_OUTPUT: await path('output'),
    GITHUB_ENV: await path('env'),
    GITHUB_PATH: await path('path'),
    GITHUB_STEP_SUMMARY: await path('summary'),
  };
}

async function takeCommandFiles(
  session: JobSession,
  files: CommandFiles,
): Promise<{ outputs: Record<string, string>; fault: string | null }> {
  const read = async (name: keyof CommandFiles): Promise<string> =>
    readFile(files[name], 'utf8').catch(() => '');
  const env = parseFileCommand(await read('GITHUB_ENV'));
  const output = parseFileCommand(await read('GITHUB_OUTPUT'));
  if (env.kind === 'read') for (const [name, value] of env.values) session.env[name] = value;
  const paths = (await read('GITHUB_PATH')).split('\n').filter((line) => line !== '');
  for (const path of paths) session.environment['PATH'] = `${path}:${session.environment['PATH'] ?? ''}`;
  const fault =
    env.kind === 'invalid'
      ? `Unable to process file command 'env' successfully. ${env.message}`
      : output.kind === 'invalid'
        ? `Unable to process file command 'output' successfully. ${output.message}`
        : null;
  return { outputs: output.kind === 'read' ? Object.fromEntries(output.values) : {}, fault };
}
