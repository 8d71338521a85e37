import { originOf } from './checkpoint.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { fromBase64 } from './signed-note.ts';

export const trailerName = 'Cadence-Record';

/** The line that publishes a checkpoint in a merge commit: `Cadence-Record: <size> <root> <signature>`. */
export function formatTrailer({ size, root, signatures }: SignedCheckpoint): string {
  const [signature] = signatures;
  if (signature === undefined) throw new Error('a checkpoint that nobody signed is not published');
  return `${trailerName}: ${size} ${Buffer.from(root).toString('base64')} ${Buffer.from(signature).toString('base64')}`;
}

/**
 * The checkpoint that a commit message publishes for the repository, or null. Only the last paragraph counts, and
 * only one trailer: a second one would leave open which of them was meant.
 */
export function parseTrailer(message: string, repo: string): SignedCheckpoint | null {
  const found = trailersIn(message);
  const [line] = found;
  if (line === undefined || found.length > 1) return null;
  const [, digits, rootText, signatureText] = /^[^:]+: (0|[1-9]\d{0,15}) (\S+) (\S+)$/.exec(line) ?? [];
  if (digits === undefined || rootText === undefined || signatureText === undefined) return null;
  const size = Number(digits);
  const root = fromBase64(rootText);
  const signature = fromBase64(signatureText);
  if (!Number.isSafeInteger(size) || root?.length !== 32 || signature?.length !== 68) return null;
  return { origin: originOf(repo), size, root, signatures: [signature] };
}

/** The lines that publish something, whatever they hold: those of the last paragraph alone are trailers. */
export function trailersIn(message: string): readonly string[] {
  const paragraph =
    message
      .trimEnd()
      .split(/\r?\n\r?\n/)
      .at(-1) ?? '';
  return paragraph.split(/\r?\n/).filter((line) => line.startsWith(`${trailerName}:`));
}
