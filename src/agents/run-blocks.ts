import { splitFences } from '../markdown/fences.ts';
import { reveal, unreveal } from '../markdown/invisible.ts';
import type { Change, Files } from '../patch/change/change.ts';
import type { Edit } from '../patch/edit.ts';
import { findEditsInReply } from '../patch/find-edits.ts';
import { land } from '../patch/land/land.ts';
import { startsBlock } from '../patch/parse/search-replace.ts';
import { parseEdits } from '../patch/parse/edits.ts';
import { callAgent, type AgentDeps } from './call-agent.ts';
import { fence } from './prompts/quoted-part.ts';
import type { Message, Unavailable } from './model.ts';
import { spoken } from './spoken.ts';
import { sizeOf } from './prompts/trim-history.ts';
import type { PathGuard } from './tools/work-tree.ts';

export type BlocksResult =
  | { readonly kind: 'change'; readonly change: Change; readonly summary: string }
  | {
      readonly kind: 'gave-up';
      readonly reason: 'refused' | 'invalid-output' | 'token-limit';
      readonly message: string;
    }
  | Unavailable;

type Landed =
  | { readonly kind: 'landed'; readonly change: Change }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * One reply of plain text with the whole change in it, for a model that knows no tools. What does not land is answered
 * once, with what stands there instead; nothing of a reply is used unless all of it lands.
 */
export async function runBlocks(
  deps: AgentDeps,
  work: {
    readonly messages: readonly Message[];
    readonly files: Files;
    /** Of prompts and replies together. */
    readonly tokens: number;
    readonly guard?: PathGuard;
  },
): Promise<BlocksResult> {
  const messages = [...work.messages];
  let spent = 0;
  let recorded = 0;
  let problem = '';
  for (const turn of ['first', 'repair'] as const) {
    const worst = messages.reduce((sum, message) => sum + sizeOf(message), deps.profile.maxReplyTokens);
    if (spent + worst > work.tokens)
      return gaveUp('token-limit', `The run would go over its ${work.tokens} tokens`);
    const reply = await callAgent(deps, { messages, tools: [], schema: null, recorded });
    if (reply.kind === 'unavailable') return reply;
    if (reply.kind === 'refused') return gaveUp('refused', reply.message);
    recorded = messages.length;
    spent += reply.usage.promptTokens + reply.usage.replyTokens;
    const said = reply.kind === 'text' ? spoken(reply.text) : null;
    const text = said ?? '';
    const landed =
      said === null
        ? refused(notText[reply.kind === 'text' ? 'truncated' : reply.kind])
        : landText(said, work.files, work.guard);
    if (landed.kind === 'landed') return { kind: 'change', change: landed.change, summary: summaryOf(text) };
    problem = landed.message;
    if (turn === 'repair') break;
    if (text !== '') messages.push({ role: 'assistant', text, calls: [] });
    messages.push({ role: 'user', text: `${fence('why it was not used', reveal(problem))}\n\n${again}` });
  }
  return gaveUp('invalid-output', problem);
}

const again = 'Nothing of that reply was used. Write the whole change again, with every block that it needs.';

const notText = {
  tools: 'The model called a tool where none was offered.',
  truncated: 'The reply was cut off; make the change smaller.',
  empty: 'The reply was empty.',
} as const;

function landText(text: string, files: Files, guard: PathGuard = () => null): Landed {
  const landed = landAsWritten(text, files, guard);
  // A quoted line may hold the spelt-out form of an invisible character.
  const plain = unreveal(text);
  if (landed.kind === 'landed' || plain === text) return landed;
  const meant = landAsWritten(plain, files, guard);
  return meant.kind === 'landed' ? meant : landed;
}

function landAsWritten(text: string, files: Files, guard: PathGuard): Landed {
  const parsed = parseEdits(text);
  if (parsed.kind === 'refused') return refused(`${parsed.message} The reply says: ${summaryOf(text)}`);
  const landing = land(files, parsed.edits.map(nothingSearched));
  if (landing.kind === 'refused') return refused(landing.message);
  for (const { path } of landing.change) {
    const why = guard(path);
    if (why !== null) return refused(`${path} must not be changed. ${why}`);
  }
  return landing;
}

/** Models leave an empty line where nothing is to be found. */
function nothingSearched(edit: Edit): Edit {
  return edit.kind === 'replace' && edit.search.trim() === '' ? { ...edit, search: '' } : edit;
}

/** What the model said before its first block. */
function summaryOf(text: string): string {
  const [first] = splitFences(text, findEditsInReply);
  const lines = first?.kind === 'prose' ? first.lines : [];
  const block = lines.findIndex(startsBlock);
  return lines
    .slice(0, block < 0 ? lines.length : block)
    .join('\n')
    .trim()
    .slice(0, 2_000);
}

function refused(message: string): Landed {
  return { kind: 'refused', message };
}

function gaveUp(reason: Extract<BlocksResult, { kind: 'gave-up' }>['reason'], message: string): BlocksResult {
  return { kind: 'gave-up', reason, message };
}
