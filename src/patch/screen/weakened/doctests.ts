import type { Change, SourceFile } from '../../change/change.ts';
import type { ScreenFinding } from '../screen-finding.ts';
import { linesOf, readSource } from '../../change/text.ts';
import { testFinding } from './weaker-test.ts';

/** Examples in docstrings that are gone, or show another answer: who runs doctests, tests with them. */
export function screenDoctests(change: Change): ScreenFinding[] {
  const files = change.filter(({ path }) => path.endsWith('.py'));
  const kept = new Set(files.flatMap(({ after }) => examplesOf(after)));
  return files.flatMap(({ path, before }) => {
    if (examplesOf(before).every((example) => kept.has(example))) return [];
    const message =
      'An example in a docstring (">>>") was removed or shows another result. A person must confirm it.';
    return [testFinding('expected-data-edited', path, null, message)];
  });
}

/** What is typed with what is answered, one after the other. */
function examplesOf(file: SourceFile | null): string[] {
  const source = file === null ? null : readSource(file);
  if (source === null || !source.includes('>>> ')) return [];
  const examples: string[][] = [];
  let open: string[] | null = null;
  for (const line of linesOf(source)) {
    const said = line.trim();
    if (said.startsWith('>>> ')) examples.push((open = [said]));
    else if (said === '' || /^(?:"""|''')/.test(said)) open = null;
    else open?.push(said.replace(/(?:"""|''')$/, ''));
  }
  return examples.map((lines) => lines.join('\n'));
}
