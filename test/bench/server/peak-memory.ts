import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has had so far, in MB. On Linux not by `resourceUsage().maxRSS`: that begins at what
 * the process had that started this one.
 */
export function peakMemoryMb(): number {
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(ownStatus()) ?? [];
  return Number(kilobytes ?? process.resourceUsage().maxRSS) / 1_024;
}

/** Empty where there is no /proc. */
function ownStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
