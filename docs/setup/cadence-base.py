"""Cadence's second look at a change: `python -I cadence-base.py BASE HEAD REPORT`.

BASE is a checkout of the commit that a change grew from, HEAD one of the change; REPORT is written once, at the end.
pytest runs in fresh copies that stand where BASE stood, each in an interpreter of its own that the change does not
reach: its working directory, its plug-ins and pytest's configuration are the base's, the repository is last on the
path. Each run holds canaries, tests that must fail. What a run saw comes back through a pipe, signed.
Standard library only, Python 3.9 and later. Cadence reads this file from the base branch and never edits it.
"""
import ast
import ctypes
import difflib
import fnmatch
import hashlib
import hmac
import json
import os
import re
import secrets
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from importlib.util import find_spec
from pathlib import Path

VERSION = 1
SECONDS = {"all": 1500, "reversal": 300}
HUNKS = {"sample": 8, "every": 40}
TEXT = 2000

# ---- In the child: one run of pytest --------------------------------------------------------------------------------


def child():
    """Runs pytest once. What it is told comes on its standard input, before any code of the repository is loaded."""
    order = json.load(sys.stdin)
    say = signed_line(order["pipe"], order["key"].encode())
    del order["key"]
    write_only_below(order["writable"])
    sys.argv = ["pytest"]
    sys.path.extend(order["path"])
    import pytest

    sys.meta_path.insert(0, own_code(order["path"], set(order["own"])))

    class Reporter:
        def __init__(self):
            self.canaries, self.item, self.codes, self.before = {}, None, {}, None

        @pytest.hookimpl(hookwrapper=True, tryfirst=True)
        def pytest_load_initial_conftests(self, early_config):
            # Plug-ins are loaded, nothing of the repository is.
            self.before = {**machinery(), **hooks_of(early_config.pluginmanager)}
            yield

        @pytest.hookimpl(hookwrapper=True, tryfirst=True)
        def pytest_collection_modifyitems(self, session, items):
            yield
            real = list(items)
            self.codes = {id(one): (one, code_of(one)) for one in real}
            canaries = [*canary_items(pytest, session, order["canary"]), *twins(pytest, real)]
            self.canaries = {id(one): kind for one, kind in canaries}
            say({"kind": "plan", "items": len(real), "canaries": sum(kind == "canary" for _, kind in canaries)})
            for number, (one, kind) in enumerate(canaries):
                items.insert(place(items, one, kind, number, len(canaries)), one)

        @pytest.hookimpl(hookwrapper=True, tryfirst=True)
        def pytest_runtest_protocol(self, item):
            self.item = item
            yield

        @pytest.hookimpl(tryfirst=True)
        def pytest_collectreport(self, report):
            if report.failed:
                say({"kind": "uncollected", "id": report.nodeid, "message": last_line(report)})

        @pytest.hookimpl(tryfirst=True)
        def pytest_runtest_logreport(self, report):
            kind = self.canaries.get(id(self.item))
            outcome = outcome_of(report)
            if outcome is not None:
                message = last_line(report) if outcome in ("failed", "error") else ""
                say({"kind": kind or "case", "id": report.nodeid, "outcome": outcome, "message": message})

        @pytest.hookimpl(tryfirst=True)
        def pytest_sessionfinish(self, session, exitstatus):
            manager = session.config.pluginmanager
            changed = difference(self.before or {}, {**machinery(), **hooks_of(manager)})
            changed += [f"the plug-in {name}" for name in own_plugins(manager, os.getcwd())]
            changed += [f"the code of {one.nodeid}" for one, code in self.codes.values() if code_of(one) != code]
            say({"kind": "end", "status": int(exitstatus), "changed": changed[:20], "pytest": pytest.__version__})

    arguments = ["--continue-on-collection-errors", "--maxfail=0"]
    arguments += ["-n0"] if find_spec("xdist") else []
    arguments += ["--no-cov"] if find_spec("pytest_cov") else []
    return int(pytest.main([*arguments, *order["files"]], plugins=[Reporter()]))


