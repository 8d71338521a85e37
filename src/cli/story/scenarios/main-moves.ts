import type { Scenario } from '../scenario.ts';
import { add } from './add.ts';

export const mainMoves: Scenario = {
  ...add,
  name: 'main-moves',
  summary: 'main moves before the merge: the branch is updated and tested again',
  happening: {
    after: 'patch_applied',
    who: 'bob',
    does: 'push',
    message: 'Greet politely',
    files: {
      'utils/greet.py': 'def greet(name):\n    """A polite greeting."""\n    return f"Hello, {name}!"\n',
    },
  },
};
