/** What Sidekick gets to read for a command: the person's words first, then what they are about. */
import type { PromptPart } from '../agents/pack-prompt.ts';
import type { SidekickTask } from '../agents/prompts/sidekick-prompt.ts';
import { packTree } from '../context/off-loop.ts';
import type { Files } from '../patch/change.ts';
import type { DiffPlace } from '../task/situation.ts';
import { branchOf } from '../task/task.ts';
import type { Turn } from './act.ts';
import { placeParts } from './place-parts.ts';
import { readChange } from './stored-change.ts';

/** Tokens of repository: a question is asked often, and seldom about much; a line is about less. */
const contextTokens = { question: 16_000, line: 8_000 };
/** So many names at most: what is not shown can at least be asked for by its name. */
const mostNames = 500;

export type Wanted = {
  readonly task: SidekickTask;
  /** All that the person wrote behind the command. */
  readonly words: string;
  readonly place: DiffPlace | null;
};

export async function sidekickParts(turn: Turn, wanted: Wanted, files: Files): Promise<PromptPart[]> {
  const { task, words, place } = wanted;
  const about = place ? placeParts(place, files) : [];
  if (task === 'ask')
    return [asked('question', words), ...about, ...(await questionParts(turn, words, files))];
  const { text } = await packTree(files, `${place?.path ?? ''}\n${place?.hunk ?? ''}`, contextTokens.line);
  return [
    asked('what the person wants', words),
    ...about,
    { label: 'repository', text, fit: 'cut', source: 'code' },
  ];
}

function asked(label: string, text: string): PromptPart {
  return { label, text, fit: 'whole', source: 'people' };
}

async function questionParts(turn: Turn, question: string, files: Files): Promise<PromptPart[]> {
  const { task, frozen, deps } = turn;
  const change = branchOf(task.stand)?.change;
  const stored = change ? await readChange(deps, change.change) : null;
  const issue = `${frozen.title}\n\n${frozen.body}`;
  const { text } = await packTree(files, `${question}\n${issue}`, contextTokens.question);
  return [
    { label: 'issue', text: issue, fit: 'cut', source: 'people' },
    { label: 'change made for the issue', text: stored?.diff ?? '', fit: 'cut', source: 'code' },
    { label: 'repository', text, fit: 'cut', source: 'code' },
    { label: 'names of files', text: namesOf(files), fit: 'cut', source: 'people' },
  ];
}

function namesOf(files: Files): string {
  const names = [...files.keys()];
  const left = names.length - mostNames;
  return [...names.slice(0, mostNames), ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
}
