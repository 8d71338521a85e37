import { checkout } from './checkout.ts';
import { setupPython } from './setup-python.ts';
import type { StepEnd, StepWork } from './step-end.ts';
import { uploadArtifact } from './upload-artifact.ts';

type Action = (work: StepWork, inputs: Readonly<Record<string, string>>) => StepEnd | Promise<StepEnd>;

/** What is known by what it does; no action is ever downloaded. */
const actions: Readonly<Record<string, Action | undefined>> = {
  'actions/checkout': checkout,
  'actions/setup-python': setupPython,
  'actions/upload-artifact': uploadArtifact,
};

export async function runAction(
  work: StepWork,
  action: string,
  inputs: Readonly<Record<string, string>>,
): Promise<StepEnd> {
  const { log } = work.session;
  log.write(`##[group]Run ${action}`);
  const given = Object.entries(inputs);
  if (given.length > 0) log.write('with:');
  for (const [name, value] of given) log.write(`  ${name}: ${value}`);
  log.write('##[endgroup]');
  const run = actions[action.split('@')[0]?.toLowerCase() ?? ''];
  return run
    ? run(work, inputs)
    : { kind: 'failed', message: `The action '${action}' is not known to this local runner.` };
}
