/** `npm run controls`: every control, one after the other, and a table. Exit 1 unless each turned its test red. */
import { controls } from './controls.ts';
import { copyTree, type Verdict } from './run-controls.ts';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function words(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'red':
      return verdict.others > 0 ? `red, and ${verdict.others} more` : 'red';
    case 'stayed-green':
      return verdict.failed.length > 0 ? `other tests failed, not this one` : 'STAYED GREEN';
    case 'wrong':
      return `WRONG: ${verdict.message}`;
    default: {
      const never: never = verdict;
      return never;
    }
  }
}

const copy = copyTree();
try {
  const before = await copy.failing([...new Set(controls.map(({ test }) => test))]);
  for (const name of before) say(`fails without any control: ${name}`);
  let bad = before.length;
  say('| when | must fail | did it |\n|---|---|---|');
  for (const control of controls) {
    const verdict = await copy.judge(control);
    if (verdict.kind !== 'red') bad += 1;
    say(`| ${control.name} | ${control.test}: ${control.goesRed} | ${words(verdict)} |`);
  }
  say(
    bad === 0
      ? `${controls.length} controls, each red`
      : `${controls.length} controls, ${bad} not as they should be`,
  );
  process.exitCode = bad === 0 ? 0 : 1;
} finally {
  copy.remove();
}
