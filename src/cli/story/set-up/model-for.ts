import type { Env } from '../../../env/settings.ts';
import type { ScriptedConversation } from '../../scripted-model/script.ts';
import type { ModelChoice } from '../arguments.ts';
import type { StoryModel } from '../story.ts';

/** The model that a run gets; null as the choice takes what the environment offers. */
export function modelFor(
  choice: ModelChoice | null,
  env: Env,
  conversations: readonly ScriptedConversation[],
): StoryModel | { readonly kind: 'wrong'; readonly message: string } {
  const key = env['OPENAI_API_KEY'] ?? null;
  const baseUrl = env['OPENAI_BASE_URL'] ?? null;
  if (baseUrl !== null && choice !== 'scripted' && choice !== 'none' && !URL.canParse(baseUrl))
    return {
      kind: 'wrong',
      message: 'OPENAI_BASE_URL must be an address with http or https, up to and with /v1.',
    };
  const server = { kind: 'server', baseUrl: baseUrl ?? 'https://api.openai.com/v1', key } as const;
  switch (choice) {
    case 'scripted':
      return conversations.length > 0 ? { kind: 'script', conversations } : { kind: 'none' };
    case 'openai':
      if (key === null && baseUrl === null)
        return {
          kind: 'wrong',
          message:
            '--model openai needs OPENAI_API_KEY, or OPENAI_BASE_URL for a compatible server, in the environment.',
        };
      return server;
    case 'none':
      return { kind: 'none' };
    case null:
      return key === null && baseUrl === null ? { kind: 'none' } : server;
    default: {
      const never: never = choice;
      throw new Error(`unknown model ${String(never)}`);
    }
  }
}
