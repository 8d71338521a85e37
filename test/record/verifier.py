"""A verifier of a record, written from docs/record.md alone: python3 verifier.py docs/record.md record.jsonl …

The blocks of the page are read, its prose is what stands here. One line of JSON a file says what was found.
"""
import base64, datetime, hashlib, json, re, sys, unicodedata
from pathlib import Path


class Refused(Exception):
    pass


def need(holds, message):
    if not holds:
        raise Refused(message)


# --- The page -------------------------------------------------------------------------------------------------------

def blocks(page, name):
    text = re.search(r"```%s\n(.*?)\n```" % name, page, re.S).group(1)
    found, own = {}, {}
    for line in text.split("\n"):
        if line.startswith("  "):
            field, _, value = line.strip().partition(": ")
            own[field] = value
        else:
            own = found[line] = {}
    return found


class Form:
    """A form of the page, parsed: fits(value) says whether a value has it."""

    def __init__(self, text):
        self.tokens = re.findall(r'"[^"]*"|\+ |[A-Za-z]+\??|[{}\[\],:|]', text)
        self.form = self.choices()
        need(not self.tokens, f"not a form: {text}")

    def take(self, wanted=None):
        token = self.tokens.pop(0)
        need(wanted in (None, token), f"{token} where {wanted} stands")
        return token

    def choices(self):
        found = [self.single()]
        while self.tokens and self.tokens[0] == "|":
            self.take()
            found.append(self.single())
        return ("or", found)

    def single(self):
        token = self.take()
        if token[0] == '"':
            return ("literal", token[1:-1])
        if token == "[":
            filled = self.tokens[0] == "+ "
            if filled:
                self.take()
            inner = self.choices()
            self.take("]")
            return ("list", filled, inner)
        if token != "{":
            return ("word", token)
        fields = {}
        while self.tokens[0] != "}":
            name = self.take()
            self.take(":")
            fields[name.rstrip("?")] = (name.endswith("?"), self.choices())
            if self.tokens[0] == ",":
                self.take()
        self.take("}")
        return ("object", fields)

    def fits(self, value, extra=None):
        return fits(self.form, value, extra)


def fits(form, value, extra=None):
    kind = form[0]
    if kind == "or":
        return any(fits(one, value, extra) for one in form[1])
    if kind == "literal":
        if form[1].endswith("*"):
            return isinstance(value, str) and value.startswith(form[1][:-1])
        return value == form[1] and isinstance(value, str)
    if kind == "list":
        return isinstance(value, list) and (value or not form[1]) and all(fits(form[2], one) for one in value)
    if kind == "object":
        if not isinstance(value, dict):
            return False
        fields = {**form[1], **(extra or {})}
        return all(name in fields for name in value) and all(
            fits(inner, value[name]) if name in value else optional for name, (optional, inner) in fields.items()
        )
    return WORDS[form[1]](value)


def whole(value, least):
    number = isinstance(value, int) and not isinstance(value, bool)
    return number and least <= value <= 2**53 - 1


def text(value, least=0):
    return isinstance(value, str) and least <= len(value.encode("utf-16-le")) // 2 <= 4000


def time(value):
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value):
        return False
    try:
        return millis(value) is not None
    except ValueError:
        return False


def millis(value):
    at = datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ")
    return round((at - datetime.datetime(1970, 1, 1)) / datetime.timedelta(milliseconds=1))


def address(value):
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) is not None


WORDS = {
    "count": lambda v: whole(v, 0),
    "positive": lambda v: whole(v, 1),
    "amount": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool) and v >= 0,
    "text": text,
    "name": lambda v: text(v, 1),
    "time": time,
    "address": address,
    "sha": lambda v: isinstance(v, str) and re.fullmatch(r"[0-9a-z]{4,64}", v) is not None,
    "null": lambda v: v is None,
}


