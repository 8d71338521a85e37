import { parseDocument } from 'yaml';
import type { RunDefaults, StepAct, TriggerFilter, Workflow, WorkflowJob, WorkflowStep } from './workflow.ts';
import {
  workflowSchema,
  type RawDefaults,
  type RawFilter,
  type RawJob,
  type RawStep,
  type RawWorkflow,
} from './workflow-schema.ts';

export type ParsedWorkflow =
  | { readonly kind: 'parsed'; readonly workflow: Workflow }
  | { readonly kind: 'invalid'; readonly message: string };

/** YAML 1.2: `on` stays a word. Aliases are bounded by the library. */
export function parseWorkflow(text: string, path: string): ParsedWorkflow {
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error) return invalid(path, error.message);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    return invalid(path, String(cause));
  }
  const read = workflowSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return invalid(path, `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'unreadable'}`);
  }
  const fault = faultOfJobs(read.data);
  return fault === undefined ? { kind: 'parsed', workflow: workflow(read.data, path) } : invalid(path, fault);
}

function invalid(path: string, message: string): ParsedWorkflow {
  return { kind: 'invalid', message: `Invalid workflow file: ${path}: ${message}` };
}

/** Unknown or circular `needs`, and steps that are both or neither of run and uses. */
function faultOfJobs({ jobs }: RawWorkflow): string | undefined {
  const done = new Set<string>();
  const waiting = new Map(Object.entries(jobs));
  if (waiting.size === 0) return 'A workflow must have at least one job';
  for (const [id, job] of waiting) {
    const unknown = job.needs?.find((need) => !(need in jobs));
    if (unknown !== undefined) return `Job '${id}' depends on unknown job '${unknown}'.`;
    const odd = job.steps.findIndex((step) => (step.run === undefined) === (step.uses === undefined));
    if (odd >= 0) return `jobs.${id}.steps.${odd}: a step has either 'run' or 'uses'`;
  }
  while (waiting.size > 0) {
    const ready = [...waiting].find(([, job]) => (job.needs ?? []).every((need) => done.has(need)));
    if (!ready) return `The jobs ${[...waiting.keys()].join(', ')} wait for each other`;
    done.add(ready[0]);
    waiting.delete(ready[0]);
  }
  return undefined;
}

function workflow(raw: RawWorkflow, path: string): Workflow {
  return {
    name: raw.name ?? path,
    path,
    runName: raw['run-name'],
    triggers: new Map(Object.entries(raw.on).map(([event, filter]) => [event, trigger(filter)])),
    env: raw.env ?? {},
    defaults: defaults(raw.defaults),
    jobs: Object.entries(raw.jobs).map(([id, job]) => jobOf(id, job)),
  };
}

function trigger(raw: RawFilter): TriggerFilter {
  return {
    types: raw?.types,
    branches: { only: raw?.branches, except: raw?.['branches-ignore'] },
    tags: { only: raw?.tags, except: raw?.['tags-ignore'] },
    paths: { only: raw?.paths, except: raw?.['paths-ignore'] },
  };
}

function defaults(raw: RawDefaults | undefined): RunDefaults {
  return { shell: raw?.run?.shell, workingDirectory: raw?.run?.['working-directory'] };
}

function jobOf(id: string, raw: RawJob): WorkflowJob {
  return {
    id,
    name: raw.name,
    needs: raw.needs ?? [],
    condition: raw.if,
    runsOn: raw['runs-on'],
    env: raw.env ?? {},
    defaults: defaults(raw.defaults),
    outputs: raw.outputs ?? {},
    timeoutMinutes: raw['timeout-minutes'] ?? '360',
    continueOnError: raw['continue-on-error'] ?? 'false',
    strategy: raw.strategy && {
      matrix: raw.strategy.matrix ?? {},
      failFast: raw.strategy['fail-fast'] ?? 'true',
    },
    steps: raw.steps.map(stepOf),
  };
}

function stepOf(raw: RawStep): WorkflowStep {
  return {
    id: raw.id,
    name: raw.name,
    condition: raw.if,
    env: raw.env ?? {},
    timeoutMinutes: raw['timeout-minutes'],
    continueOnError: raw['continue-on-error'] ?? 'false',
    does: act(raw),
  };
}

function act(raw: RawStep): StepAct {
  if (raw.uses !== undefined) return { kind: 'uses', action: raw.uses, inputs: raw.with ?? {} };
  return {
    kind: 'run',
    script: raw.run ?? '',
    shell: raw.shell,
    workingDirectory: raw['working-directory'],
  };
}
