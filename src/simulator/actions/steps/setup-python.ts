import { join } from 'node:path';
import type { StepEnd, StepWork } from './step-end.ts';

/** `actions/setup-python`: the job's virtual environment is there already; whatever version is asked, it is the host's. */
export function setupPython({ session }: StepWork, inputs: Readonly<Record<string, string>>): StepEnd {
  const { python } = session.host;
  const bin = session.workspace.pythonBin;
  if (!python || bin === null)
    return { kind: 'failed', message: 'Python 3 was not found on this machine (no `python3` on the PATH).' };
  const asked = inputs['python-version'] ?? inputs['python-version-file'] ?? 'none';
  session.log.write(`Python ${python.version} of this machine is used (asked for: ${asked}).`);
  session.environment['pythonLocation'] = join(bin, '..');
  const path = join(bin, 'python');
  return {
    kind: 'done',
    outputs: { 'python-version': python.version, 'python-path': path, 'cache-hit': 'false' },
  };
}
