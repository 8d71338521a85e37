import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/agents/model.ts';
import { sizeOf, trimHistory } from '../../../src/agents/prompts/trim-history.ts';

const tool = (callId: string, size: number): Message => ({ role: 'tool', callId, text: 'x'.repeat(size) });
const history: Message[] = [
  { role: 'system', text: 's'.repeat(300) },
  { role: 'user', text: 'u'.repeat(300) },
  ...['a', 'b', 'c', 'd'].flatMap((id): Message[] => [
    { role: 'assistant', text: '', calls: [{ id, name: 'read_file', arguments: '{}' }] },
    tool(id, 3_000),
  ]),
];
const size = (messages: readonly Message[]) => messages.reduce((sum, message) => sum + sizeOf(message), 0);

describe('trimHistory', () => {
  it('leaves a conversation that fits as it is', () => {
    expect(trimHistory(history, size(history))).toEqual(history);
  });

  it('drops the oldest tool answers first, and keeps task and calls', () => {
    const trimmed = trimHistory(history, 3_000) ?? [];
    expect(size(trimmed)).toBeLessThanOrEqual(3_000);
    const texts = trimmed.flatMap((message) => (message.role === 'tool' ? [message.text.length] : []));
    expect(texts).toEqual([49, 49, 3_000, 3_000]);
    expect(trimmed.filter(({ role }) => role !== 'tool')).toEqual(
      history.filter(({ role }) => role !== 'tool'),
    );
  });

  it('gives up when the task and the last answers alone are too long', () => {
    expect(trimHistory(history, 1_000)).toBeNull();
  });
});
