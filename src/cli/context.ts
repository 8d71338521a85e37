import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { instructionsPart, type Instructions } from '../agents/prompts/instructions-part.ts';
import { withoutBase64 } from '../agents/without-base64.ts';
import { readInstructions } from '../context/instructions.ts';
import { packTree } from '../context/off-loop.ts';
import { processEnv, typedIn } from '../env/settings.ts';
import { reveal } from '../markdown/invisible.ts';
import { visibleText } from '../markdown/visible.ts';
import { printJson, printResult, say } from './shared/print.ts';
import { readArguments, wrong } from './shared/read-arguments.ts';
import { readHead } from './shared/read-head.ts';

const defaultBudget = '24000';

/** `cadence context`: the same choice that an agent's prompt is made of, for a repository on this machine. */
export async function run(argv: readonly string[]): Promise<number> {
  const options = { repo: 'text', question: 'text', budget: 'text', json: 'flag' } as const;
  const read = readArguments('context', argv, options, { least: 0, most: 0 });
  if (read.kind === 'exit') return read.code;
  const { repo, question, budget, json } = read.options;
  if (repo === null || question === null) return wrong('context', 'give --repo DIR and --question FILE').code;
  const tokens = tokensIn(budget ?? defaultBudget);
  if (tokens === null)
    return wrong('context', `--budget takes a number of tokens from 1, and not "${budget}"`).code;
  const cwd = typedIn(processEnv());
  const text = await readFile(resolve(cwd, question), 'utf8').catch(() => null);
  if (text === null) return refuse(`The question file ${question} cannot be read.`);
  const head = await readHead(resolve(cwd, repo));
  if (head.kind === 'refused') return refuse(head.message);
  const packed = await packTree(head.files, withoutBase64(visibleText(text)), tokens);
  const { ranges: files, tokens: used } = packed;
  const paths = files.map(({ path }) => path);
  const instructions = readInstructions(head.files, paths);
  if (json) {
    const names = instructions.map(({ path }) => path);
    printJson({ commit: head.commit, budget: tokens, tokens: used, files, instructions: names });
  } else printResult([instructionsText(instructions), reveal(packed.text)].filter(Boolean).join('\n'));
  if (files.length === 0) say('Nothing in the repository has to do with the question.');
  return 0;
}

/** As prompts show them: beside the code, with caps of their own, and not out of its budget. */
function instructionsText(instructions: Instructions): string {
  const { label, text } = instructionsPart(instructions);
  return text && `--- ${label}\n${reveal(text)}\n--- code\n`;
}

function tokensIn(text: string): number | null {
  const tokens = /^\d{1,9}$/u.test(text) ? Number.parseInt(text, 10) : 0;
  return tokens > 0 ? tokens : null;
}

function refuse(message: string): number {
  say(message);
  return 2;
}
