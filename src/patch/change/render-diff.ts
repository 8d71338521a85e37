import { formatPatch } from 'diff';
import type { Change, FileChange, FileMode } from './change.ts';
import { fileHunks } from './file-hunks.ts';

const modes: Readonly<Record<FileMode, string>> = {
  file: '100644',
  executable: '100755',
  symlink: '120000',
  submodule: '160000',
};

/** A change as git shows it: `diff --git`, modes, `/dev/null`, three lines of context. Empty for no change. */
export function renderDiff(change: Change): string {
  return change.map(renderFile).join('');
}

function renderFile(file: FileChange): string {
  const { path, before, after } = file;
  const hunks = fileHunks(file);
  const [oldMode, newMode] = [before, after].map((side) => (side === null ? undefined : modes[side.mode]));
  const header = formatPatch({
    isGit: true,
    oldFileName: before === null && hunks?.length ? '/dev/null' : `a/${path}`,
    newFileName: after === null && hunks?.length ? '/dev/null' : `b/${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    isCreate: before === null,
    isDelete: after === null,
    ...(oldMode !== undefined && oldMode !== newMode ? { oldMode } : {}),
    ...(newMode !== undefined && oldMode !== newMode ? { newMode } : {}),
    hunks: hunks === null ? [] : [...hunks],
  });
  return hunks === null ? `${header}Binary files a/${path} and b/${path} differ\n` : header;
}
