/** A line of output that speaks to the runner. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
export type WorkflowCommand = {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly text: string;
};

export function parseWorkflowCommand(line: string): WorkflowCommand | null {
  const found = /^\s*::([A-Za-z][\w-]*)(?: ([^\n]*?))?::(.*)$/.exec(line);
  if (!found) return null;
  const [, name = '', list = '', text = ''] = found;
  const properties: Record<string, string> = {};
  for (const pair of list.split(',')) {
    const at = pair.indexOf('=');
    if (at > 0) properties[pair.slice(0, at).trim()] = unescape(pair.slice(at + 1));
  }
  return { name: name.toLowerCase(), properties, text: unescape(text) };
}

function unescape(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    '%25': '%',
    '%0D': '\r',
    '%0A': '\n',
    '%3A': ':',
    '%2C': ',',
  };
  return text.replaceAll(/%(?:25|0D|0A|3A|2C)/gi, (code) => signs[code.toUpperCase()] ?? code);
}
