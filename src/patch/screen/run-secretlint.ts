/**
 * secretlint's rules over added lines. Its comments that switch a rule off are not heard: they would stand in the very
 * change that is screened. Its profiler is off: it keeps an entry for every rule and text for as long as we run.
 */
import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';

const scanners = rules.filter(({ meta }) => !meta.id.endsWith('/secretlint-rule-filter-comments'));

/** Where a rule found something: its short name, and from where to where; never what it said, which repeats the secret. */
export type LintHit = { readonly rule: string; readonly from: number; readonly to: number };

export async function runSecretlint(path: string, content: string): Promise<LintHit[]> {
  secretLintProfiler.setEnabled(false);
  const { messages } = await lintSource({
    source: { filePath: /[\w.-]+$/.exec(path)?.[0] ?? 'file', content, ext: '', contentType: 'text' },
    options: {
      noPhysicFilePath: true,
      config: { rules: scanners.map((rule) => ({ id: rule.meta.id, rule, options: {} })) },
    },
  });
  return messages.map(({ ruleId, range: [from, to] }) => ({
    rule: ruleId.replace('@secretlint/secretlint-rule-', ''),
    from,
    to,
  }));
}
