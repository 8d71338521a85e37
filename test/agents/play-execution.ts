/** Runs the execution agent against a scripted model, on a project of two files. */
import { runExecution } from '../../src/agents/execution-agent.ts';
import type { ExecutionInput, ExecutionResult } from '../../src/agents/execution-agent.ts';
import type { ProfileOverride } from '../../src/agents/registry.ts';
import type { Script } from '../../src/cli/scripted-model/script.ts';
import { filesOf, onStage, tools } from './support.ts';
import type { Stage } from './support.ts';

export const files = filesOf({
  'calc.py': 'def add(x, y):\n    return x - 1 + y\n',
  'tests/test_calc.py': 'def test_add():\n    assert True\n',
});
export const spec = { title: 'Fix add', goal: 'add() adds', acceptance: ['add(2, 2) is 4'] };
export const fix = tools(['edit_file', { path: 'calc.py', search: 'x - 1 + y', replace: 'x + y' }]);
export const finish = tools(['finish', { summary: 'add() adds now.' }]);

export type Played = Stage & { result: ExecutionResult };

export function play(
  script: Script,
  change: Partial<ExecutionInput> = {},
  override: ProfileOverride = {},
): Promise<Played> {
  return onStage(
    script,
    'execution',
    async (stage) => {
      const input: ExecutionInput = {
        ...stage.deps,
        part: 'change',
        spec,
        context: 'calc.py has add()',
        files,
        learned: null,
        limits: { turns: 40, tokens: 2_000_000 },
        ...change,
      };
      return { ...stage, result: await runExecution(input) };
    },
    override,
  );
}
