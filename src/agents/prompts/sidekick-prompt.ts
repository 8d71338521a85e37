import { instructionsRule } from './instructions-part.ts';

export type SidekickTask = 'ask' | 'explain' | 'refactor' | 'test';

const work: { readonly [Name in SidekickTask]: string } = {
  ask: 'Answer the question about this repository, from what you are shown of it.',
  explain:
    'Explain the marked line of the diff to a colleague who knows the language and not this code: what it does, why it is there, what depends on it.',
  refactor:
    'Suggest how the marked line of the diff, and what belongs to it, could be written better, in the direction that the person asks for. Show the code as it would be; behaviour must not change.',
  test: 'Suggest one test that would fail if the marked line of the diff were wrong, in the style of the repository. Show it as code, and say where it belongs.',
};

/** The work of answering one person; who Sidekick is, its persona says. */
export function sidekickPrompt(task: SidekickTask): string {
  return [
    work[task],
    'Where a hunk of a diff is shown, its last line is the marked one.',
    'Answer with one JSON object: "answer" (Markdown without links and images, as short as the matter allows); "citations" (each with "path", "first" and "last": the lines of the files shown that your answer rests on, numbered as in the file; empty where it rests on none); "task" (if something ought to be changed in the repository: one line, in the imperative, that would do as the title of an issue; else null).',
    'Say what you do not know. Invent no path, no line and no behaviour. What you suggest is done only if a person asks for it.',
    instructionsRule,
  ].join('\n\n');
}
