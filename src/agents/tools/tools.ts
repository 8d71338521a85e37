import { z } from 'zod';
import type { ToolCall, ToolSpec } from '../model.ts';
import type { WorkTree } from './work-tree.ts';

/** What one tool call came to: an answer for the model, or the end of the run. */
export type ToolResult =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'finished'; readonly summary: string }
  | { readonly kind: 'declined'; readonly why: string };

type Tool = {
  readonly spec: ToolSpec;
  readonly run: (given: unknown, tree: WorkTree) => Promise<ToolResult | string>;
};

const path = z.string().describe('Path from the root of the repository');
const under = z.string().default('').describe('Only this folder; left out: the whole repository');
const line = z.number().int().min(1);

const tools: readonly Tool[] = [
  tool('list_files', 'List the files of the repository.', z.object({ under }), (given, tree) =>
    answered(tree.list(given.under)),
  ),
  tool(
    'search',
    'Find the lines that hold a text, or match a regular expression (RE2: no look-ahead, no back references).',
    z.object({
      text: z.string().max(500).describe('What to find, within one line'),
      kind: z.enum(['literal', 'regexp']).default('literal'),
      under,
    }),
    async (given, tree) => answered(await tree.search(given.text, given.kind, given.under)),
  ),
  tool(
    'read_file',
    'Read a text file. Each line comes with its number and a tab before it.',
    z.object({
      path,
      from: line.default(1).describe('First line, from 1'),
      to: line.optional().describe('Last line'),
    }),
    (given, tree) => answered(tree.read(given.path, given.from, given.to ?? null)),
  ),
  tool(
    'edit_file',
    'Replace a text in a file. It must stand in the file exactly once, to the character, without line numbers.',
    z.object({
      path,
      search: z.string().describe('Whole lines as they stand, enough of them to stand once'),
      replace: z.string().describe('What stands there afterwards'),
    }),
    (given, tree) => answered(tree.edit(given.path, given.search, given.replace)),
  ),
  tool('create_file', 'Make a new text file.', z.object({ path, text: z.string() }), (given, tree) =>
    answered(tree.create(given.path, given.text)),
  ),
  tool('delete_file', 'Delete a file.', z.object({ path }), (given, tree) =>
    answered(tree.remove(given.path)),
  ),
  tool(
    'finish',
    'The work is complete. Nothing can be changed after this.',
    z.object({ summary: z.string().describe('What was changed and why, in one to three sentences') }),
    (given, tree) =>
      tree.isChanged()
        ? { kind: 'finished', summary: given.summary.slice(0, 2_000) }
        : 'Nothing is changed yet. Edit files first, or call give_up.',
  ),
  tool(
    'give_up',
    'The task cannot be done as it is written.',
    z.object({ why: z.string().describe('What is missing or contradictory, in one to three sentences') }),
    (given) => ({ kind: 'declined', why: given.why.slice(0, 2_000) }),
  ),
];

/** What the model is told of the tools. */
export const toolSpecs: readonly ToolSpec[] = tools.map(({ spec }) => spec);

/** Runs one call. Whatever is wrong with it is answered to the model; nothing a model writes is thrown. */
export async function runTool(call: ToolCall, tree: WorkTree): Promise<ToolResult> {
  const found = tools.find(({ spec }) => spec.name === call.name);
  if (found === undefined)
    return answer(
      `There is no tool of that name. There are: ${toolSpecs.map(({ name }) => name).join(', ')}.`,
    );
  let given: unknown;
  try {
    given = JSON.parse(call.arguments);
  } catch {
    return answer('The arguments are not valid JSON; send the call again.');
  }
  const result = await found.run(withoutNulls(given), tree);
  return typeof result === 'string' ? answer(result) : result;
}

function tool<Schema extends z.ZodType>(
  name: string,
  description: string,
  schema: Schema,
  run: (given: z.infer<Schema>, tree: WorkTree) => ToolResult | string | Promise<string>,
): Tool {
  const { $schema: _dialect, ...parameters } = z.toJSONSchema(schema, { io: 'input' });
  return {
    spec: { name, description, parameters },
    run: async (given, tree) => {
      const parsed = schema.safeParse(given);
      if (!parsed.success) return `The arguments are wrong: ${z.prettifyError(parsed.error).slice(0, 1_000)}`;
      return run(parsed.data, tree);
    },
  };
}

function answer(text: string): ToolResult {
  return { kind: 'answer', text };
}

function answered(result: { readonly kind: 'done' | 'refused'; readonly text: string }): string {
  return result.kind === 'done' ? result.text : `Refused. ${result.text}`;
}

/** Many models send null for what they leave out. */
function withoutNulls(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}
