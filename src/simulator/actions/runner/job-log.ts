/** A job's log as GitHub serves it: each line behind a timestamp with seven decimals. */
export type JobLog = {
  write(line: string): void;
  /** Later lines show `***` in its place. */
  mask(secret: string): void;
  text(): string;
};

export function createJobLog(now: () => Date, maxBytes: number): JobLog {
  const lines: string[] = [];
  const masks = new Set<string>();
  let bytes = 0;

  function add(line: string): void {
    const stamped = `${now().toISOString().replace('Z', '0000Z')} ${line}\n`;
    lines.push(stamped);
    bytes += Buffer.byteLength(stamped);
  }

  return {
    write(text) {
      if (bytes > maxBytes) return;
      let shown = text;
      for (const secret of masks) shown = shown.replaceAll(secret, '***');
      for (const line of shown.split('\n')) add(line);
      if (bytes > maxBytes) add('##[warning]The log is cut here: it is longer than this runner keeps.');
    },
    mask(secret) {
      if (secret.trim() !== '') masks.add(secret);
    },
    text: () => lines.join(''),
  };
}
