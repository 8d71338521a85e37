import { cutLine } from '../cut.ts';
import { neutralise } from '../neutralise.ts';

const most = 120;

/** Title of commit and pull request: `[Cadence] #7 Add two numbers`; one line, at most 120 characters. */
export function headline(issue: number, title: string): string {
  const words = neutralise(title, 'title');
  return cutLine(`[Cadence] #${issue} ${words || 'change'}`, most);
}
