import { createHash } from 'node:crypto';

/** What the labeller authorised, as a hash: title and body, parted so that neither can run into the other. */
export function textHash(issue: { readonly title: string; readonly body: string }): string {
  return createHash('sha256')
    .update(JSON.stringify([issue.title, issue.body]))
    .digest('hex');
}
