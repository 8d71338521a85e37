import type { ScriptedRequest } from './script.ts';

/** A request, or what a server would find wrong with it. `sealed`: its reasoning is to come along. */
export type Read =
  | { readonly kind: 'request'; readonly request: ScriptedRequest; readonly reasoning: 'kept' | 'sealed' }
  | { readonly kind: 'wrong'; readonly why: string };

export function readJson(
  text: string,
): { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'wrong'; readonly why: string } {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'wrong', why: 'the body is not JSON' };
  }
}
