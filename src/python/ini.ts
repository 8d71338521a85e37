/** A line of a value, where it stands, from 1. */
export type IniLine = { readonly line: number; readonly text: string };
/** `key` in lower case, with `_`; a value may go on over several lines. */
export type IniOption = { readonly section: string; readonly key: string; readonly values: IniLine[] };

/** The options of an INI file as Python's configparser takes it: a line indented further than its key goes on with its value. */
export function readIni(source: string): IniOption[] {
  const options: IniOption[] = [];
  let section = '';
  let open: IniOption | null = null;
  let depth = 0;
  for (const [index, whole] of source.replaceAll('\r\n', '\n').split('\n').entries()) {
    const text = whole.trim();
    const line = index + 1;
    if (text === '' || /^[#;]/.test(text)) continue;
    const indent = whole.length - whole.trimStart().length;
    if (open !== null && indent > depth) {
      open.values.push({ line, text });
      continue;
    }
    depth = indent;
    open = null;
    const [, header] = /^\[(.+)\]/.exec(text) ?? [];
    if (header !== undefined) {
      section = header.trim();
      continue;
    }
    const sign = text.search(/[=:]/);
    const key = (sign === -1 ? text : text.slice(0, sign)).trim();
    const value = sign === -1 ? '' : text.slice(sign + 1).trim();
    open = { section, key: key.toLowerCase().replaceAll('-', '_'), values: [{ line, text: value }] };
    options.push(open);
  }
  return options;
}
