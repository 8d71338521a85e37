import type { CommandWords } from './reply-words.ts';
import { sidekick } from './answered-by-sidekick.ts';

export const ask: CommandWords = { ...sidekick, asksFor: 'a question' };
