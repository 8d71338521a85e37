/** Questions in the manner of issues that can be asked of any Python project: the first, and others after it. */
export const questions: readonly string[] = [
  `The error does not say which file could not be read

When a configuration file is missing or has a wrong encoding, the \`OSError\` or \`UnicodeDecodeError\` that is raised
holds neither its path nor the line. Expected: an error that names the file, and \`read_text\` that takes an encoding.`,
  `Timeout is ignored while a connection is waited for

With \`timeout=1\` the call blocks until the server answers: the socket is opened before the time-out is set. It should
raise \`TimeoutError\`, close the socket and leave nothing open in the pool.`,
  `TypeError when an optional argument is None

    File "parser.py", line 120, in parse_args
    TypeError: 'NoneType' object is not iterable

A default of \`None\` is passed on where an empty list is expected.`,
  `Dates before 1970 are formatted with the wrong sign

\`format_date\` and \`parse_date\` do not agree on negative timestamps with a time zone; \`utcoffset\` is taken twice.`,
  `Let plug-ins register their own commands

Commands are looked up in a dictionary that is filled when the module is imported. Add \`register_command(name, handler)\`,
and refuse a name that is already taken.`,
];
