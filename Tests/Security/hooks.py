"""What the fuzz run checks besides schemathesis' own checks, and what it must not do to itself."""

import os
import re

import schemathesis

# What would tell an attacker how the system is made: statements, paths, names of types and libraries.
INSIDE = re.compile(
    r"SELECT .* FROM|INSERT INTO|UPDATE .* SET|SQLSTATE|SQL syntax|mysql_|libmariadb|MariaDB server"
    r"|/tmp/|/usr/|/etc/|/home/|\.swift\b|Swift\.|Foundation\.|Fatal error|0x[0-9a-f]{8}"
    r"|hiredis|FCGX_",
    re.IGNORECASE,
)


@schemathesis.check
def answers_tell_nothing_of_the_inside(ctx, response, case):
    """No refusal holds SQL, a path, or a name from the program's own text."""
    if response.status_code < 400:
        return
    found = INSIDE.search(response.text)
    # What the client sent itself may come back, such as the name of an unknown field.
    sent = f"{case.body!r} {case.query!r} {case.path_parameters!r}"
    if found and found.group(0) not in sent:
        raise AssertionError(f"the answer tells of the inside: {found.group(0)!r}")


@schemathesis.check
def refusals_agree_with_their_status(ctx, response, case):
    """`code` is the status and two digits, and every answer says which request it belongs to."""
    if not response.headers.get("x-request-id"):
        raise AssertionError("no X-Request-Id")
    if response.status_code >= 400 and response.request.method != "HEAD":
        code = response.json().get("code")
        if not isinstance(code, int) or code // 100 != response.status_code:
            raise AssertionError(f"code {code} in an answer {response.status_code}")


def plain(value):
    """Numbers as clients write them: 7.0 is 7, and no decimal has the dust of a binary float."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items()}
    return [plain(element) for element in value] if isinstance(value, list) else value


@schemathesis.hook
def map_body(ctx, body):
    """A schema takes 7.0 for an integer; this API, which is exact, does not."""
    return plain(body)


@schemathesis.hook
def filter_case(ctx, case):
    """The run keeps its own login: nothing is done to the user that it runs as."""
    own = int(os.environ["ERP_USER_ID"])
    if case.operation.tags != ["user"] or case.method == "GET":
        return True
    body = case.body if isinstance(case.body, dict) else {}
    return body.get("user_id") != own and (case.path_parameters or {}).get("id") != own
