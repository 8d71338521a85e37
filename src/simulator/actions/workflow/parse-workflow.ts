import { parseDocument } from 'yaml';
import { findWorkflowFaults } from './find-workflow-faults.ts';
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

/**
 * YAML 1.2: `on` stays a word. Aliases are bounded by the library, and read before GitHub's own parser, which does not
 * bound them, looks at the file.
 */
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
  const [fault] = findWorkflowFaults(text, path);
  return fault === undefined ? { kind: 'parsed', workflow: workflow(read.data, path) } : invalid(path, fault);
}

function invalid(path: string, message: string): ParsedWorkflow {
  return { kind: 'invalid', message: `Invalid workflow file: ${path}: ${message}` };
}

function workflow(raw: RawWorkflow, path: string): Workflow {
  return {
    name: raw.name ?? path,
    path,
    runName: raw['run-name'] ?? null,
    triggers: new Map(Object.entries(raw.on).map(([event, filter]) => [event, trigger(filter)])),
    env: raw.env ?? {},
    defaults: defaults(raw.defaults),
    jobs: Object.entries(raw.jobs).map(([id, job]) => jobOf(id, job)),
  };
}

function trigger(raw: RawFilter): TriggerFilter {
  return {
    types: raw?.types ?? null,
    branches: { only: raw?.branches ?? null, except: raw?.['branches-ignore'] ?? null },
    tags: { only: raw?.tags ?? null, except: raw?.['tags-ignore'] ?? null },
    paths: { only: raw?.paths ?? null, except: raw?.['paths-ignore'] ?? null },
  };
}

function defaults(raw: RawDefaults | undefined): RunDefaults {
  return { shell: raw?.run?.shell ?? null, workingDirectory: raw?.run?.['working-directory'] ?? null };
}

function jobOf(id: string, raw: RawJob): WorkflowJob {
  return {
    id,
    name: raw.name ?? null,
    needs: raw.needs ?? [],
    condition: raw.if ?? null,
    runsOn: raw['runs-on'],
    env: raw.env ?? {},
    defaults: defaults(raw.defaults),
    outputs: raw.outputs ?? {},
    timeoutMinutes: raw['timeout-minutes'] ?? '360',
    continueOnError: raw['continue-on-error'] ?? 'false',
    strategy: raw.strategy
      ? { matrix: raw.strategy.matrix ?? {}, failFast: raw.strategy['fail-fast'] ?? 'true' }
      : null,
    steps: raw.steps.map(stepOf),
  };
}

function stepOf(raw: RawStep): WorkflowStep {
  return {
    id: raw.id ?? null,
    name: raw.name ?? null,
    condition: raw.if ?? null,
    env: raw.env ?? {},
    timeoutMinutes: raw['timeout-minutes'] ?? null,
    continueOnError: raw['continue-on-error'] ?? 'false',
    does: act(raw),
  };
}

function act(raw: RawStep): StepAct {
  if (raw.uses !== undefined) return { kind: 'uses', action: raw.uses, inputs: raw.with ?? {} };
  return {
    kind: 'run',
    script: raw.run ?? '',
    shell: raw.shell ?? null,
    workingDirectory: raw['working-directory'] ?? null,
  };
}
