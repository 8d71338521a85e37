/** What Sidekick gets to read for a command: the person's words first, then what they are about. */
import { instructionsPart } from '../../agents/prompts/instructions-part.ts';
import type { PromptPart } from '../../agents/prompts/pack-prompt.ts';
import { withoutBase64 } from '../../agents/without-base64.ts';
import type { SidekickTask } from '../../agents/prompts/sidekick-prompt.ts';
import { readInstructions } from '../../context/instructions.ts';
import { packTree } from '../../context/off-loop.ts';
import type { PackedContext } from '../../context/pack.ts';
import { joinVisible, visibleText, type VisibleText } from '../../markdown/visible.ts';
import type { Files } from '../../patch/change/change.ts';
import type { DiffPlace } from '../../task/situation.ts';
import { branchOf } from '../../task/task.ts';
import type { Turn } from '../act.ts';
import { placeParts } from './place-parts.ts';
import { readChange } from '../artefacts/stored-change.ts';

/** Tokens of repository: a question is asked often, and seldom about much; a line is about less. */
const contextTokens = { question: 16_000, line: 8_000 };
/** So many names at most: what is not shown can at least be asked for by its name. */
const maxNames = 500;

export type Wanted = {
  readonly task: SidekickTask;
  /** All that the person wrote behind the command. */
  readonly words: string;
  readonly place: DiffPlace | null;
};

/** `isBase`: what is read is the base branch. A head may hold instructions to agents that nobody has agreed to. */
type Read = { readonly files: Files; readonly isBase: boolean };

export async function sidekickParts(turn: Turn, wanted: Wanted, read: Read): Promise<PromptPart[]> {
  const { files } = read;
  const { task, place } = wanted;
  const words = visibleText(wanted.words);
  const about = place ? placeParts(place, files) : [];
  if (task === 'ask')
    return [asked('question', words), ...about, ...(await questionParts(turn, words, read))];
  const packed = await packTree(files, `${place?.path ?? ''}\n${place?.hunk ?? ''}`, contextTokens.line);
  return [asked('what the person wants', words), ...about, ...repositoryParts(packed, read)];
}

/** The code that was chosen, and what the repository tells agents about it. */
function repositoryParts({ text, ranges }: PackedContext, { files, isBase }: Read): PromptPart[] {
  const paths = ranges.map(({ path }) => path);
  return [
    instructionsPart(isBase ? readInstructions(files, paths) : []),
    { label: 'repository', text, fit: 'cut', source: 'code' },
  ];
}

function asked(label: string, text: VisibleText): PromptPart {
  return { label, text, fit: 'whole', source: 'people' };
}

async function questionParts(turn: Turn, question: VisibleText, read: Read): Promise<PromptPart[]> {
  const { task, frozen, deps } = turn;
  const change = branchOf(task.state)?.change;
  const stored = change ? await readChange(deps, change.change) : null;
  const issue = joinVisible(frozen.title, frozen.body());
  const asks = withoutBase64(joinVisible(question, issue));
  const packed = await packTree(read.files, asks, contextTokens.question);
  return [
    { label: 'issue', text: issue, fit: 'cut', source: 'people' },
    { label: 'change made for the issue', text: stored?.diff ?? '', fit: 'cut', source: 'code' },
    ...repositoryParts(packed, read),
    { label: 'names of files', text: namesOf(read.files), fit: 'cut', source: 'code' },
  ];
}

function namesOf(files: Files): string {
  const names = [...files.keys()];
  const left = names.length - maxNames;
  return [...names.slice(0, maxNames), ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
}
