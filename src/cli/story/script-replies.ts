import { executionPrompt, type Part } from '../../agents/prompts/execution-prompt.ts';
import type {
  ScriptedCall,
  ScriptedConversation,
  ScriptedReply,
  ScriptedRequest,
} from '../scripted-model/script.ts';

/** The Reasoning agent's draft of a specification. */
export function draft(spec: {
  title: string;
  goal: string;
  acceptance: readonly string[];
  filesInScope: readonly string[];
}): ScriptedConversation {
  return {
    name: 'specification',
    when: ({ schema }) => schema === 'task_specification',
    replies: [json({ ...spec, testsWanted: true, questions: [] })],
  };
}

/** The Reasoning agent approves. It sees diffs that a rule rejects too: its word is not the last one. */
export const approval: ScriptedConversation = {
  name: 'review',
  when: ({ schema }) => schema === 'review',
  replies: [json({ verdict: 'approve', findings: [] })],
};

/** The Efficiency agent sums the diff up and finds nothing. */
export const sumsUp: ScriptedConversation = {
  name: 'summary',
  when: ({ schema }) => schema === 'lint',
  replies: [json({ summary: 'Adding returns the sum of its two numbers.', findings: [] })],
};

type Edit = { readonly path: string; readonly search: string; readonly replace: string };
/** The tool calls of one reply. */
export type Turn = readonly ScriptedCall[];

/** What a conversation of the Execution agent answers to, and the calls that it makes. */
type Work = {
  readonly name: string;
  readonly part: Part;
  readonly when: (prompt: string) => boolean;
  /** What the prompt must hold, such as the failure that is to be fixed: one without it ends the story. */
  readonly sees: readonly string[];
  readonly turns: readonly Turn[];
};

/** The Execution agent at work, turn by turn. */
export function works({ name, part, when, sees, turns }: Work): ScriptedConversation {
  return {
    name,
    when: (request) => isWork(request, part) && when(promptOf(request)),
    replies: turns.map((calls) => (request) => {
      const missing = sees.find((text) => !promptOf(request).includes(text));
      if (missing !== undefined) throw new Error(`the prompt of "${name}" does not hold: ${missing}`);
      return { kind: 'tools', calls };
    }),
  };
}

/** The Execution agent writes the tests: it reads a file, makes a new one, and is done. */
export function writesTests(reads: string, path: string, text: string): ScriptedConversation {
  return works({
    name: 'tests',
    part: 'tests',
    when: () => true,
    sees: [],
    turns: [
      [{ name: 'read_file', arguments: { path: reads } }],
      [{ name: 'create_file', arguments: { path, text } }, finish(`Tests in ${path}.`)],
    ],
  });
}

/** The Execution agent makes the change: it reads the file, edits it, and is done. */
export function makesChange(
  name: string,
  edit: Edit,
  when: (prompt: string) => boolean,
  sees: readonly string[] = [],
): ScriptedConversation {
  return makesChanges(name, [edit], when, sees);
}

/** The same in several files. */
export function makesChanges(
  name: string,
  edits: readonly Edit[],
  when: (prompt: string) => boolean,
  sees: readonly string[] = [],
): ScriptedConversation {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return works({
    name,
    part: 'change',
    when,
    sees,
    turns: [
      paths.map((path) => ({ name: 'read_file', arguments: { path } })),
      edits.map((edit) => ({ name: 'edit_file', arguments: edit })),
      [finish(`Changed ${paths.join(', ')}.`)],
    ],
  });
}

function finish(summary: string): ScriptedCall {
  return { name: 'finish', arguments: { summary } };
}

/** An attempt that has nothing to learn from. */
export function isFirst(prompt: string): boolean {
  return !prompt.includes('diff of the last attempt');
}

/** An attempt after the one whose diff added this line. */
export function comesAfter(line: string): (prompt: string) => boolean {
  return (prompt) => prompt.includes(`\n+${line}`);
}

function isWork({ tools: offered, messages }: ScriptedRequest, part: Part): boolean {
  return offered.length > 0 && (messages[0]?.content ?? '').endsWith(executionPrompt(part));
}

function promptOf({ messages }: ScriptedRequest): string {
  return messages.find(({ role }) => role === 'user')?.content ?? '';
}

function json(value: unknown): ScriptedReply {
  return { kind: 'text', text: JSON.stringify(value) };
}