def write_only_below(paths):
    """On Linux with Landlock (5.13 and later): files change below these only, and signals reach no process outside."""
    try:
        call = ctypes.CDLL(None, use_errno=True).syscall
        version = call(444, None, 0, 1)
        if sys.platform != "linux" or version < 1:
            return
        writing = sum(1 << bit for bit in (1, 4, 5, 6, 7, 8, 9, 10, 11, 12))
        writing |= (1 << 13 if version >= 2 else 0) | (1 << 14 if version >= 3 else 0)
        ruleset = struct.pack("=QQQ", writing, 0, 2)[: 8 if version < 4 else 16 if version < 6 else 24]
        rules = call(444, ruleset, ctypes.c_size_t(len(ruleset)), 0)
        for path in paths:
            if os.path.isdir(path):
                below = os.open(path, os.O_PATH)
                call(445, rules, 1, struct.pack("=Qi", writing, below), 0)
                os.close(below)
        ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)
        call(446, rules, 0)
        os.close(rules)
    except (AttributeError, OSError, ValueError):
        return


def own_code(path, names):
    """What the base itself is the source of is taken from here, though a package of that name may be installed too."""
    from importlib.machinery import PathFinder

    class OwnCode:
        @staticmethod
        def find_spec(name, within=None, target=None):
            return PathFinder.find_spec(name, path, target) if within is None and name in names else None

    return OwnCode


def signed_line(pipe, key):
    """Lines are numbered and signed: what else is written to the pipe, or written twice, is found."""
    count = 0

    def say(message):
        nonlocal count
        count += 1
        body = json.dumps([count, message]).encode()
        line = hmac.new(key, body, hashlib.sha256).hexdigest().encode() + b" " + body + b"\n"
        while line:
            line = line[os.write(pipe, line):]

    return say


def outcome_of(report):
    if hasattr(report, "wasxfail"):
        return "xfailed" if report.skipped else "passed" if report.when == "call" else None
    if report.failed:
        return "failed" if report.when == "call" else "error"
    if report.skipped:
        return "skipped"
    return "passed" if report.passed and report.when == "call" else None


def last_line(report):
    lines = [line[1:].strip() for line in str(report.longrepr).splitlines() if re.match(r"E\s", line)]
    return (lines[0] if lines else str(report.longrepr).strip().split("\n")[-1])[:300]


def canary_items(pytest, session, canary):
    """The tests of the canary file, whatever names and markers the repository's own tests are chosen by."""
    module = pytest.Module.from_parent(session, path=Path(canary["file"])) if hasattr(pytest.Item, "path") else (
        pytest.Module.from_parent(session, fspath=__import__("py").path.local(canary["file"])))
    found = []
    for name, value in vars(module.obj).items():
        if name.startswith(canary["name"]):
            found.append(pytest.Function.from_parent(module, name=name, callobj=value))
        elif name.startswith(canary["class"]):
            case = module.ihook.pytest_pycollect_makeitem(collector=module, name=name, obj=value)
            for one in case if isinstance(case, list) else [case]:
                found.extend([one] if isinstance(one, pytest.Item) else session.genitems(one))
    return [(one, "canary") for one in found]


