import { refuse } from '../fold/fold-refusal.ts';
import { isPastStopping } from './shared/past-stopping.ts';
import { accept, refuseCommand, type CommandFile } from './shared/command-file.ts';

export const stop: CommandFile<'stop'> = {
  row: {
    name: 'stop',
    usage: 'stop',
    right: 'write',
    built: 'yes',
    does: 'cancels the task: closes its pull request, keeps its branch',
  },
  judge: ({ task: { state } }) => {
    if (isPastStopping(state)) return refuseCommand('is-over');
    return state.phase === 'Commit' && state.merged ? refuseCommand('merge-under-way') : accept();
  },
  needs: null,
  fold: (task, { by }) => {
    const { state } = task;
    if (isPastStopping(state) || (state.phase === 'Commit' && state.merged))
      return refuse('a stop that comes too late');
    return { ...task, stopping: { reason: 'stopped', by } };
  },
};
