import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treePaths } from '../../../src/task/results/case-names.ts';
import { maxJUnitBytes, parseJUnit, type ParsedReport } from '../../../src/task/results/junit.ts';
import type { TestResults } from '../../../src/task/results/test-results.ts';

const suite = (cases: string, attributes = ''): string =>
  `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" ${attributes}>${cases}</testsuite></testsuites>`;
const inAdd = (name: string, inner = '', className = 'tests.test_add'): string =>
  `<testcase classname="${className}" name="${name}" file="tests/test_add.py" line="2" time="0.1">${inner}</testcase>`;

function read(xml: string, paths: readonly string[] = []): TestResults {
  const parsed = parseJUnit(xml, treePaths(paths));
  if (parsed.kind !== 'results') throw new Error(reason(parsed));
  return parsed.results;
}
const outcomes = (results: TestResults): string[] =>
  results.cases.map(({ id, outcome }) => `${outcome} ${id}`);
const reason = (parsed: ParsedReport): string => (parsed.kind === 'unusable' ? parsed.reason : parsed.kind);

describe('parseJUnit', () => {
  it.each([
    ['', 'passed'],
    ['<failure message="assert 2 == 3">E   assert 2 == 3</failure>', 'failed'],
    ['<error message="failed on setup with boom">E   ValueError: boom</error>', 'error'],
    ['<failure message="a"/><error message="failed on teardown"/>', 'error'],
    ['<skipped type="pytest.skip" message="why">why</skipped>', 'skipped'],
    ['<skipped type="pytest.xfail" message="because"/>', 'xfailed'],
  ])('reads %j as %s', (inner, outcome) => {
    expect(outcomes(read(suite(inAdd('test_add', inner))))).toEqual([
      `${outcome} tests/test_add.py::test_add`,
    ]);
  });

  it('makes node ids of functions, classes within classes and parameters', () => {
    const xml = suite(
      [
        inAdd('test_m', '', 'tests.test_add.TestK.TestInner'),
        inAdd('test_par[a.b-c/d]'),
        inAdd('test_par[x y-]::[]'),
        inAdd('test_par[&lt;&amp;&#233;&#x1F600;]'),
      ].join(''),
    );
    expect(read(xml).cases.map(({ id }) => id)).toEqual([
      'tests/test_add.py::TestK::TestInner::test_m',
      'tests/test_add.py::test_par[a.b-c/d]',
      'tests/test_add.py::test_par[x y-]::[]',
      'tests/test_add.py::test_par[<&é😀]',
    ]);
  });

  it('resolves class names against the tree where the report names no file', () => {
    const xml = suite(
      '<testcase classname="tests.test_add.TestK" name="test_m"/><testcase classname="lost.t" name="x"/>',
    );
    expect(read(xml, ['tests/test_add.py']).cases.map(({ id }) => id)).toEqual([
      'tests/test_add.py::TestK::test_m',
      'lost.t::x',
    ]);
  });

  it('trusts the class over the file of a test that is inherited from another file', () => {
    const xml = suite('<testcase classname="tests.test_b.TestChild" name="test_m" file="tests/base.py"/>');
    expect(read(xml, ['tests/base.py', 'tests/test_b.py']).cases[0]?.id).toBe(
      'tests/test_b.py::TestChild::test_m',
    );
    expect(read(xml).cases[0]?.id).toBe('tests.test_b.TestChild::test_m');
  });

  it.each([
    ["E   ImportError: cannot import name 'missing' from 'add' (/home/x/add.py)", 'import'],
    ["E   ModuleNotFoundError: No module named 'nosuch'", 'import'],
    ["E   AttributeError: module 'add' has no attribute 'nothere'", 'import'],
    ['E     File "t.py", line 1\nE       def f(:\nE   SyntaxError: invalid syntax', 'syntax'],
    ['E   IndentationError: unindent does not match', 'syntax'],
    ['E   RuntimeError: ImportError: said in passing', 'other'],
    ['ImportError while importing test module', 'other'],
  ])('takes a file that was not collected, %j, for %s', (text, kind) => {
    const xml = suite(
      `<testcase classname="" name="tests.test_new" file="tests/test_new.py"><error message="collection failure">${text}</error></testcase>`,
    );
    const { cases, collectionErrors } = read(xml);
    expect(cases).toEqual([]);
    expect(collectionErrors).toMatchObject([{ file: 'tests/test_new.py', kind }]);
  });

  it('lets the worst outcome of a test count when it is listed twice', () => {
    const twice = [inAdd('test_a', '<failure message="m"/>'), inAdd('test_a')];
    expect(outcomes(read(suite(twice.join(''))))).toEqual(['failed tests/test_add.py::test_a']);
    expect(outcomes(read(suite(twice.toReversed().join(''))))).toEqual(['failed tests/test_add.py::test_a']);
  });

  it('keeps messages short, the end of tracebacks, and no control characters', () => {
    const text = `${'x'.repeat(9000)}the end&#x1b;[31m&#7;`;
    const [one] = read(suite(inAdd('t', `<failure message="${'m'.repeat(900)}">${text}</failure>`))).cases;
    expect(one?.message).toHaveLength(500);
    expect(one?.detail).toHaveLength(4000);
    expect(one?.detail.endsWith('the end')).toBe(true);
  });

  it.each([
    ['', 'empty'],
    [suite(''), 'empty'],
    ['<testsuites/>', 'malformed'],
    ['<html><body>502</body></html>', 'foreign'],
    ['<coverage version="7"><packages/></coverage>', 'foreign'],
    ['no xml at all', 'malformed'],
    [suite(inAdd('t')).slice(0, -20), 'malformed'],
    ['<testsuite><testcase classname="a" name="b"></testsuite>', 'malformed'],
    [suite(inAdd('t')) + suite(inAdd('t')).slice(38), 'malformed'],
    [`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${suite(inAdd('t')).slice(38)}`, 'hostile'],
    [`<!DOCTYPE x SYSTEM "file:///etc/passwd"><testsuite/>`, 'hostile'],
    [`<!-- <a --><!DOCTYPE x [<!ENTITY a "b">]>${suite(inAdd('t')).slice(38)}`, 'hostile'],
    [`${suite(inAdd('t'))}<!doctype x [<!entity % a SYSTEM "http://127.0.0.1/">]>`, 'hostile'],
    [suite('<properties/>'.repeat(300_001)), 'too-large'],
    [`<testsuite>${'<a>'.repeat(300_001)}`, 'too-large'],
    [`${'<testsuite>'.repeat(5000)}${'</testsuite>'.repeat(5000)}`, 'malformed'],
    [suite(inAdd('t'), 'errors="0" failures="2"'), 'contradictory'],
    [suite(inAdd('t'), 'errors="1" failures="0"'), 'contradictory'],
  ])('refuses bad report %# ($1)', (xml, expected) => {
    expect(reason(parseJUnit(xml))).toBe(expected);
  });

  it('refuses a report whose elements have dozens of attributes', () => {
    const attributes = Array.from({ length: 30 }, (_, n) => `a${n}="x"`).join(' ');
    expect(reason(parseJUnit(suite(inAdd('t'), attributes)))).toBe('hostile');
    expect(reason(parseJUnit(suite(inAdd('t'), attributes.replaceAll('"', "'"))))).toBe('hostile');
  });

  it('refuses a report above the limit unread', () => {
    expect(reason(parseJUnit(new Uint8Array(maxJUnitBytes + 1)))).toBe('too-large');
  });

  it('leaves entities that a document could define as they stand', () => {
    expect(read(suite(inAdd('t[&a;]'))).cases[0]?.id).toBe('tests/test_add.py::t[&a;]');
  });

  it('takes a file for not collected whatever word of its own the report puts before all names', () => {
    const failed = '<error message="collection failure">E   ImportError: no</error>';
    const cases = [
      `<testcase classname="linux" name="tests.test_new">${failed}</testcase>`,
      `<testcase classname="linux.tests.test_add" name="TestK">${failed}</testcase>`,
    ];
    const { collectionErrors } = read(suite(cases.join('')), ['tests/test_new.py', 'tests/test_add.py']);
    expect(collectionErrors.map(({ file }) => file)).toEqual(['tests/test_new.py', 'tests/test_add.py']);
  });

  it('leaves markup alone that stands in what a test says, a document type in CDATA included', () => {
    const said = `<![CDATA[<!DOCTYPE html> ${'a="b" '.repeat(30)}]]>`;
    expect(
      outcomes(read(suite(inAdd('t', `<failure message="m"/><system-out>${said}</system-out>`)))),
    ).toEqual(['failed tests/test_add.py::t']);
    const values = Array.from({ length: 24 }, (_, n) => `key${n}=&quot;v&quot;`).join(' ');
    expect(
      outcomes(
        read(suite(inAdd('t', `<failure message="m">E   ${values.replaceAll('&quot;', '"')}</failure>`))),
      ),
    ).toEqual(['failed tests/test_add.py::t']);
  });

  it('reads what a test says of document types and attributes, since pytest escapes it', () => {
    const said = `&lt;!DOCTYPE html&gt; ${'a=&quot;b&quot; '.repeat(30)}`;
    const [one] = read(suite(inAdd('t', `<failure message="${said}">E   ${said}</failure>`))).cases;
    expect(one?.message).toContain('<!DOCTYPE html> a="b" a="b"');
  });

  it('survives names that mean something to JavaScript', () => {
    const results = read(
      suite('<testcase classname="a.__proto__" name="constructor"><failure message="m"/></testcase>'),
    );
    expect(outcomes(results)).toEqual(['failed a.__proto__::constructor']);
  });

  it('never throws, whatever it is given', () => {
    const pieces = fc.constantFrom(
      '<testsuite',
      '<testcase',
      ' name="',
      '">',
      '/>',
      '</testsuite>',
      '<![CDATA[',
      '&#x',
      ']]>',
      '<!--',
      'a',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 20 }), (parts) => {
        expect(['results', 'unusable', 'foreign']).toContain(parseJUnit(parts.join('')).kind);
      }),
    );
  });
});
