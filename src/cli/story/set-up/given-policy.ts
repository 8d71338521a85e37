import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parsePolicy } from '../../../policy/parse-policy.ts';

type GivenPolicy =
  | { readonly kind: 'policy'; readonly text: string | null }
  | { readonly kind: 'wrong'; readonly message: string };

/** Reads and checks the file of `--policy`; what is wrong with it is said with line and column. */
export async function readGivenPolicy(file: string | null, cwd: string): Promise<GivenPolicy> {
  if (file === null) return { kind: 'policy', text: null };
  let text: string;
  try {
    text = await readFile(resolve(cwd, file), 'utf8');
  } catch {
    return { kind: 'wrong', message: `The policy ${file} cannot be read.` };
  }
  const parsed = parsePolicy(text);
  if (parsed.kind === 'policy') return { kind: 'policy', text };
  const [first] = parsed.errors;
  const more = parsed.errors.length > 1 ? ` (and ${parsed.errors.length - 1} more)` : '';
  const where = first ? `${file}:${first.line}:${first.column}: ${first.message}` : `${file} is wrong`;
  return { kind: 'wrong', message: `The policy cannot be used: ${where}${more}` };
}
