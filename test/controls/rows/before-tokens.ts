import type { Control } from '../controls.ts';

/** What is found out before a token is spent. */
export const beforeTokensControls: readonly Control[] = [
  {
    name: 'an issue that names protected files only is drafted all the same',
    file: 'src/acts/draft-spec.ts',
    from: '  if (forbidden.length > 0 && !task.guidance)',
    to: '  if (forbidden.length > 99 && !task.guidance)',
    test: 'test/acts/draft-spec.test.ts',
    goesRed:
      'the draft of a specification is not asked for where the title names protected files only: Set the line length in pyproject.toml',
  },
  {
    name: 'an issue that was closed while a model worked costs more tokens',
    file: 'src/engine/advance.ts',
    from: 'if (mustBeFresh(next.kind) && deps.now() - lookedAt > settings.freshMs) {',
    to: 'if (mustBeFresh(next.kind) && deps.now() - lookedAt > settings.freshMs * 99) {',
    test: 'test/engine/advance.test.ts',
    goesRed:
      'a turn of the engine looks at GitHub again before more tokens are spent, where a model took its time',
  },
];
