/** What Sidekick gets to read for a command: the person's words first, then what they are about. */
import type { PromptPart } from '../agents/pack-prompt.ts';
import { packContext } from '../context/pack.ts';
import type { Files } from '../patch/change.ts';
import { branchOf } from '../task/task.ts';
import type { Turn } from './act.ts';
import { readChange } from './stored-change.ts';

/** Tokens of repository: a question is asked often, and seldom about much. */
const contextTokens = 16_000;

export async function questionParts(turn: Turn, question: string, files: Files): Promise<PromptPart[]> {
  const { task, frozen, deps } = turn;
  const change = branchOf(task.stand)?.change;
  const stored = change ? await readChange(deps, change.change) : null;
  return [
    { label: 'question', text: question, fit: 'whole', source: 'people' },
    { label: 'issue', text: `${frozen.title}\n\n${frozen.body}`, fit: 'cut', source: 'people' },
    { label: 'change made for the issue', text: stored?.diff ?? '', fit: 'cut', source: 'code' },
    {
      label: 'repository',
      text: packContext(files, question, contextTokens).text,
      fit: 'cut',
      source: 'code',
    },
  ];
}
