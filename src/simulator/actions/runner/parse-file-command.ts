export type FileCommand =
  | { readonly kind: 'read'; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'invalid'; readonly message: string };

/** What a step wrote to $GITHUB_OUTPUT or $GITHUB_ENV: `name=value`, or `name<<END` … `END`. */
export function parseFileCommand(text: string): FileCommand {
  const values = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc > 0 && (equals < 0 || heredoc < equals)) {
      const end = line.slice(heredoc + 2);
      const close = lines.indexOf(end, at + 1);
      if (end === '' || close < 0)
        return { kind: 'invalid', message: `Matching delimiter not found '${end}'` };
      values.set(line.slice(0, heredoc), lines.slice(at + 1, close).join('\n'));
      at = close;
    } else if (equals > 0) values.set(line.slice(0, equals), line.slice(equals + 1));
    else return { kind: 'invalid', message: `Invalid format '${line}'` };
  }
  return { kind: 'read', values };
}
