/** An edit of tests: texts by path before and after. */
export type Case = {
  readonly name: string;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
};
/** Reasons of the findings that must come, in any order. */
export type Cheat = Case & { readonly reasons: readonly string[] };

/** What most cases edit. */
export const suite = `import math
import unittest

import pytest

from calc import add, area, clean, find, load, parse, users


def test_add():
    assert add(1, 2) == 3
    assert add(2, 2) == 4


def test_area():
    assert area(1) == pytest.approx(3.14159, rel=1e-3)
    assert math.isclose(area(2), 12.566, rel_tol=1e-4)


@pytest.mark.parametrize("text,expected", [("1", 1), ("2", 2), ("-3", -3)])
def test_parse(text, expected):
    assert parse(text) == expected


def test_parse_refuses():
    with pytest.raises(ValueError, match="not a number"):
        parse("x")


def test_find():
    result = find("b", ["a", "b"])
    assert result is not None
    assert result.index == 1
    assert len(result.all) < 5


def test_clean():
    expected = ["a", "b"]
    assert clean(" a  b ") == expected


def test_load(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("one")
    data = load(path)
    assert data == {"text": "one", "size": 3}
    assert isinstance(data, dict)


class TestUsers(unittest.TestCase):
    def setUp(self):
        self.users = users("ann", "bob")

    def test_names(self):
        self.assertEqual([u.name for u in self.users], ["ann", "bob"])
        self.assertIn("ann", str(self.users))

    def test_mean_age(self):
        self.assertAlmostEqual(self.users.mean_age(), 41.5, places=5)
        with self.assertRaises(KeyError):
            self.users["zoe"]
`;

export const path = 'tests/test_calc.py';

/** The suite with one place written anew. */
export function edited(name: string, from: string, to: string): Case {
  if (suite.split(from).length !== 2) throw new Error(`${name}: stands not once in the suite: ${from}`);
  return { name, before: { [path]: suite }, after: { [path]: suite.replace(from, () => to) } };
}

export function cheat(name: string, reason: string, from: string, to: string): Cheat {
  return { ...edited(name, from, to), reasons: [reason] };
}

/** A single file, told whole. */
export function whole(name: string, before: string, after: string): Case {
  return { name, before: { [path]: before }, after: { [path]: after } };
}

export const removed = 'test-removed';
export const gone = 'assertion-removed';
export const loosened = 'assertion-loosened';
export const skipped = 'test-skipped';
export const emptied = 'test-emptied';
export const data = 'expected-data-edited';
export const mocked = 'subject-mocked';

/** The first test of the suite. */
export const add = 'def test_add():\n    assert add(1, 2) == 3\n    assert add(2, 2) == 4\n';

export function told(name: string, reason: string, before: string, after: string): Cheat {
  return { ...whole(name, before, after), reasons: [reason] };
}
