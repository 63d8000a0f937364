"""Plan files that are far too large, deep or far away in time, and bytes that are no text."""

from __future__ import annotations

from hostile.case import Case, Step


def _meetings(count: int) -> str:
    return "".join(
        f'[meetings.x{number}]\ninitiator = "away"\ndate = 2{number // 336:03}-{number // 28 % 12 + 1:02}'
        f"-{number % 28 + 1:02}\n"
        for number in range(count)
    )


_GROUP = """schema = 1
id = "x"
made = 2026-11-21
[group]
name = "Bombe"
model = "uten-igangsetter"
[schedule]
every = "week"
time = 18:00:00
minutes = 120
[follow_up]
rule = "none"
"""
_EVERY = (
    "show",
    "check",
    "remind",
    "calendar",
    "handout moteplan",
    "handout moteplan --format docx",
)

CASES = [
    Case(
        id="plan-of-100000-meetings",
        subject="size",
        where="plan file",
        files={"b.toml": _GROUP + _meetings(100_000)},
        steps=[Step("show -g b", code=65, err=["far too large"]), Step("groups", code=65, out=["Tirsdagsgruppa"])],
        measured=True,
    ),
    Case(
        id="plan-of-3000-meetings",
        subject="size",
        where="plan file",
        files={"b.toml": _GROUP + _meetings(3_000)},
        steps=[Step("show -g b", code=65, err=["3000 of these are too many; at most 1000"])],
        measured=True,
        slow=True,
    ),
    Case(
        id="plan-of-1000-meetings",
        subject="size",
        where="plan file",
        files={"b.toml": _GROUP + _meetings(1000)},
        steps=[Step(f"{line} -g b") for line in _EVERY],
        measured=True,
        slow=True,
    ),
    Case(
        id="plan-of-a-value-of-10-mb",
        subject="size",
        where="plan file",
        files={"b.toml": _GROUP + f'[place]\nname = "{"x" * 10_000_000}"\n' + _meetings(1)},
        steps=[Step("show -g b", code=65, err=["far too large"])],
        measured=True,
        slow=True,
    ),
    Case(
        id="plan-of-a-value-of-2-mb",
        subject="size",
        where="plan file",
        files={"b.toml": _GROUP + f'[place]\nname = "{"[" * 1_900_000}"\n' + _meetings(1)},
        steps=[
            Step(line, code=65, err=["far too large to be a plan"])
            for line in ("show -g b", "groups", "remind -g b", "calendar -g b", "handout rammer -g b")
        ],
        measured=True,
        slow=True,
    ),
    Case(
        id="plan-of-600-kb-in-reasons",
        subject="size",
        where="plan file",
        files={
            "b.toml": _GROUP
            + "".join(
                f'[meetings.x{number}]\ninitiator = "away"\ndate = 2027-01-{number + 1:02}\n'
                f'moved_from = 2026-01-01\nreason = "{"*a" * 12_000}"\n'
                for number in range(27)
            )
        },
        steps=[
            Step(line, code=65, err=["more than 200000 characters"])
            for line in ("show -g b", "calendar -g b", "handout moteplan -g b --format pdf")
        ],
        measured=True,
        slow=True,
    ),
    Case(
        id="plan-of-deep-nesting",
        subject="size",
        where="plan file",
        files={"b.toml": _GROUP + "x = " + "[" * 150_000},
        steps=[Step("show -g b", code=65, err=["too many brackets or parts"])],
        measured=True,
        slow=True,
    ),
    Case(
        id="plan-of-deep-keys",
        subject="size",
        where="plan file",
        files={"b.toml": _GROUP + "x" + ".a" * 90_000 + " = 1"},
        steps=[Step("show -g b", code=65, err=["too many brackets or parts"])],
        measured=True,
        slow=True,
    ),
    Case(
        id="plan-of-a-number-of-many-figures",
        subject="size",
        where="plan file",
        files={"b.toml": _GROUP + "x = " + "9" * 150_000},
        steps=[Step("show -g b", code=65, err=["a number is too long"])],
        measured=True,
        slow=True,
    ),
    *(
        Case(
            id=f"made-in-the-year-{day[:4]}",
            subject="dates",
            where="plan file",
            files={
                "b.toml": _GROUP.replace("made = 2026-11-21", f"made = {day}")
                + f'[skipped]\n{day} = "x"\n[done]\n"book-room:group" = {day}\n[snoozed]\n"x:y" = {day}\n'
                + '[meetings.m01]\ninitiator = "away"\ndate = 2027-01-12\n'
            },
            steps=[
                Step("show -g b", out=["Bombe"]),
                Step("check -g b"),
                Step("remind -g b"),
                Step("calendar -g b", holds=["Bombe"]),
                *(Step(f"handout moteplan -g b --format {kind}", holds=["Bombe"]) for kind in ("pdf", "docx", "html")),
            ],
            measured=True,
            slow=True,
        )
        for day in ("0001-01-01", "9999-12-31")
    ),
    *(
        Case(
            id=f"meeting-in-the-year-{day[:4]}",
            subject="dates",
            where="plan file",
            files={"b.toml": _GROUP + f'[meetings.m01]\ninitiator = "away"\ndate = {day}\n'},
            steps=[Step("show -g b", code=65, err=[f"{day} lies outside our calendar"])],
        )
        for day in ("0001-01-01", "9999-12-31")
    ),
    Case(
        id="meeting-from-midnight-to-midnight",
        subject="dates",
        where="plan file",
        files={
            "b.toml": _GROUP.replace("18:00:00", "23:59:59").replace("120", "1440")
            + '[meetings.m01]\ninitiator = "away"\ndate = 2999-12-31\n'
        },
        steps=[
            Step("show -g b", out=["23:59–23:59"]),
            Step("calendar -g b", holds=["DTEND;TZID=Europe/Oslo:30000101T235959"]),
            Step("handout moteplan -g b", out=["31. desember 2999"]),
        ],
        measured=True,
        slow=True,
    ),
    Case(
        id="plan-that-is-no-utf-8",
        subject="characters",
        where="plan file",
        files={"b.toml": b'x = "\xed\xa0\x80\xff\xfe"'},
        steps=[Step("show -g b", code=65, err=["this is not UTF-8 text"])],
        measured=True,
        slow=True,
    ),
    Case(
        id="plan-with-nul",
        subject="characters",
        where="plan file",
        files={"b.toml": _GROUP.encode() + b"\0\0"},
        steps=[Step("show -g b", code=65, err=["b.toml:13"])],
        measured=True,
        slow=True,
    ),
]  # fmt: skip
