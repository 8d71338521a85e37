import { describe, expect, it } from 'vitest';
import { spoken } from '../../src/agents/spoken.ts';
import { leastCpuMs } from '../tools/least-cpu-ms.ts';

describe('what a model says', () => {
  it.each<[string, string, string | null]>([
    ['all of a plain reply', ' {"a": 1}\n', ' {"a": 1}\n'],
    ['what follows the thinking', '<think>\nx\n</think>\n\n{"a": 1}', '{"a": 1}'],
    ['whatever the block is called', '\n<Thinking>x</thinking> y', 'y'],
    ['whatever the thinking quotes', '<reasoning>a </think> b</reasoning>c', 'c'],
    ['a second block as it stands', '<think>a</think><think>b</think>c', '<think>b</think>c'],
    ['a block further down as it stands', 'I write <think>a</think>.', 'I write <think>a</think>.'],
    ['a tag of another name as it stands', '<thinker>a</thinker>', '<thinker>a</thinker>'],
    ['nothing where the thinking has no end', '<think>\n{"a": 1}', null],
    ['nothing behind thinking alone', '<think>a</think>\n', ''],
  ])('is %s', (_what, text, said) => {
    expect(spoken(text)).toBe(said);
  });

  it('is found in time that grows with its length alone', () => {
    const text = `<think>${'</think '.repeat(200_000)}`;
    expect(leastCpuMs(() => spoken(text), 2_000)).toBeLessThan(2_000);
  });
});
