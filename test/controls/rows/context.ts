import type { Control } from '../controls.ts';

export const contextControls: readonly Control[] = [
  {
    name: 'instructions of a repository are of any size',
    file: 'src/context/instructions.ts',
    from: 'Math.min(left, instructionCaps.each)',
    to: 'Number.MAX_SAFE_INTEGER',
    test: 'test/context/instructions.test.ts',
    goesRed:
      'readInstructions never takes more than its caps, whatever the repository holds, and always the same',
  },
  {
    name: 'the target of a link is taken for instructions',
    file: 'src/context/instructions.ts',
    from: " || file.mode === 'symlink'",
    to: '',
    test: 'test/context/instructions.test.ts',
    goesRed: 'readInstructions leaves out links, what is no text, and what is empty',
  },
  {
    name: 'a reviewer is not told that instructions give no right',
    file: 'src/agents/prompts/review-prompt.ts',
    from: '    instructionsRule,\n',
    to: '',
    test: 'test/agents/instructions-part.test.ts',
    goesRed:
      'the instructions of a repository are said to guide style and to give no right, in the prompt of review',
  },
  {
    name: 'instructions keep what people do not see',
    file: 'src/agents/instructions-part.ts',
    from: '${sanitise(one.text)}',
    to: '${one.text}',
    test: 'test/agents/instructions-part.test.ts',
    goesRed: 'the instructions of a repository lose what people do not see',
  },
  {
    name: 'a job that fails in its thread is done again here',
    file: 'src/context/off-loop.ts',
    from: "    thread.once('error', (error) => fail(error.message, error));",
    to: "    thread.once('error', () => resolve(packContext(job.kind === 'pack' ? job.files : new Map(), '', 0) as T));",
    test: 'test/context/off-loop.test.ts',
    goesRed: 'a large tree that takes too much memory or time is an error, and the next one is done',
  },
  {
    name: 'a large tree is ranked where deliveries are answered',
    file: 'src/context/off-loop.ts',
    from: 'return bytes < large.tree',
    to: 'return bytes < Number.MAX_SAFE_INTEGER',
    test: 'test/context/off-loop.test.ts',
    goesRed: 'a large tree is packed as it would be here, while the event loop goes round',
  },
  {
    name: 'a pack takes more than its budget',
    file: 'src/context/pack.ts',
    from: '    if (cost > left) continue;\n',
    to: '',
    test: 'test/context/pack.test.ts',
    goesRed: 'packContext whatever the tree, the question and the budget a pack never exceeds its budget',
  },
  {
    name: 'a summary is computed again for the same text',
    file: 'src/context/summary.ts',
    from: 'known ?? ',
    to: '',
    test: 'test/context/summary.test.ts',
    goesRed: 'summarise reads an unchanged text once, and a changed one again',
  },
];
