import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../../../..');

/** What the App asks for when it is registered: the local GitHub grants that, and nothing more. */
const manifest = z.object({
  name: z.string(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])),
  default_events: z.array(z.string()),
});

export function readManifest(): z.infer<typeof manifest> {
  return manifest.parse(parse(readFileSync(join(root, 'app.yml'), 'utf8')));
}

/** The workflow that the documentation gives to people to add: the same file, not a copy of it. */
export function shippedWorkflow(defaultBranch: string): string {
  const text = readFileSync(join(root, 'docs/setup/cadence-pytest.yml'), 'utf8');
  return text.replace('branches: [main]', `branches: [${JSON.stringify(defaultBranch)}]`);
}

/** The script of its second job, which lies beside the policy. */
export function shippedScript(): string {
  return readFileSync(join(root, 'docs/setup/cadence-base.py'), 'utf8');
}