def twins(pytest, items):
    """Failing tests that stand beside a real one, with its name: who picks tests by their names picks these too."""
    plain = [one for one in items if type(one) is pytest.Function and isinstance(one.parent, pytest.Module)
             and not any(mark.name in ("skip", "skipif", "xfail") for mark in one.iter_markers())]
    chosen = {id(one): one for one in plain[:1] + plain[-1:] + plain[len(plain) // 2:][:1]}

    def fail():
        assert [] == [0]

    return [(pytest.Function.from_parent(one.parent, name=one.name, callobj=fail), "twin")
            for one in chosen.values()]


def place(items, one, kind, number, count):
    """A twin follows its real test; the others stand between files, spread over the run."""
    if kind == "twin":
        same = [index for index, item in enumerate(items) if item.nodeid == one.nodeid]
        return same[-1] + 1 if same else len(items)
    edges = [index for index in range(1, len(items)) if module_of(items[index]) != module_of(items[index - 1])]
    edges = [0, *edges, len(items)]
    return edges[number * len(edges) // max(1, count)] if number + 1 < count else len(items)


def module_of(item):
    return item.nodeid.split("::")[0]


def code_of(item):
    function = getattr(getattr(item, "obj", None), "__func__", getattr(item, "obj", None))
    return getattr(function, "__code__", None)


def machinery():
    """What judges a test: functions and methods of pytest, unittest and the builtins, as they are now."""
    found = {}
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] not in ("_pytest", "pytest", "unittest", "pluggy", "builtins") or module is None:
            continue
        for key, value in list(vars(module).items()):
            place = f"{name}.{key}"
            if isinstance(value, type) and value.__module__ == name:
                for inner, member in list(vars(value).items()):
                    if inner.startswith("_abc_") or inner in ("__doc__", "__annotations_cache__"):
                        continue
                    if inner.startswith("__") or callable(member) or hasattr(member, "__func__"):
                        found[f"{place}.{inner}"] = identity(member)
            if callable(value):
                found[place] = identity(value)
    return found


def hooks_of(manager):
    """Which function each plug-in that was there at the start has for a hook, and what calls them."""
    found = {"pluggy.call": (getattr(manager, "_inner_hookexec", None), None, None)}
    for name, caller in vars(manager.hook).items():
        for impl in caller.get_hookimpls() if hasattr(caller, "get_hookimpls") else ():
            found[f"hook.{name}.{impl.plugin_name}"] = identity(impl.function)
    return found


def own_plugins(manager, tree):
    """Plug-ins that come out of the repository, but for what a conftest.py is."""
    for plugin in manager.get_plugins() - {None}:
        kind = plugin if isinstance(plugin, type) else type(plugin)
        name = plugin.__name__ if isinstance(plugin, type(sys)) else kind.__module__
        file = getattr(plugin, "__file__", None) or getattr(sys.modules.get(name), "__file__", None)
        if name != "__main__" and (file is None or os.path.abspath(file).startswith(tree + os.sep)):
            if os.path.basename(file or "") != "conftest.py":
                yield name


def identity(value):
    function = getattr(value, "__func__", value)
    return value, getattr(function, "__code__", None), getattr(function, "__defaults__", None)


def difference(before, now):
    """What was replaced or taken away since, and what now hides something: a builtin, or an inherited method."""
    import builtins

    known = {key.rsplit(".", 1)[0] for key in before}
    # A plug-in may have left: its hooks are gone, which is no replacement.
    changed = [key for key, value in before.items() if now.get(key, (None, None, None)) != value
               and (key in now or not key.startswith("hook."))
               # pytest puts its own older names back, after it has read its configuration.
               and getattr(now.get(key, [None])[0], "__module__", None) != "_pytest.legacypath"]
    for key in now:
        owner, _, name = key.rpartition(".")
        if key not in before and owner in known and owner != "builtins" and not key.startswith("hook."):
            # A method that was added to a class, or a name of a module that hides a builtin.
            if (owner not in sys.modules or hasattr(builtins, name)) and (
                    getattr(now[key][0], "__module__", None) != "_pytest.legacypath"):
                changed.append(key)
    return changed


# ---- In the parent: which files go where ----------------------------------------------------------------------------

CONFIGURATION = {"conftest.py", "pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml", "tox.ini", "setup.cfg",
                 "pyproject.toml", "setup.py", ".coveragerc"}
AT_START = re.compile(r"(^|/)((sitecustomize|usercustomize)(\.[^/]*|/.*)|[^/]*\.pth|[^/]*\.(dist|egg)-info(/.*|))$")
TEST_FOLDER = re.compile(r"(^|/)(tests?|__tests__|testdata|test_data)/", re.IGNORECASE)


def git(where, *arguments):
    return subprocess.run(["git", "-c", "safe.directory=*", "-C", str(where), *arguments], check=True, stdout=subprocess.PIPE).stdout


def tree_of(where, commit):
    rows = git(where, "ls-tree", "-r", "-z", commit).decode("utf-8", "surrogateescape").split("\0")
    split = [(row.split("\t", 1)[1], row.split("\t", 1)[0].split()) for row in rows if row]
    return {path: (mode, blob) for path, (mode, _, blob) in split}


class Change:
    """The paths in which the two trees differ, and what each of them is."""

    def __init__(self, base, head):
        self.where = head
        words = git(head, "cat-file", "commit", "HEAD").decode("utf-8", "replace").split("\n\n", 1)[0].split("\n")
        parents = [line[7:] for line in words if line.startswith("parent ")]
        self.base_commit = git(base, "rev-parse", "HEAD").decode().strip()
        # GitHub checks out head and base merged: the second parent is the head of the pull request.
        self.head_commit = parents[1] if len(parents) == 2 and parents[0] == self.base_commit else (
            git(head, "rev-parse", "HEAD").decode().strip())
        self.old, self.new = tree_of(base, "HEAD"), tree_of(head, "HEAD")
        self.patterns = setting(base, "python_files") or ["test_*.py", "*_test.py"]
        every = sorted(set(self.old) | set(self.new))
        changed = [path for path in every if self.old.get(path) != self.new.get(path)]
        self.tests = {path: read_text(base / path) for path in self.old if self.is_test(path)}
        self.test_texts = "\n".join(self.tests.values())
        self.roots = {"", "src", *(one.rstrip("/") for one in setting(base, "pythonpath") or [])}
        self.mixed = {os.path.dirname(path) for path in self.old if self.is_test(path)}
        self.kinds = {path: self.kind(path) for path in changed}
        # Before any code of the repository runs, which could reach the objects of git.
        self.contents = {(path, side): self.read(path, side) for path in changed for side in ("base", "head")}

    def is_test(self, path):
        name = os.path.basename(path)
        return any(fnmatch.fnmatch(path if "/" in one else name, one) for one in self.patterns)

    def kind(self, path):
        """`withheld` never stands in a run; `test` and `data` are the base's where its own tests run."""
        mode = {row[0] for row in (self.old.get(path), self.new.get(path)) if row}
        if mode & {"120000", "160000"} or AT_START.search(path) or path.startswith(".github/"):
            return "withheld"
        name = os.path.basename(path)
        if name == "conftest.py":
            return "test"
        if name in CONFIGURATION:
            return "withheld"
        if self.is_test(path) or TEST_FOLDER.search(path):
            return "test" if path in self.old or not self.shadows(path) else "withheld"
        if path in self.old:
            is_named = not path.endswith(".py") and name in self.test_texts
            return "data" if is_named else "source"
        if "/" not in path and not path.endswith(".py"):
            return "withheld"
        return "withheld" if self.shadows(path) else "source"

    def shadows(self, path):
        """A new module or package where Python looks for names, under a name that is taken by Python or a package."""
        parts = path.split("/")
        if not re.search(r"\.(py|pyc|pyd|so)$", path):
            return False
        for depth, part in enumerate(parts):
            here, name = "/".join(parts[:depth]), part.split(".")[0]
            is_looked_at = here in self.roots or (here + "/__init__.py" not in self.old and (
                here in self.mixed or TEST_FOLDER.search(here + "/") is not None))
            below = "/".join(parts[: depth + 1]) + "/"
            is_new = depth == len(parts) - 1 or not any(one.startswith(below) for one in self.old)
            if is_looked_at and is_new and name not in ("__init__", "conftest") and is_taken(name):
                return True
        return False

    def paths(self, *kinds):
        return [path for path, kind in self.kinds.items() if kind in kinds]

    def content(self, path, side):
        return self.contents[path, side]

    def read(self, path, side):
        row = (self.new if side == "head" else self.old).get(path)
        return None if row is None or row[0] == "160000" else git(self.where, "cat-file", "blob", row[1])

    def text(self, path, side):
        content = self.content(path, side)
        try:
            return None if content is None else content.decode()
        except UnicodeDecodeError:
            return None

    def new_tests(self):
        return [path for path in self.paths("test") if path in self.new and self.is_test(path)]

    def edited_tests(self):
        return [path for path in self.paths("test") if path in self.old and self.is_test(path)]

    def helpers(self):
        """Changed modules outside of the tests whose functions assert for the base's tests: called for that alone."""
        tests = [syntax_tree(text) for text in self.tests.values()]
        called = {name_of(node.value.func) for tree in tests for node in ast.walk(tree)
                  if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)}
        return [path for path in self.paths("source") if path in self.old and path.endswith(".py") and any(
            isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name in called
            and any(isinstance(inner, (ast.Assert, ast.Raise)) for inner in ast.walk(node))
            for node in ast.walk(syntax_tree(self.text(path, "base"))))]

    def code(self):
        """Whether the change alters the program at all: one that leaves each syntax tree equal does not."""
        runtime = self.paths("source", "data")
        if not runtime:
            return "none"
        same = all(path.endswith(".py") and syntax(self.text(path, "base")) == syntax(self.text(path, "head"))
                   for path in runtime)
        return "same-syntax" if same else "changed"


def syntax_tree(text):
    try:
        return ast.parse(text or "")
    except (SyntaxError, ValueError):
        return ast.Module(body=[], type_ignores=[])


def name_of(node):
    return getattr(node, "id", getattr(node, "attr", None))


def is_taken(name):
    try:
        return name in sys.builtin_module_names or find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def syntax(text):
    try:
        return None if text is None else ast.dump(ast.parse(text))
    except (SyntaxError, ValueError):
        return text


def read_text(path):
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def setting(base, name):
    """A list in pytest's configuration; None where there is none that is plainly to be read."""
    for file in ("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg"):
        match = re.search(rf"^\s*{name}\s*=\s*(\[[^\]]*\]|[^\n]*(?:\n[ \t]+[^\n]+)*)", read_text(base / file), re.M)
        if match:
            return re.findall(r"[^\s,\"'\[\]]+", match.group(1))
    return None


# ---- In the parent: taking back -------------------------------------------------------------------------------------


def reversals(change):
    """What is taken back, one at a time: single hunks of code that leave another program, then whole files, then all.

    Each is (label, {path: content at that path or None}).
    """
    hunks, files = [], []
    for path in change.paths("source", "data"):
        old, new = change.text(path, "base"), change.text(path, "head")
        if path.endswith(".py") and syntax(old) == syntax(new):
            continue
        files.append((f"{path}", {path: change.content(path, "base")}))
        if not path.endswith(".py") or old is None or new is None:
            hunks.append(files[-1])
            continue
        before, after = old.splitlines(True), new.splitlines(True)
        for tag, start, end, first, last in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
            back = "".join(after[:first] + before[start:end] + after[last:])
            if tag != "equal" and isinstance(syntax(back), str) and syntax(back) not in (back, syntax(new)):
                hunks.append((f"{path}:{first + 1}", {path: back.encode()}))
    everything = {path: content for _, one in files for path, content in one.items()}
    return hunks, [*(files if len(files) > 1 else []), ("everything", everything)] if files else []


# ---- In the parent: one run -----------------------------------------------------------------------------------------


class Runner:
    """Runs pytest in copies of the base that stand where the base stood, so that installed paths lead there."""

    def __init__(self, base, work):
        self.base, self.work = base, work
        self.clean = work / "base"
        self.source = Path(__file__).read_text(encoding="utf-8")
        self.own = own_names(base)
        self.end = time.monotonic() + SECONDS["all"]
        shutil.copytree(base, self.clean, symlinks=True, ignore=shutil.ignore_patterns(".git"))
        self.known = digests(self.clean)

    def run(self, overlay, files=(), seconds=None):
        """`overlay`: content by path, None for a file that is not there. `files`: what to test; none: all."""
        for one in self.base.iterdir():
            shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink()
        shutil.copytree(self.clean, self.base, symlinks=True, dirs_exist_ok=True)
        if digests(self.base) != self.known:
            raise SystemExit("A run has altered the copy of the base that the next one starts from.")
        for path, content in overlay.items():
            target = self.base / path
            if content is None:
                target.unlink(missing_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            mode = target.stat().st_mode if target.exists() else None
            target.write_bytes(content)
            if mode is not None:
                target.chmod(mode)
        scratch = Path(tempfile.mkdtemp(dir=self.work))
        canary = write_canary(scratch)
        limit = min(seconds or SECONDS["all"], max(10, self.end - time.monotonic()))
        return self.start(canary, [one for one in files if (self.base / one).exists()], scratch, limit)

    def start(self, canary, files, scratch, seconds):
        key = secrets.token_hex(32)
        read, write = os.pipe()
        path = [str(one) for one in (self.base / "src", self.base) if one.is_dir()]
        temporary = scratch / "tmp"
        temporary.mkdir()
        writable = [str(self.base), str(temporary), "/dev", os.path.expanduser("~/.cache")]
        # Where everything lies below /tmp itself, it is not everybody's.
        writable += [one for one in ("/tmp", "/var/tmp") if not str(self.base).startswith(one + os.sep)]
        order = {"pipe": write, "key": key, "path": path, "own": self.own, "files": files, "canary": canary,
                 "writable": writable}
        process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-c", self.source, "child"], cwd=self.base, pass_fds=[write],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
            env=environment(self.base, temporary))
        os.close(write)
        lines, output = [], []
        threads = [threading.Thread(target=drain, args=(os.fdopen(read, "rb"), lines, 64_000_000), daemon=True),
                   threading.Thread(target=drain, args=(process.stdout, output, 64_000), daemon=True)]
        for thread in threads:
            thread.start()
        try:
            process.stdin.write(json.dumps(order).encode())
            process.stdin.close()
            process.wait(seconds)
            late = False
        except (subprocess.TimeoutExpired, BrokenPipeError):
            late = process.poll() is None
        end_all(process)
        for thread in threads:
            thread.join(10)
        shutil.rmtree(scratch, ignore_errors=True)
        return read_run(b"".join(lines), key.encode(), "timeout" if late else "crashed", b"".join(output))


def digests(folder):
    found = {}
    for root, _, names in os.walk(folder):
        for one in (Path(root, name) for name in names):
            content = os.readlink(one).encode() if one.is_symlink() else one.read_bytes() if one.is_file() else b""
            found[str(one.relative_to(folder))] = hashlib.sha256(content).digest()
    return found


def own_names(base):
    """Top-level modules and packages of the base, but for names that Python itself has."""
    found = set()
    for folder in (base / "src", base):
        for one in folder.iterdir() if folder.is_dir() else ():
            if one.suffix == ".py" or (one / "__init__.py").is_file():
                found.add(one.name[:-3] if one.suffix == ".py" else one.name)
    standard = getattr(sys, "stdlib_module_names", None) or set(sys.builtin_module_names) | {
        one.stem for one in Path(os.__file__).parent.iterdir()}
    return sorted(found - set(standard) - {"conftest", "setup"})


def environment(base, temporary):
    """What the job's tests have, without what tells them where they run."""
    told = re.compile(r"^(CI|GITHUB_.*|RUNNER_.*|ACTIONS_.*|INPUT_.*|PYTHON.*|PYTEST_.*|CADENCE_.*|COV_.*)$")
    kept = {name: value for name, value in os.environ.items() if not told.match(name)}
    return {**kept, "TMPDIR": str(temporary), "PYTHONPATH": str(base / "src"), "PYTHONDONTWRITEBYTECODE": "1"}


def drain(stream, kept, most):
    size = 0
    for block in iter(lambda: stream.read1(65536) if hasattr(stream, "read1") else stream.read(65536), b""):
        size += len(block)
        if size <= most:
            kept.append(block)


def end_all(process):
    """Ends the child and whatever it started, also what left its session: orphans fall to this process (Linux)."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()
    for _ in range(200):
        for one in orphans():
            try:
                os.kill(one, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                pass
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.01)
        except ChildProcessError:
            return
    raise SystemExit("A process of the tests could not be ended.")


def orphans():
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(entry.read_text().rsplit(")", 1)[1].split()[1]) == os.getpid():
                found.append(int(entry.parent.name))
        except (OSError, ValueError, IndexError):
            continue
    return found


def read_run(data, key, unfinished, output):
    """A run as its signed lines tell it. `forged`: there is something else in the pipe, or something is missing."""
    run = {"end": unfinished, "pytest": None, "changed": [], "canaries": 0, "survived": [], "cases": [],
           "uncollected": [], "flaky": [], "said": ""}
    worst = {"passed": 0, "xfailed": 1, "skipped": 2, "failed": 3, "error": 4}
    cases, canaries, twin_failures, planned = {}, {}, {}, 1
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        mac, _, body = line.partition(b" ")
        good = hmac.compare_digest(mac, hmac.new(key, body, hashlib.sha256).hexdigest().encode())
        count, message = json.loads(body) if good else (0, {})
        if count != number or run["pytest"] is not None:
            run["end"] = "forged"
            break
        kind = message["kind"]
        if kind == "end":
            # 0: passed, 1: some failed, 5: none was collected. Anything else ended the run early.
            ended = "finished" if message["status"] in (0, 1, 5) else "crashed"
            run.update(end=ended, changed=message["changed"], pytest=message["pytest"])
        elif kind == "plan":
            planned = message["canaries"]
        elif kind == "uncollected":
            run["uncollected"].append({"id": message["id"], "message": message["message"]})
        else:
            seen = {"case": cases, "canary": canaries, "twin": twin_failures}[kind]
            one = {name: message[name] for name in ("id", "outcome", "message")}
            known = seen.get(one["id"])
            if known is None or worst[one["outcome"]] > worst[known["outcome"]]:
                seen[one["id"]] = one
    run["cases"] = list(cases.values())
    run["canaries"] = len(canaries)
    run["survived"] = [one["id"] for one in canaries.values() if one["outcome"] not in ("failed", "error")]
    run["survived"] += [one["id"] for one in twin_failures.values() if one["outcome"] == "passed"]
    if len(canaries) < planned:
        run["survived"].append(f"{planned - len(canaries)} of {planned} did not run")
    if run["end"] != "finished":
        run["said"] = output.decode("utf-8", "replace")[-TEXT:]
    return run


def write_canary(scratch):
    """Tests that must fail, each by another of the ways in which tests fail. Their names are new in each run."""
    name, group = "test_" + secrets.token_hex(4), "Test" + secrets.token_hex(4)
    one, two = secrets.randbelow(1000), 1000 + secrets.randbelow(1000)
    plain = [f"assert {one} == {two}", f"assert {one} > {two}", f"assert [{one}] == [{two}]", "assert not [0]",
             f"raise ValueError({one})", f"pytest.fail('{one}')", f"assert {one} == pytest.approx({two})",
             "with pytest.raises(ValueError): pass"]
    cased = [f"Equal({one}, {two})", f"NotEqual({one}, {one})", "True(False)", "False(True)", "IsNone(0)", "Is(1, 2)",
             "IsNotNone(None)", f"In({one}, [])", f"NotIn({one}, [{one}])", f"Greater({one}, {two})",
             "Raises(ValueError, int)",
             f"AlmostEqual({one}, {two})", f"ListEqual([{one}], [])", f"DictEqual({{}}, {{{one}: 0}})",
             f"CountEqual([{one}], [{two}])", f"Regex('{one}', 'x')", "IsInstance(0, str)", f"Less({two}, {one})"]
    lines = ["import unittest", "import pytest"]
    lines += [f"def {name}_{number}():\n    {text}" for number, text in enumerate(plain)]
    lines.append(f"class {group}(unittest.TestCase):")
    lines += [f"    def {name}_{number}(self):\n        self.assert{text}" for number, text in enumerate(cased)]
    lines.append(f"    def {name}_fail(self):\n        self.fail()")
    folder = scratch / "tests"
    folder.mkdir()
    file = folder / f"{name}.py"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {"file": str(file), "name": name, "class": group}


# ---- In the parent: the four looks ----------------------------------------------------------------------------------


def failing_of(run):
    if run is None:
        return set()
    return {one["id"] for one in run["cases"] if one["outcome"] in ("failed", "error")} | {
        one["id"] for one in run["uncollected"]}


def files_of(ids):
    return sorted({one.split("::")[0] for one in ids})


def repeat(runner, run, overlay, failing):
    """The head's own run has passed them: what passes when it is run again as well failed by chance, on a busy host."""
    if run["end"] != "finished" or not failing:
        return
    second = runner.run(overlay, files_of(failing))
    if second["end"] == "finished" and not second["survived"]:
        run["flaky"] = sorted(failing & {one["id"] for one in second["cases"] if one["outcome"] == "passed"})


def unexplained(run, again):
    return again is not None and (set(run["changed"]) - set(again["changed"]) or (
        run["survived"] and not again["survived"]))


def look(change, runner, effort):
    runtime = {path: change.content(path, "head") for path in change.paths("source")}
    data = {path: change.content(path, "head") for path in change.paths("data")}
    tests = {path: change.content(path, "head") for path in change.paths("test")}
    found = {"baseTests": None, "asBefore": None, "again": None, "newOnHead": None, "newOnBase": None, "reversal": None}
    if runtime or data:
        found["baseTests"] = first = runner.run(runtime)
        failing = files_of(failing_of(first))
        # What happens on the base's own sources as well is not the change's doing. A few files show it soonest.
        some = failing or sorted({one["id"].split("::")[0] for one in first["cases"]})[:1]
        if first["end"] == "finished" and (failing or first["changed"] or first["survived"]):
            found["again"] = runner.run({}, some)
        if first["end"] != "finished" or unexplained(first, found["again"]):
            found["again"] = runner.run({})
            if found["again"]["end"] != "finished":
                return found
        repeat(runner, first, runtime, failing_of(first) - failing_of(found["again"]))
        helpers = change.helpers()
        if helpers:
            # As the base's tests assert, so they are to assert here.
            found["asBefore"] = runner.run({path: runtime[path] for path in runtime if path not in helpers})
    new = change.new_tests()
    if not new or not (runtime or data):
        return found
    started = time.monotonic()
    found["newOnHead"] = green = runner.run({**runtime, **data, **tests}, new)
    seconds = max(60, 5 * (time.monotonic() - started))
    # Without a proof new tests may fail here as they do on the base; with one, they passed in the head's own run.
    repeat(runner, green, {**runtime, **data, **tests}, failing_of(green))
    found["newOnBase"] = red = runner.run(tests, new, seconds)
    shown = failing_of(red) - failing_of(green) or red["end"] != "finished"
    if effort != "off" and shown:
        whole = {**runtime, **data, **tests}
        found["reversal"] = reverse(change, runner, effort, whole, new, failing_of(green), red, seconds)
    return found


def reverse(change, runner, effort, overlay, new, failing, without, seconds):
    hunks, wider = reversals(change)
    tried, end = [], time.monotonic() + SECONDS["reversal"]
    everything = wider[-1][1] if wider else {}

    def take_back(label, back):
        # All taken back is the run that was just seen.
        run = without if back == everything else runner.run({**overlay, **back}, new, seconds)
        broken = [] if run["end"] == "finished" else ["the run as a whole"]
        tried.append({"what": label, "red": sorted(failing_of(run) - failing)[:20] or broken, "end": run["end"]})
        return bool(tried[-1]["red"])

    for label, back in hunks[: HUNKS[effort]]:
        if time.monotonic() > end or (take_back(label, back) and effort == "sample"):
            break
    if not any(one["red"] for one in tried):
        for label, back in wider[-4:]:
            if time.monotonic() > end or take_back(label, back):
                break
    return {"hunks": len(hunks), "tried": tried}


def effort_of(base):
    """How much the policy asks to be taken back. What counts in the end is Cadence's own reading of the policy."""
    match = re.search(r"\breversal\s*:\s*[\"']?(off|sample|every)\b", read_text(base / ".github" / "cadence.yml"))
    return match.group(1) if match else "sample"


def close_doors():
    """On Linux: orphans fall to this process, nobody attaches to it, and `sudo` has no effect below it."""
    if sys.platform != "linux":
        return
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    for option, value in ((36, 1), (4, 0), (38, 1)):
        prctl(option, value, 0, 0, 0)


def parent(base, head, report):
    base, head = Path(base).resolve(), Path(head).resolve()
    if os.path.lexists(report):
        raise SystemExit(f"{report} is there already.")
    close_doors()
    change = Change(base, head)
    effort = effort_of(base)
    # Beside the checkouts, and not where everybody's temporary files are.
    with tempfile.TemporaryDirectory(prefix="cadence-", dir=base.parent) as work:
        found = look(change, Runner(base, Path(work).resolve()), effort)
    whole = {"version": VERSION, "base": change.base_commit, "head": change.head_commit,
             "python": sys.version.split()[0], "code": change.code(), "newTests": change.new_tests(),
             "editedTests": change.edited_tests(), "withheld": change.paths("withheld"), "effort": effort, **found}
    # New and by this process alone: all children have ended.
    with open(report, "x", encoding="utf-8") as file:
        json.dump(whole, file)
    print(f"Looked at {len(change.kinds)} changed files in {effort} mode; the report is Cadence's to judge.")
    return 0


if __name__ == "__main__":
    sys.exit(child() if sys.argv[1:] == ["child"] else parent(*sys.argv[1:]))