class Rules:
    def __init__(self, page):
        self.kinds = blocks(page, "kinds")
        self.intents = blocks(page, "intents")
        self.lists = blocks(page, "lists")["lists"]
        spending = Form(self.lists["spending"]).form[1][0][1]
        self.data = {}
        for kind, row in self.kinds.items():
            if kind != "intent":
                self.data[kind] = (Form(row["data"]), None if kind == "reported" else spending)
        shape = {name: (False, ("word", "text")) for name in ("step", "key")}
        shape["deadline"] = (False, ("word", "time"))
        for step, row in self.intents.items():
            inner = Form(row["data"]).form
            form = Form("{}")
            form.form = ("or", [("object", {**shape, "data": (False, inner)})])
            self.data["intent " + step] = (form, spending)

    def named(self, name):
        return self.lists[name].split(", ")


# --- Bytes, tree, signature -----------------------------------------------------------------------------------------

def canonical(value):
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    if isinstance(value, str) or value is None or isinstance(value, bool):
        return json.dumps(value, ensure_ascii=False)
    return number(value)


def number(value):
    """As ECMAScript prints it, which RFC 8785 asks for."""
    if value == 0:
        return "0"
    digits, exponent = re.fullmatch(r"(-?[\d.]+)(?:e([+-]\d+))?", repr(float(value))).groups()
    sign = "-" if digits.startswith("-") else ""
    before, _, after = digits.lstrip("-").partition(".")
    point = len(before) + int(exponent or 0)
    significant = (before + after).lstrip("0")
    point -= len(before + after) - len(significant)
    significant = significant.rstrip("0")
    count = len(significant)
    if count <= point <= 21:
        return sign + significant + "0" * (point - count)
    if 0 < point <= 21:
        return sign + significant[:point] + "." + significant[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + significant
    power = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return sign + significant[0] + ("." + significant[1:] if count > 1 else "") + power


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


class Tree:
    """Roots of every prefix: the full subtrees after each leaf."""

    def __init__(self):
        self.after = [[]]

    def add(self, leaf):
        peaks, size, node = list(self.after[-1]), len(self.after) - 1, leaf
        while size % 2:
            node, size = sha256(b"\1", peaks.pop(), node), size // 2
        self.after.append(peaks + [node])

    def root(self, size):
        if size >= len(self.after):
            return None
        peaks = self.after[size]
        if not peaks:
            return sha256(b"")
        root = peaks[-1]
        for peak in reversed(peaks[:-1]):
            root = sha256(b"\1", peak, root)
        return root


P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def plus(one, two):
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % P, (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = plus(total, point)
        point, scalar = plus(point, point), scalar >> 1
    return total


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(public, message, signature):
    key, r, s = point_of(public), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or r is None or s >= L:
        return False
    digest = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = times(s, BASE), plus(r, times(digest, key))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def unbase64(value):
    try:
        data = base64.b64decode(value, validate=True)
    except ValueError:
        return None
    return data if base64.b64encode(data).decode() == value else None


class Key:
    def __init__(self, line):
        found = re.fullmatch(r"([^+\s]+)\+([0-9a-f]{8})\+(\S+)", line.strip())
        need(found, "the key cannot be read")
        self.name, material = found.group(1), unbase64(found.group(3))
        need(material and len(material) == 33 and material[0] == 1, "the key is not Ed25519")
        self.public = material[1:]
        self.id = sha256(self.name.encode(), b"\n", material)[:4]
        need(self.id.hex() == found.group(2), "the key id is of another key")

    def signs(self, size, root, blob):
        body = f"{self.name}\n{size}\n{base64.b64encode(root).decode()}\n".encode()
        return blob[:4] == self.id and signed(self.public, body, blob[4:])


SIZE = r"(0|[1-9]\d{0,15})"


def checkpoint(note, key):
    body, _, lines = note.rpartition("\n\n")
    head = re.fullmatch(r"([^+\s]+)\n" + SIZE + r"\n(\S+)", body)
    need(head and lines.endswith("\n"), "the note cannot be read")
    origin, size, root = head.group(1), int(head.group(2)), unbase64(head.group(3))
    need(origin == key.name and root is not None and len(root) == 32, "the note is of another log")
    ours = []
    for line in lines[:-1].split("\n"):
        found = re.fullmatch(r"\u2014 ([^+\s]+) (\S+)", line)
        blob = found and unbase64(found.group(2))
        need(blob, "a signature cannot be read")
        if found.group(1) == key.name and blob[:4] == key.id:
            ours.append(blob)
    need(ours and all(key.signs(size, root, blob) for blob in ours), "the note is not signed by the key")
    return size, root


def trailer_of(line, key):
    found = re.fullmatch(r"Cadence-Record: " + SIZE + r" (\S+) (\S+)", line)
    need(found, "a trailer that cannot be read")
    size, root, blob = int(found.group(1)), unbase64(found.group(2)), unbase64(found.group(3))
    need(root and blob and len(root) == 32 and len(blob) == 68, "a trailer that cannot be read")
    need(key.signs(size, root, blob), "a trailer that the key did not sign")
    return size, root


FIELDS = {"index", "task", "version", "at", "actor", "phase", "kind", "data", "artefacts"}


def read_lines(data, tree):
    """Each line is held against the bytes that it must have. Answers (index, None) or (index, why) at the end."""
    entries, versions = [], {}
    for line in re.findall(rb"[^\n]*\n|[^\n]+$", data):
        index = len(entries)
        try:
            need(line.endswith(b"\n"), "a line that is cut")
            value = json.loads(line.decode("utf-8"), parse_constant=lambda name: 1 / 0)
            need(isinstance(value, dict) and set(value) == {"entry", "leaf"}, "not an entry")
            entry = value["entry"]
            need(isinstance(entry, dict) and FIELDS <= set(entry) <= FIELDS | {"headSha"}, "not an entry")
            body = canonical(entry).encode()
            leaf = sha256(b"\0", body)
            wanted = b'{"entry":' + body + b',"leaf":"' + leaf.hex().encode() + b'"}\n'
            need(line == wanted, "a line that is not canonical, or of another leaf")
            need(entry["index"] == index, "another index")
            need(entry["version"] == versions.get(entry["task"], 0) + 1, "another version")
        except (Refused, ValueError, ZeroDivisionError, RecursionError, TypeError) as why:
            return entries, (index, str(why))
        versions[entry["task"]] = entry["version"]
        entries.append(entry)
        tree.add(leaf)
    return entries, None


# --- What a task remembers ------------------------------------------------------------------------------------------

class Task:
    stage = "Backlog"
    held = None  # (reason, version, explained), and `stage` is where it goes on
    head = base = None
    tests_on = change_on = False
    built = None  # (fingerprint, base, concerns)
    rest = None  # a fingerprint
    spec = source = None
    learned = announced = stopping = merged = done = reported = cancelled = drafted = None
    proof = None  # a run id; None: there is none
    tree = None
    used = granted = 0
    open = pull = pull_id = merge_lost = None

    def __init__(self, entry, issue, generation):
        data = entry["data"]
        need(data["issue"] == issue and data["generation"] == generation, "queued of another task")
        need(entry["version"] == 1 and entry["phase"] == "Backlog", "queued elsewhere")
        self.labeller = self.by = data["labelledBy"]
        self.labelled_at, self.queued_at = millis(data["labelledAt"]), millis(entry["at"])
        self.base_branch = data["baseBranch"]
        self.answered, self.prepared, self.approved, self.known = set(), {}, set(), set()
        self.requests = {"total": 0, "graphql": 0, "contentCreating": 0, "mutations": 0}
        self.tokens_in = self.tokens_out = self.cost = 0

    def at(self):
        return "Cancelled" if self.cancelled else "Held" if self.held else self.stage

    def over(self):
        return self.cancelled or self.reported

    def locks(self):
        merging = self.open is not None and self.open["step"] == "merge"
        return not self.cancelled and (merging or (self.stage == "Commit" and self.merged is not None))

    def spend(self, kind, data):
        for name in self.requests:
            if kind != "reported":
                self.requests[name] += data.get("requests", {}).get(name, 0)
        for call in data.get("calls", []):
            self.tokens_in += call["promptTokens"]
            self.tokens_out += call["replyTokens"]
            self.cost += call["costUsd"] or 0
        lost = data.get("lost", {"tokens": 0, "usd": 0})
        self.tokens_in += lost["tokens"]
        self.cost += lost["usd"]

    def attempt(self):
        need(self.used < self.granted, "an attempt that nobody granted")
        self.used += 1

    def change(self, proof=None):
        self.stage, self.proof, self.built, self.rest = "Execute(change)", proof, None, None

    def after_tests(self, proof):
        rest = self.rest
        self.change(proof)
        if rest is not None and self.head is not None:
            self.built = (rest, self.base, None)


# --- What an intent needs -------------------------------------------------------------------------------------------

def intent(rules, task, entry):
    data = entry["data"]
    step, said = data["step"], data["data"]
    need(task.at() in rules.intents[step]["from"].split(", "), f"an intent to {step} at {task.at()}")
    need(task.stopping is None or step in ("answer", "cancel"), f"an intent to {step} after a stop")
    check = INTENTS.get(step)
    if check:
        check(rules, task, said)
    key = {
        "publishTests": said.get("fingerprint"), "publishChange": said.get("fingerprint"), "merge": said.get("sha"),
        "publishReview": said.get("headSha"), "answer": said.get("comment"), "openIssue": said.get("comment"),
        "notify": f"{entry['task']}:{said.get('hold')}",
    }.get(step, entry["task"])
    if step == "updateBranch":
        need(data["key"].startswith(said["headSha"] + "+"), "another key")
    else:
        need(data["key"] == key, "another key")
    task.open = data


def announce(_rules, task, _said):
    need(not task.announced, "announced already")


def notify(_rules, task, said):
    people = said["people"]
    need(said["hold"] == task.held[1], "a notice of another hold")
    need(people and len(set(people)) == len(people) and set(people) <= {task.by, task.labeller}, "a notice to others")


def build(_rules, task, _said):
    need(task.built is None and task.used < task.granted, "nothing may be built")


def publish(_rules, task, said):
    need(task.built is not None, "nothing is built")
    fingerprint, base, concerns = task.built
    tip = base if task.head is None else task.head
    need((said["fingerprint"], said["base"], said["tip"]) == (fingerprint, base, tip), "another patch")
    need(concerns is None or concerns in task.approved, "concerns that nobody allowed")


def update(_rules, task, said):
    need(task.merged is None and said["headSha"] == task.head, "an update of another head")


def draft_review(_rules, task, _said):
    need(task.drafted is None, "drafted already")


def publish_review(_rules, task, said):
    need(task.drafted is not None and said["headSha"] == task.head, "a review of another head")


def merge(_rules, task, said):
    need(task.merged is None and said["sha"] == task.head, "a merge of another head")
    need(task.red_proof != "required" or task.proof is not None, "a merge without the required proof")


def finish(_rules, task, _said):
    need(not task.done, "finished already")


def unanswered(_rules, task, said):
    need(said["comment"] not in task.answered, "answered twice")


def answer(rules, task, said):
    command = said["command"]
    if said["result"] == "accepted":
        need(command != "unknown" and command not in rules.named("not-built"), "accepted, and cannot be")
        need(command not in rules.named("prepared") or task.prepared.get(said["comment"]), "accepted unprepared")
    unanswered(rules, task, said)


def cancel(_rules, task, said):
    need(task.merged is None, "a cancel of what is merged")
    need((said["reason"] == "stopped") == (task.stopping is not None), "a stop that nobody gave")
    need(task.stopping is None or task.stopping == said["by"], "a stop by somebody else")
    need(said["pull"] == task.pull, "a cancel of another pull request")


INTENTS = {
    "announce": announce, "notify": notify, "buildPatch": build, "publishTests": publish, "publishChange": publish,
    "updateBranch": update, "draftReview": draft_review, "publishReview": publish_review, "merge": merge,
    "finish": finish, "openIssue": unanswered, "answer": answer, "cancel": cancel,
}


# --- What each kind needs, and what the task is after it ------------------------------------------------------------

def admitted(_rules, task, entry, data):
    task.red_proof, task.granted, task.stage = data["redProof"], data["attempts"], "Generate"


def task_generated(_rules, task, entry, data):
    task.spec, task.source, task.learned = data["spec"], data["source"], False
    if task.red_proof == "off":
        task.change()
    else:
        task.stage, task.built, task.rest, task.proof = "Execute(tests)", None, None, None


def patch_built(_rules, task, entry, data):
    tests, change = data["tests"], data["change"]
    need(task.built is None and (task.head is None or data["base"] == task.base), "a patch on another base")
    need((data["by"] == "directive") == (task.source == "directive" and not task.learned), "a patch by another")
    concerns = data.get("concerns")
    if task.stage == "Execute(tests)" and tests:
        need(data["by"] == "directive" or not change, "an agent builds tests alone")
        task.built = (tests["fingerprint"], data["base"], concerns)
        task.rest = change["fingerprint"] if change else None
        return
    need(change and not tests and (task.stage == "Execute(change)" or data["by"] == "directive"), "misplaced")
    if task.stage == "Execute(tests)":
        task.change()
    task.built = (change["fingerprint"], data["base"], concerns)


def failed_build_patch(_rules, task, entry, data):
    part = "tests" if task.stage == "Execute(tests)" else "change"
    need(data["part"] == part and data["attempt"] == task.used + 1, "another attempt")
    task.attempt()
    task.learned, task.built = True, None


def published(task, entry, data):
    need(task.built is not None, "nothing is built")
    need(data["base"] == (task.built[1] if task.head is None else task.base), "published on another base")
    need(task.pull is None or (task.pull, task.pull_id) == (data["pull"], data["pullId"]), "another pull request")
    task.head, task.base, task.built = entry["headSha"], data["base"], None
    task.pull, task.pull_id = data["pull"], data["pullId"]


def tests_published(_rules, task, entry, data):
    published(task, entry, data)
    task.stage, task.change_on = "Test(proof)", False


def patch_applied(_rules, task, entry, data):
    published(task, entry, data)
    task.attempt()
    task.stage, task.change_on = "Test(evidence)", True


def proof_skipped(_rules, task, entry, data):
    need(task.red_proof != "required", "the required proof passed over")
    task.after_tests(None)


def pytest_run(_rules, task, entry, data):
    if data["judged"] == "red":
        need(task.stage == "Test(proof)" and data["proof"]["headSha"] == task.head, "red of another head")
        task.after_tests(data["proof"]["runId"])
        return
    evidence = data["evidence"]
    need(task.stage == "Test(evidence)" and evidence["headSha"] == task.head, "green of another head")
    need(evidence["runId"] != task.proof, "the proof run as evidence")
    task.tree, task.stage, task.drafted = evidence["tree"], "Review", None


def failed_test(_rules, task, entry, data):
    proving = task.stage == "Test(proof)"
    need(data["part"] == ("tests" if proving else "change") and (data["reason"] == "red") != proving, "misplaced")
    need(data["attempt"] == task.used + proving, "another attempt")
    task.learned = True
    if proving:
        task.attempt()
        task.stage, task.built, task.rest = "Execute(tests)", None, None
    else:
        task.change(task.proof)


def change_taken(_rules, task, entry, data):
    need(task.source == "person" and task.red_proof != "required" and task.merged is None, "not a person's")
    task.used += 1
    task.head, task.base = entry["headSha"], data["base"]
    task.pull, task.pull_id = data["pull"], data["pullId"]
    task.stage, task.proof, task.change_on, task.drafted = "Test(evidence)", None, True, None


def base_updated(_rules, task, entry, data):
    task.head, task.base, task.stage, task.drafted = entry["headSha"], data["base"], "Test(evidence)", None


def review_drafted(_rules, task, entry, data):
    need(task.drafted is None and data["rejecting"] <= data["findings"], "drafted twice, or miscounted")
    need((data["verdict"] == "reject") == (data["rejecting"] > 0), "a verdict that its findings do not give")
    task.drafted = data["verdict"]


def patch_reviewed(_rules, task, entry, data):
    need(task.drafted == "pass", "approved what was rejected")
    task.stage = "Commit"


def failed_patch_review(_rules, task, entry, data):
    need(task.drafted == "reject", "rejected what passed")
    task.learned = True
    task.change(task.proof)


def merged(_rules, task, entry, data):
    need(task.merged is None and data["base"] == task.base, "merged on another base")
    task.merged = data


def failed_commit(_rules, task, entry, data):
    need(task.merged is None, "failed what is merged")
    task.stage = "Test(evidence)"


def committed(_rules, task, entry, data):
    need(task.merged is not None and task.merged["mergeSha"] == data["mergeSha"], "landed as another commit")
    need(data["parent"] == task.merged["base"] and data["tree"] == task.tree, "another parent or tree")
    task.stage = "Record"


def status_done(_rules, task, entry, data):
    need(not task.done, "done twice")
    task.done = True


def archived(_rules, task, entry, data):
    need(task.done, "archived before it was done")
    task.stage = "Meta"


def reported(_rules, task, entry, data):
    need(not task.reported, "reported twice")
    sums = (task.used, task.requests, task.tokens_in, task.tokens_out, task.cost, 0)
    said = ("attempts", "requests", "tokensIn", "tokensOut", "costUsd", "overrides")
    need(tuple(data[name] for name in said) == sums, "a report of other numbers")
    need(data["cycleMs"] <= millis(entry["at"]) - task.queued_at, "a report of other numbers")
    task.reported = True


def announced(_rules, task, entry, data):
    task.announced = True


def nothing(_rules, task, entry, data):
    pass


def consulted(_rules, task, entry, data):
    need(data["comment"] not in task.prepared, "prepared twice")
    task.prepared[data["comment"]] = data["result"] == "answered" and data["reply"] is not None


def issue_opened(_rules, task, entry, data):
    need(data["comment"] not in task.prepared, "prepared twice")
    task.prepared[data["comment"]] = data["issue"] is not None


WORKED = ("Execute(tests)", "Execute(change)", "Test(proof)", "Test(evidence)", "Review", "Commit")


def held(_rules, task, entry, data):
    reason = data["reason"]
    if data["back"] == "Generate":
        need(task.stage not in ("Backlog", "Record") and task.merged is None, "a hold that leads elsewhere")
    if reason == "change-approval":
        concerns = task.built[2] if task.built and task.stage.startswith("Execute") else None
        concerns = data["explained"] if task.stage == "Test(evidence)" else concerns
        need(concerns is not None and concerns == data["explained"], "held for what is not there")
    need(reason != "plan-approval" or task.stage in WORKED, "held for what is not there")
    lost(task)
    task.held = (reason, entry["version"], data["explained"])
    if data["back"] == "Generate":
        generate(task)


def generate(task):
    task.stage, task.built, task.rest, task.drafted = "Generate", None, None, None


def lost(task):
    if task.open is not None and task.open["step"] == "merge":
        task.merge_lost = task.head


def intent_dropped(_rules, task, entry, data):
    lost(task)


def released(rules, task, entry, data):
    reason = data["reason"]
    need(task.stopping is None and reason == task.held[0], "released from another hold")
    if "to" in data:
        need(reason in rules.named("after-runs"), "no end of this hold")
        ready = task.stage == "Execute(change)" and task.built is None and task.head is not None and task.change_on
        need(ready, "no red head to read again")
        task.stage = "Test(evidence)"
    else:
        late = task.stage == "Commit" and task.merge_lost == task.head
        need(task.stage == "Backlog" or late or reason in rules.named("ends-by-itself"), "ends by a person's word")
    task.held = None


def cancelled(_rules, task, entry, data):
    task.cancelled, task.held = True, None


def answered(_rules, task, entry, data):
    need(data["comment"] not in task.answered, "answered twice")
    command = data["command"] if data["result"] == "accepted" else None
    guidance, frozen = data["guidance"], data["frozen"]
    need(guidance is None or command in ("retry", "plan"), "guidance to what takes none")
    need((frozen is None) == (data["textHash"] is None) and (frozen is None or command == "retry"), "another text")
    need("approved" not in data or command == "approve", "an approval by what is none")
    task.answered.add(data["comment"])
    if command in COMMANDS:
        COMMANDS[command](task, data)


def stop(task, data):
    need(not task.cancelled and task.stage not in ("Record", "Meta") and task.merged is None or task.held, "too late")
    task.stopping = data["by"]


def approve(task, data):
    reason = task.held[0] if task.held else None
    wanted = {"plan-approval": task.spec, "change-approval": task.held[2] if task.held else None}
    need(reason in (*wanted, "approver-without-right"), "nothing waits for an approval")
    need(data.get("approved") == wanted.get(reason), "an approval of another text")
    if reason in wanted:
        need(wanted[reason] is not None, "nothing waits for an approval")
        task.approved.add(wanted[reason])
    task.held = None


def retry(task, data):
    need(task.held is not None, "a retry of what is not held")
    reason, task.by = task.held[0], data["by"]
    if reason == "change-approval" and task.stage.startswith("Execute"):
        task.used, task.learned, task.built = task.used + 1, True, None
        if task.stage == "Execute(tests)":
            task.rest = None
    if task.used >= task.granted > 0:
        task.granted = task.used + 1
    task.held = None
    if data["frozen"] is not None and task.stage not in ("Backlog", "Record") and task.merged is None:
        generate(task)
    elif reason == "change-approval" and task.stage == "Test(evidence)":
        task.learned = True
        task.change(task.proof)


def plan(task, data):
    need(not task.cancelled and task.stage in WORKED, "a plan of a task that has none")
    if data["guidance"] is not None:
        need(task.stage.startswith("Execute") and task.head is None, "another plan for work that has begun")
        task.by, task.held = data["by"], None
        generate(task)


COMMANDS = {"stop": stop, "approve": approve, "retry": retry, "plan": plan}


# --- The whole log --------------------------------------------------------------------------------------------------

def spelled(value):
    if isinstance(value, dict):
        return all(spelled(key) and spelled(held) for key, held in value.items())
    if isinstance(value, list):
        return all(map(spelled, value))
    if isinstance(value, str):
        return unicodedata.is_normalized("NFC", value) and not re.search("[\ud800-\udfff]", value)
    return True


def commitments(rules, value):
    if isinstance(value, list):
        return [one for held in value for one in commitments(rules, held)]
    found = []
    for name, held in value.items() if isinstance(value, dict) else ():
        if name in rules.named("commitments") and address(held):
            found.append(held)
        else:
            found += commitments(rules, held)
    return found


def well_formed(rules, entry):
    kind, data = entry["kind"], entry["data"]
    need(spelled(entry), "a text that is not in NFC")
    need(whole(entry["index"], 0) and whole(entry["version"], 0) and time(entry["at"]), "index, version or time")
    need(entry["actor"] == "cadence" and kind in rules.kinds, "another actor or kind")
    need(isinstance(entry["artefacts"], list) and all(map(address, entry["artefacts"])), "artefacts")
    need(WORDS["sha"](entry.get("headSha", "0000")), "the head")
    if kind == "intent":
        need(isinstance(data, dict) and data.get("step") in rules.intents, "no step")
        kind = f"intent {data['step']}"
    form, extra = rules.data[kind]
    need(form.fits(data, extra), f"{kind}: its data")
    need(entry["kind"] == "reported" or data.get("requests", {"total": 1})["total"] > 0, "no request")


def fold(rules, task, entry):
    kind, data = entry["kind"], entry["data"]
    row, stage = rules.kinds[kind], task.at()
    need(entry["phase"] == stage.split("(")[0], f"says {entry['phase']} where it stands at {stage}")
    need(millis(entry["at"]) >= task.changed_at, "before the entry that it follows")
    need(stage in row["from"].split(", "), f"{kind} at {stage}")
    skipping = kind == "proof_skipped"
    wanted = ("buildPatch" if stage == "Execute(tests)" else None) if skipping else row.get("intent")
    step = task.open["step"] if task.open else None
    need(wanted is None or step == wanted, f"{kind} without an intent to {wanted}")
    if kind == "intent_dropped":
        need(step == data["step"], "dropped what is not open")
    need(step is None or wanted is not None or kind in ("intent_dropped", "held"), f"{kind} while {step} is open")
    if kind == "held" and step is not None:
        ends = step in rules.named("end-in-holds") or data["reason"] == "internal-error"
        need(ends, f"held for {data['reason']} while {step} is open")
    for name in filter(None, row.get("repeats", "").split(", ")):
        need(data[name] == task.open["data"][name], f"{kind}: {name} is not what was announced")
    rule = ("branch" if stage == "Test(proof)" else None) if skipping else row.get("head")
    need((rule is not None) == ("headSha" in entry), f"{kind} of a head, or of none")
    need(rule != "branch" or entry["headSha"] == task.head, f"{kind} of another head")
    if kind == "intent":
        intent(rules, task, entry)
    else:
        FOLDS[kind](rules, task, entry, data)
        task.open = None
    after = [stage] if row["to"] == "same" else row["to"].split(", ")
    need(task.at() in after, f"{kind} does not lead from {stage} to {task.at()}")


FOLDS = {
    name: globals().get(name, nothing)
    for name in """admitted task_generated patch_built failed_build_patch tests_published patch_applied proof_skipped
    pytest_run failed_test change_taken base_updated review_drafted patch_reviewed failed_patch_review merged
    failed_commit committed status_done archived reported announced notified consulted issue_opened held released
    intent_dropped cancelled answered""".split()
}


class Log:
    def __init__(self, rules, key, tree):
        self.rules, self.key, self.tree = rules, key, tree
        self.tasks, self.last, self.locks = {}, {}, {}

    def follow(self, entry):
        well_formed(self.rules, entry)
        name = entry["task"]
        found = re.fullmatch(r"([\w.-]+/[\w.-]+)#([1-9]\d*)(?:-([2-9]|[1-9]\d+))?", name, re.A)
        need(found and "cadence/" + found.group(1) == self.key.name, "an entry of another repository")
        issue, generation = int(found.group(2)), int(found.group(3) or 1)
        task = self.tasks.get(name)
        if task is None:
            need(entry["kind"] == "queued" and "headSha" not in entry, "not queued yet")
            task = Task(entry, issue, generation)
            self.begins(task, f"{found.group(1)}#{issue}", generation)
        else:
            need(entry["kind"] != "queued", "queued twice")
            fold(self.rules, task, entry)
        task.spend(entry["kind"], entry["data"])
        task.changed_at = millis(entry["at"])
        self.sealed(entry, self.last.get(name, -1))
        self.locked(name, task)
        self.commits(task, entry)
        self.tasks[name], self.last[name] = task, entry["index"]

    def begins(self, task, issue, generation):
        if generation > 1:
            before = self.tasks.get(issue if generation == 2 else f"{issue}-{generation - 1}")
            need(before and before.over() and task.labelled_at > before.labelled_at, "begun again too early")

    def sealed(self, entry, last):
        data = entry["data"]
        if entry["kind"] == "archived":
            size, root = data["size"], unbase64(data["root"])
        elif entry["kind"] == "intent" and data["step"] == "merge":
            size, root = trailer_of(data["data"]["trailer"], self.key)
        else:
            return
        need(last < size <= entry["index"] and self.tree.root(size) == root, "a seal of another log")

    def locked(self, name, task):
        self.locks = {base: by for base, by in self.locks.items() if by != name}
        if task.locks():
            need(self.locks.setdefault(task.base_branch, name) == name, "two merges into one base")

    def commits(self, task, entry):
        made, named = entry["artefacts"], set(commitments(self.rules, entry["data"]))
        need(len(set(made)) == len(made) and not task.known & set(made), "committed to twice")
        need(set(made) == named - task.known, "artefacts that are not those that its data names")
        task.known |= set(made)


def verify(rules, file, key=None):
    tree = Tree()
    stem = re.sub(r"\.jsonl$", "", file)
    entries, wrong = read_lines(Path(file).read_bytes(), tree)
    if wrong:
        return wrong
    try:
        key = Key(key or Path(stem + ".pub").read_text("utf-8"))
        size, root = checkpoint(Path(stem + ".checkpoint").read_bytes().decode("utf-8"), key)
    except (Refused, OSError, ValueError) as why:
        return None, str(why)
    if len(entries) < size:
        return len(entries), "the log is cut"
    if tree.root(size) != root:
        return None, "the log was rewritten"
    if len(entries) > size:
        return size, "the log goes on"
    log = Log(rules, key, tree)
    for entry in entries:
        try:
            log.follow(entry)
        except Refused as why:
            return entry["index"], str(why)
    return None


if __name__ == "__main__":
    page, *files = sys.argv[1:]
    rules = Rules(Path(page).read_text("utf-8"))
    for file in files:
        found = verify(rules, file)
        print(json.dumps({"holds": found is None, "index": found and found[0], "message": found and found[1]}))
