import { describe, expect, it } from 'vitest';
import { runExecution } from '../../src/agents/execution-agent.ts';
import type { ExecutionInput } from '../../src/agents/execution-agent.ts';
import type { ScriptedStep } from '../../src/cli/scripted-model/script.ts';
import { filesOf, onStage, sequence, filesAfter, textOf } from './support.ts';

const files = filesOf({
  'calc.py': 'def add(x, y):\n    return x - 1 + y\n\n\ndef odd():\n    return "a\u200bb"\n',
  'tests/test_calc.py': 'def test_add():\n    assert True\n',
});
const said = (text: string): ScriptedStep => ({ kind: 'text', text });

function block(path: string, search: string, replace: string): string {
  return `\`\`\`\n${path}\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\n`;
}

const fix = block('calc.py', '    return x - 1 + y', '    return x + y');

const guard = (path: string) => (path.startsWith('tests/') ? 'It belongs to the proof.' : null);

function play(steps: ScriptedStep[], change: Partial<ExecutionInput> = {}) {
  return onStage(
    sequence(...steps),
    'execution',
    async (stage) => ({
      ...stage,
      result: await runExecution({
        ...stage.deps,
        part: 'change',
        spec: { title: 'Fix add', goal: 'add() adds', acceptance: ['add(2, 2) is 4'] },
        context: '=== calc.py lines 1-2 of 6\ndef add(x, y):\n    return x - 1 + y\n',
        files,
        learned: null,
        limits: { turns: 40, tokens: 2_000_000 },
        ...change,
      }),
    }),
    { edits: 'blocks' },
  );
}

describe('a model without tool calls', () => {
  it('writes its change as blocks in one reply, with the packed context before it', async () => {
    const { result, server, calls } = await play([
      said(`add() took one off.\n\n${fix}${block('new.py', '', 'x = 1')}`),
    ]);
    if (result.kind !== 'change') throw new Error(result.message);
    expect(textOf(filesAfter(files, result.change), 'calc.py')).toContain('    return x + y\n');
    expect(textOf(filesAfter(files, result.change), 'new.py')).toBe('x = 1\n');
    expect(result.summary).toBe('add() took one off.');
    expect(calls).toHaveLength(1);
    const [request] = server.requests();
    expect(request).toMatchObject({ tools: [], schema: null });
    expect(request?.messages[0]?.content).toContain('<<<<<<< SEARCH');
    expect(request?.messages[1]?.content).toContain('return x - 1 + y');
    expect(server.errors()).toEqual([]);
  });

  it('lands nothing that it only thought of, and says nothing of it', async () => {
    const thought = `<think>\nFirst idea:\n${block('calc.py', 'def odd():', 'def even():')}No.\n</think>\n`;
    const { result, calls } = await play([said(`${thought}I add.\n\n${fix}`)]);
    if (result.kind !== 'change') throw new Error(result.message);
    expect(textOf(filesAfter(files, result.change), 'calc.py')).toContain('    return x + y\n\n\ndef odd():');
    expect(result.summary).toBe('I add.');
    expect(calls[0]?.reply).toContain('First idea');
  });

  it('lands nothing of a thought without end, and is asked again', async () => {
    const { result, server } = await play([said(`<think>\n${fix}`), said(fix)]);
    expect(result.kind).toBe('change');
    expect(server.requests()[1]?.messages.at(-1)?.content).toContain('The reply was cut off');
  });

  it('may write a unified diff as well: any form that can be landed', async () => {
    const diff =
      '```diff\n--- a/calc.py\n+++ b/calc.py\n@@ -1,2 +1,2 @@\n def add(x, y):\n-    return x - 1 + y\n+    return x + y\n```\n';
    const { result } = await play([said(diff)]);
    expect(result.kind).toBe('change');
  });

  it('is told once what stands there instead, and takes its second reply whole', async () => {
    const wrong = block('calc.py', '    return x - 2 + y', '    return x + y');
    const { result, server } = await play([said(`${block('new.py', '', 'x = 1')}${wrong}`), said(fix)]);
    if (result.kind !== 'change') throw new Error(result.message);
    expect(filesAfter(files, result.change).has('new.py')).toBe(false);
    const told = server.requests()[1]?.messages.at(-1)?.content;
    expect(told).toContain('calc.py');
    expect(told).toContain('return x - 1 + y');
    expect(told).toContain('Nothing of that reply was used');
  });

  it('lands a line that it quotes with its invisible character spelt out', async () => {
    const { result } = await play([said(block('calc.py', '    return "a⟦U+200B⟧b"', '    return "ab"'))]);
    if (result.kind !== 'change') throw new Error(result.message);
    expect(textOf(filesAfter(files, result.change), 'calc.py')).toContain('return "ab"');
  });

  it('does not get around the guard', async () => {
    const cheat = block('tests/test_calc.py', '    assert True', '    pass');
    const { result, server } = await play([said(cheat), said(cheat)], { guard });
    expect(result).toMatchObject({ kind: 'gave-up', reason: 'invalid-output' });
    expect(server.requests()[1]?.messages.at(-1)?.content).toContain('It belongs to the proof.');
  });

  it.each<[string, ScriptedStep, string]>([
    ['prose', said('It cannot be done: there is no sub().'), 'there is no sub()'],
    ['a block that does not end', said('```\ncalc.py\n<<<<<<< SEARCH\nx\n```'), 'does not end'],
    ['a file that is not there', said(block('nowhere.py', 'a', 'b')), 'There is no file nowhere.py'],
    ['a forged tool call', { kind: 'tools', calls: [{ name: 'finish', arguments: {} }] }, 'a tool'],
    ['a cut reply', { kind: 'truncated', text: fix }, 'cut off'],
    ['an empty reply', said(''), 'empty'],
  ])('has one repair turn and no more: %s', async (_name, step, words) => {
    const { result, calls } = await play([step, step]);
    expect(result).toMatchObject({
      kind: 'gave-up',
      reason: 'invalid-output',
      message: expect.stringContaining(words),
    });
    expect(calls).toHaveLength(2);
  });

  it('is not asked again after a refusal, nor beyond its tokens', async () => {
    const refusing = await play([{ kind: 'refusal', text: 'I will not' }]);
    expect(refusing.result).toMatchObject({ kind: 'gave-up', reason: 'refused' });
    expect(refusing.calls).toHaveLength(1);
    const poor = await play([], { limits: { turns: 40, tokens: 1_000 } });
    expect(poor.result).toMatchObject({ kind: 'gave-up', reason: 'token-limit' });
    expect(poor.calls).toHaveLength(0);
  });

  it('waits like any other while its server is away', async () => {
    const { result } = await play([{ kind: 'raw', status: 503, body: '' }]);
    expect(result).toMatchObject({ kind: 'unavailable', reason: 'outage' });
  });
});
