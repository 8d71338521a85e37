import type { ServerSettings } from '../env/settings.ts';
import type { Settings } from '../task/step.ts';

/** What deciding needs to know of this installation; whether merging is paused is a fact of the board. */
export function taskSettings({ durations, model }: ServerSettings): Settings {
  return { ...durations, model: model ? 'configured' : 'none', merging: 'open' };
}
