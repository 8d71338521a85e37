import { executionPrompt, type Part } from '../../agents/prompts/execution-prompt.ts';
import type {
  ScriptedConversation,
  ScriptedReply,
  ScriptedRequest,
  ScriptedStep,
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

type Edit = { readonly path: string; readonly search: string; readonly replace: string };

/** The Execution agent writes the tests: it reads a file, makes a new one, and is done. */
export function writesTests(reads: string, path: string, text: string): ScriptedConversation {
  return {
    name: 'tests',
    when: (request) => isWork(request, 'tests'),
    replies: [
      tools({ name: 'read_file', arguments: { path: reads } }),
      tools(
        { name: 'create_file', arguments: { path, text } },
        { name: 'finish', arguments: { summary: `Tests in ${path}.` } },
      ),
    ],
  };
}

/**
 * The Execution agent makes the change: it reads the file, edits it, and is done. `sees` is what the prompt of this
 * attempt must hold, such as the failure that it is to mend: a prompt without it ends the story.
 */
export function makesChange(
  name: string,
  edit: Edit,
  when: (prompt: string) => boolean,
  sees: readonly string[] = [],
): ScriptedConversation {
  const first: ScriptedStep = (request) => {
    const missing = sees.find((text) => !promptOf(request).includes(text));
    if (missing !== undefined) throw new Error(`the prompt of "${name}" does not hold: ${missing}`);
    return tools({ name: 'read_file', arguments: { path: edit.path } });
  };
  return {
    name,
    when: (request) => isWork(request, 'change') && when(promptOf(request)),
    replies: [
      first,
      tools({ name: 'edit_file', arguments: edit }),
      tools({ name: 'finish', arguments: { summary: `Changed ${edit.path}.` } }),
    ],
  };
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

function tools(...calls: Extract<ScriptedReply, { kind: 'tools' }>['calls'][number][]): ScriptedReply {
  return { kind: 'tools', calls };
}
