import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutInvisible } from '../../src/markdown/invisible.ts';
import { visibleText } from '../../src/markdown/visible.ts';
import type { Edit } from '../../src/patch/edit.ts';
import { renderedText } from '../markdown/rendered-text.ts';
import { directiveIn } from './support.ts';
import { forms, hiddenWraps, shownWraps } from './wrapped.ts';

const strays = [
  '<!--',
  '-->',
  '<!-- a -->',
  '--\u200b>',
  '<div title="',
  "<img alt='",
  '">',
  "'>",
  '<div>\n',
  '</div>',
  '<template>',
  '</template>',
  '<?',
  '?>',
  '<![CDATA[',
  ']]>',
  '```',
  '````\n',
  '~~~\n',
  '`',
  '[a](b "',
  '[a]: b "',
  '")',
  '[^a]',
  '[^a]: ',
  '> ',
  '- ',
  '    ',
  '\n',
  '\n\n',
  '\r\n',
  'words',
  '\u200b',
  '\u2028',
  'add.py\n',
];
const wrapped = fc
  .tuple(
    fc.constantFrom(...forms),
    fc.constantFrom(...hiddenWraps, ...shownWraps).filter(([name]) => !name.includes('many')),
  )
  .map(([[, edit], [, put]]) => put(edit));
const bare = fc.constantFrom(...forms).map(([, edit]) => edit);
const page = fc
  .array(fc.oneof(wrapped, bare, { arbitrary: fc.constantFrom(...strays), weight: 3 }), { maxLength: 8 })
  // Each edit brings a word of its own, so that it is known where what landed was written.
  .map((parts) => parts.map((part, index) => part.replaceAll('x + y', `x + word${index}y`)).join('\n'));

/** Every line that an edit brings or looks for. */
function linesIn(edit: Edit): readonly string[] {
  switch (edit.kind) {
    case 'hunks':
    case 'move':
      return edit.hunks.flatMap((hunk) => hunk.lines.map(({ text }) => text));
    case 'replace':
      return [edit.search, edit.replace].join('\n').split('\n');
    case 'whole':
      return [edit.before, edit.after].join('\n').split('\n');
    case 'create':
    case 'put':
      return edit.text.split('\n');
    case 'delete':
      return edit.lines ?? [];
    default: {
      const never: never = edit;
      throw new Error(`unknown edit ${String(never)}`);
    }
  }
}

describe('the law of directives', () => {
  it('lands nothing but parts of what the page shows', () => {
    let landed = 0;
    fc.assert(
      fc.property(page, (body) => {
        const read = directiveIn(body);
        if (read.kind !== 'directive') return;
        landed += 1;
        const visible = visibleText(body);
        for (const edit of read.edits)
          for (const line of [edit.path, ...linesIn(edit)]) expect(visible).toContain(withoutInvisible(line));
      }),
      { numRuns: 3_000 },
    );
    expect(landed).toBeGreaterThan(300);
  });

  it('lands nothing but what another reader of the page shows as well', () => {
    let landed = 0;
    fc.assert(
      fc.property(page, (body) => {
        const read = directiveIn(body);
        if (read.kind !== 'directive') return;
        landed += 1;
        const shown = renderedText(body);
        for (const [word] of read.edits
          .flatMap(linesIn)
          .join('\n')
          .matchAll(/word\d+y/g))
          expect(shown).toContain(word);
      }),
      { numRuns: 2_000 },
    );
    expect(landed).toBeGreaterThan(200);
  });
});
