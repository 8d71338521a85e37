/** The files of a change with the lines that it adds and deletes. */
import type { Change, FileChange } from '../../patch/change/change.ts';
import { changedLines } from '../../patch/change/changed-lines.ts';
import { codeSpan } from '../code.ts';
import { table } from '../markdown-table.ts';

const maxFiles = 30;

export function filesTable(change: Change): string {
  const rows = change.slice(0, maxFiles).map((file) => [codeSpan(file.path), lineCount(file)]);
  const left = change.length - rows.length;
  return table(['File', 'Lines'], [...rows, ...(left > 0 ? [[`and ${left} more`, '']] : [])]);
}

function lineCount(file: FileChange): string {
  const { added, deleted } = changedLines([file]);
  const count = `+${added} −${deleted}`;
  return file.kind === 'modified' ? count : `${count} (${file.kind === 'added' ? 'new' : 'deleted'})`;
}
