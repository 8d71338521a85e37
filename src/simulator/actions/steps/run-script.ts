import { resolve } from 'node:path';
import { hearLine } from '../runner/hear-line.ts';
import { runProcess } from '../runner/run-process.ts';
import { writeRunnerFile } from '../runner/workspace.ts';
import type { StepEnd, StepWork } from './step-end.ts';

export type Script = {
  readonly text: string;
  readonly shell: string | null;
  readonly workingDirectory: string | null;
};

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
const shells: Readonly<Record<string, string>> = {
  bash: 'bash --noprofile --norc -eo pipefail {0}',
  sh: 'sh -e {0}',
  python: 'python {0}',
};

export async function runScript(
  { session, env, stop }: StepWork,
  script: Script,
  number: number,
): Promise<StepEnd> {
  const template = script.shell === null ? 'bash -e {0}' : (shells[script.shell] ?? script.shell);
  const lines = script.text.trimEnd().split('\n');
  const own = Object.entries(env).filter(
    ([name]) => session.environment[name] !== env[name] && !name.startsWith('GITHUB_'),
  );
  const header = [
    `##[group]Run ${lines[0] ?? ''}`,
    ...lines.map((line) => `\u001B[36;1m${line}\u001B[0m`),
    `shell: ${template}`,
    ...(own.length > 0 ? ['env:', ...own.map(([name, value]) => `  ${name}: ${value}`)] : []),
    '##[endgroup]',
  ];
  for (const line of header) session.log.write(line);
  if (!template.includes('{0}'))
    return { kind: 'failed', message: `The shell '${template}' is not imitated here.` };
  const extension = script.shell === 'python' ? 'py' : 'sh';
  const file = await writeRunnerFile(session.workspace, `step-${number}.${extension}`, `${script.text}\n`);
  const [command = 'bash', ...args] = template.split(' ').map((word) => word.replace('{0}', file));
  const end = await runProcess({
    command,
    args,
    cwd: resolve(session.workspace.source, script.workingDirectory ?? '.'),
    env,
    stop,
    graceMs: session.settings.graceMs,
    onLine: (line) => hearLine(session, line),
  });
  session.resumeWord = null;
  switch (end.kind) {
    case 'stopped':
      return { kind: 'stopped' };
    case 'unstartable':
      return {
        kind: 'failed',
        message: `An error occurred trying to start process '${command}': ${end.message}`,
      };
    case 'exited':
      return end.code === 0
        ? { kind: 'done' }
        : { kind: 'failed', message: `Process completed with exit code ${end.code}.` };
  }
}
