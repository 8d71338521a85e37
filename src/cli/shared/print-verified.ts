/** What the check of a record came to, for people and for programs. */
import type { Verification } from '../../record/verify-export.ts';
import { verifiedSentences, type VerifiedBy } from '../../words/verified-sentences.ts';
import { printJson, printSentences } from './print.ts';
import type { Opened, OpenedWrong } from './record-artefacts.ts';

export type Asked = VerifiedBy & { readonly artefacts: Opened | OpenedWrong | null };

/** The exit code: 0 only where everything holds. */
export function printVerified(found: Verification, asked: Asked, format: 'json' | 'text'): 0 | 1 {
  const wrong = asked.artefacts?.kind === 'wrong' ? asked.artefacts.message : null;
  if (format === 'json') printJson(asJson(found, asked, wrong));
  else {
    for (const sentence of verifiedSentences(found, asked, wrong)) printSentences(sentence);
    if (asked.artefacts?.kind === 'opened')
      printSentences(
        `${asked.artefacts.held} of its ${asked.artefacts.of} artefacts are beside it, as committed to.`,
      );
  }
  return found.kind === 'holds' && wrong === null ? 0 : 1;
}

function asJson(found: Verification, { key, history, artefacts }: Asked, wrong: string | null): object {
  const by = { key, git: history };
  if (wrong !== null) return { verified: false, reason: 'artefact', message: wrong, ...by };
  if (found.kind === 'holds') {
    const { origin, signed, entries, root } = found;
    const opened = artefacts?.kind === 'opened' ? { artefacts: artefacts.held } : {};
    return { verified: true, origin, entries: entries.length, signed, root: base64(root), ...opened, ...by };
  }
  const { message } = found;
  if (found.kind === 'rewritten') {
    const root = base64(found.root);
    const signedRoot = base64(found.signedRoot);
    return { verified: false, reason: 'rewritten', root, signedRoot, message, ...by };
  }
  const at = found.kind === 'broken' ? { index: found.index } : {};
  return { verified: false, reason: found.reason, ...at, message, ...by };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
