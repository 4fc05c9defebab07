"""Runs sqlmap on the login and on every free text of the API's searches and paths.

The token is in a settings file of sqlmap's that only this user can read. A target counts only if
sqlmap really asked it: enough answers, among them such as the statement itself makes, and none that
says that the request never came so far (401 of the token check, 429, 5xx).
"""

import concurrent.futures
import json
import os
import pathlib
import re
import secrets
import subprocess
import sys
import urllib.parse
import urllib.request

URL = os.environ["ERP_URL"]
WORK = pathlib.Path(os.environ["ERP_WORK_DIR"])
AUTHORIZATION = f"Bearer {os.environ['ERP_TOKEN']}"
# More of either asks what this server cannot answer: the database is known, and no call waits.
LEVEL, RISK, TECHNIQUES, SECONDS = 2, 2, "BEUT", 2
FEWEST_ANSWERS, FEWEST_FINE = 200, 5
# What stands for a text that a search looks for.
SAMPLES = {"phone": "13900001234", "after": "1"}


class Target:
    """One place that a client fills in."""

    def __init__(self, name, url, parameter=None, data=None, fine=(200,), random=None):
        self.name, self.url, self.parameter, self.data = name, url, parameter, data
        self.fine, self.random = fine, random

    @property
    def folder(self):
        return WORK / re.sub(r"[^a-z0-9]+", "-", self.name.lower())

    def settings(self):
        headers = ["Content-Type: application/json"] if self.data else []
        if not self.data:
            headers.append(f"Authorization: {AUTHORIZATION}")
        lines = ["[Target]", f"url = {self.url}", "[Request]"]
        if self.data:
            lines += ["method = POST", f"data = {self.data}"]
        lines += ["headers = " + "\\n".join(headers), "ignoreCode = 400,401,404", "timeout = 40"]
        if self.random:
            lines.append(f"rParam = {self.random}")
        lines += ["[Injection]", "dbms = MySQL"]
        if self.parameter:
            lines.append(f"testParameter = {self.parameter}")
        lines += ["[Detection]", f"level = {LEVEL}", f"risk = {RISK}"]
        lines += ["[Techniques]", f"technique = {TECHNIQUES}", f"timeSec = {SECONDS}"]
        lines += ["[General]", "batch = True", "flushSession = True", "disableColoring = True"]
        lines += [f"trafficFile = {self.folder}/traffic", f"outputDir = {self.folder}/output"]
        return "\n".join(lines) + "\n"


def description():
    with urllib.request.urlopen(f"{URL}/openapi.json", timeout=40) as answer:
        return json.load(answer)


def given(schema):
    """What a parameter is when it is given; an empty one counts as absent."""
    return schema["anyOf"][0] if "anyOf" in schema else schema


def is_free_text(schema):
    # What may be a number as well is read as one.
    if any(one.get("type") == "number" for one in schema.get("anyOf", [])):
        return False
    schema = given(schema)
    return schema.get("type") == "string" and "enum" not in schema and "format" not in schema


def sample(name, schema):
    """A value that the call takes."""
    schema = given(schema)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "integer":
        return max(1, schema.get("minimum", 1))
    return SAMPLES.get(name, "tea")


def searches(document):
    """Every free text in the query of a call that reads."""
    for path, operations in sorted(document["paths"].items()):
        parameters = operations.get("get", {}).get("parameters", [])
        if "{" in path:
            continue
        query = [one for one in parameters if one["in"] == "query"]
        needed = {one["name"]: sample(one["name"], one["schema"]) for one in query if one["required"]}
        for one in query:
            if is_free_text(one["schema"]):
                name = one["name"]
                values = {**needed, name: sample(name, one["schema"])}
                url = f"{URL}{path}?{urllib.parse.urlencode(values)}"
                # 404: what was looked for by this very text is not there.
                yield Target(f"GET {path} {name}", url, name, fine=(200, 404))


def paths(document):
    """Every free text in a path of a call that reads."""
    for path, operations in sorted(document["paths"].items()):
        for one in operations.get("get", {}).get("parameters", []):
            if one["in"] == "path" and is_free_text(one["schema"]):
                url = URL + path.replace("{%s}" % one["name"], "1*")
                yield Target(f"GET {path}", url, fine=(200, 404))


def new_user():
    """Somebody who can log in, so that the login as it stands is answered 200 however often."""
    name, password = f"injected{secrets.randbelow(10**9)}", secrets.token_urlsafe(16)
    body = json.dumps({"username": name, "password": password, "name": "sqlmap"}).encode()
    headers = {"Authorization": AUTHORIZATION, "Content-Type": "application/json"}
    request = urllib.request.Request(f"{URL}/user/create", body, headers)
    with urllib.request.urlopen(request, timeout=40):
        return name, password


def logins():
    """Both texts of the login. A name is blocked after five failures: where the password is the one
    that changes, the name is another each time."""
    url = f"{URL}/user/login"
    name, password = new_user()
    yield Target(
        "POST /user/login username", url, data='{"username":"%s*","password":"%s"}' % (name, password),
        fine=(200, 401),
    )
    yield Target(
        "POST /user/login password", url, data='{"username":"someone","password":"wrong-one*"}',
        fine=(401,), random="username",
    )


def statuses(traffic):
    """How often each status was answered."""
    counts = {}
    for status in re.findall(r"^HTTP/1\.1 (\d+)|^HTTP response \[#\d+\] \((\d+) ", traffic, re.MULTILINE):
        status = int(status[0] or status[1])
        counts[status] = counts.get(status, 0) + 1
    return counts


def run(target, sqlmap):
    """What is wrong with a target; an empty text if nothing is."""
    target.folder.mkdir(mode=0o700)
    settings = target.folder / "settings.ini"
    settings.touch(mode=0o600)
    settings.write_text(target.settings())
    done = subprocess.run(
        [sqlmap, "-c", str(settings)], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600
    )
    said = done.stdout + done.stderr
    traffic = target.folder / "traffic"
    counts = statuses(traffic.read_text(errors="replace")) if traffic.exists() else {}
    fine = sum(counts.get(status, 0) for status in target.fine)
    closed = {s: n for s, n in counts.items() if s == 429 or s >= 500 or (s in (401, 403) and s not in target.fine)}
    print(f"{target.name}: {sum(counts.values())} answers {dict(sorted(counts.items()))}", flush=True)
    if "identified the following injection point" in said or "is vulnerable" in said:
        return f"{target.name}: INJECTABLE\n{said[-3000:]}"
    if "do not appear to be injectable" not in said:
        return f"{target.name}: sqlmap came to no end\n{said[-3000:]}"
    if closed:
        return f"{target.name}: not really tested, for it was answered {closed}"
    if sum(counts.values()) < FEWEST_ANSWERS or fine < FEWEST_FINE:
        return f"{target.name}: not really tested, with {fine} answers of {target.fine}"
    return ""


def main():
    sqlmap = sys.argv[1]
    document = description()
    targets = [*logins(), *searches(document), *paths(document)]
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    targets = [target for target in targets if wanted in target.name]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        faults = [fault for fault in pool.map(lambda target: run(target, sqlmap), targets) if fault]
    for fault in faults:
        print(fault)
    print(f"{len(targets)} targets, {len(faults)} with faults")
    if faults or (not wanted and len(targets) < 10):
        sys.exit(1)


main()
