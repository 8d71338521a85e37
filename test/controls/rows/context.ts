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
    from: "source: 'people'",
    to: "source: 'code'",
    test: 'test/agents/instructions-part.test.ts',
    goesRed: 'the instructions of a repository lose what people do not see',
  },
];
