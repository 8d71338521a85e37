import { describe, expect, it } from 'vitest';
import { runTool, toolSpecs } from '../../../src/agents/tools/tools.ts';
import { openWorkTree } from '../../../src/agents/tools/work-tree.ts';
import { filesOf } from '../support.ts';

const open = () => openWorkTree(filesOf({ 'a.txt': 'one\ntwo\n' }));
const run = (name: string, given: unknown, tree = open()) =>
  runTool({ id: 'c', name, arguments: typeof given === 'string' ? given : JSON.stringify(given) }, tree);

describe('the tools', () => {
  it('are named and described to the model as plain objects', () => {
    expect(toolSpecs.map(({ name }) => name)).toEqual([
      'list_files',
      'search',
      'read_file',
      'edit_file',
      'create_file',
      'delete_file',
      'finish',
      'give_up',
    ]);
    for (const { parameters } of toolSpecs) expect(parameters).toMatchObject({ type: 'object' });
    expect(toolSpecs[2]?.parameters['required']).toEqual(['path']);
  });

  it('take null for what is left out', async () => {
    expect(await run('read_file', { path: 'a.txt', from: null, to: null })).toEqual({
      kind: 'answer',
      text: 'a.txt, lines 1-2 of 2:\n1\tone\n2\ttwo',
    });
  });

  it.each([
    ['an unknown tool', 'merge', {}, 'There is no tool of that name'],
    ['a name that every object has', 'constructor', {}, 'There is no tool of that name'],
    ['broken JSON', 'read_file', '{"path":', 'not valid JSON'],
    ['a missing argument', 'read_file', {}, 'path'],
    ['a wrong type', 'read_file', { path: 7 }, 'path'],
    ['no object', 'read_file', '[]', 'The arguments are wrong'],
    ['a line zero', 'read_file', { path: 'a.txt', from: 0 }, 'from'],
    ['an empty search', 'edit_file', { path: 'a.txt', search: '', replace: 'x' }, '"search" is empty'],
    ['finish with nothing done', 'finish', { summary: 'done' }, 'Nothing is changed yet'],
  ])('answer %s with a sentence', async (_name, name, given, text) => {
    expect(await run(name, given)).toMatchObject({ kind: 'answer', text: expect.stringContaining(text) });
  });

  it('end the run by finish after a change, and by give_up at any time', async () => {
    const tree = open();
    await run('edit_file', { path: 'a.txt', search: 'two', replace: 'three' }, tree);
    expect(await run('finish', { summary: 'Counted.' }, tree)).toEqual({
      kind: 'finished',
      summary: 'Counted.',
    });
    expect(await run('give_up', { why: 'No such thing.' })).toEqual({
      kind: 'declined',
      why: 'No such thing.',
    });
  });
});
