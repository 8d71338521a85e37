import { instructionsRule } from './instructions-part.ts';

export type Part = 'tests' | 'change' | 'both';

const work: { readonly [Name in Part]: string } = {
  tests:
    'Write the tests that this task needs, and nothing else: they must fail now, because the behaviour is missing or wrong, and pass once it is right. Put them where the repository keeps its tests, in its own style. Do not touch the code under test. A syntax error or an import that can never work is no failing test.',
  change:
    'Make the change that this task needs. The tests for it are there already and must not be edited; all other tests must go on passing.',
  both: 'Make the change that this task needs, and the tests that show it, in the style of the repository.',
};

/** The work of writing a patch as blocks in one plain text, for a model that knows no tools. */
export function blocksPrompt(part: Part): string {
  return [
    'You change a repository that you see in part. Nothing can be run, and you answer once.',
    work[part],
    blocksForm,
    'Keep the change as small as the task allows. Add no TODO, no secret, no dependency; do not touch CI files or test settings; never weaken a test.',
    'If the task contradicts itself or cannot be done from what you see, write no block and say why.',
    instructionsRule,
  ].join('\n\n');
}

const blocksForm = [
  'Write each edit in a code fence of its own, with the path of the file on the first line:',
  '```\npath/to/file.py\n<<<<<<< SEARCH\nlines as they stand in the file\n=======\nlines that take their place\n>>>>>>> REPLACE\n```',
  'The lines after SEARCH must stand in the file once, to the character: take enough of them, without the headings that begin with "===". With no line after SEARCH, the file is new. Say in a sentence before the blocks what you change and why.',
].join('\n\n');

/** The work of writing a patch through tools. */
export function executionPrompt(part: Part): string {
  return [
    'You change a repository through tools. It is in memory: there is no shell, and nothing can be run.',
    work[part],
    'Work like this: read what the context leaves open, edit in small exact replacements, read the result where you are not sure, then call finish. Keep the change as small as the task allows. Add no TODO, no secret, no dependency; do not touch CI files or test settings; never weaken a test.',
    'If the task contradicts itself or cannot be done here, call give_up with the reason.',
    instructionsRule,
  ].join('\n\n');
}
