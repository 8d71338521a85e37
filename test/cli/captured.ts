import { vi } from 'vitest';

export type Captured = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a command in this process; what it writes is answered instead of shown. */
export async function captured(run: () => Promise<number>): Promise<Captured> {
  const written = { out: '', err: '' };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.out += String(text);
    return true;
  });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.err += String(text);
    return true;
  });
  try {
    return { code: await run(), ...written };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
