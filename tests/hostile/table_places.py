"""Names, paths, settings and the command line."""

from __future__ import annotations

import datetime as dt

from hostile.case import Case, Sparse, Step

_ESC = "\x1b[2J\x1b]52;c;eA==\x07\u202e"

_NAMES = [
    Case(
        id="plan-name-with-escape-sequences",
        subject="terminal",
        where="file name",
        files={f"a{_ESC}b.toml": "x = ["},
        steps=[
            Step("groups", code=65, out=["Tirsdagsgruppa"], err=["a[2J]52;c;eA==b.toml:1"]),
            Step("check", code=65, err=["a[2J]52;c;eA==b.toml:1"]),
            Step("show", code=2, err=["Which group?", "a[2J]52;c;eA==b"]),
            Step("remind", code=65, err=["b.toml"]),
        ],
    ),
    Case(
        id="plan-name-with-line-breaks",
        subject="terminal",
        where="file name",
        files={"a\r\nTirsdagsgruppa is cancelled\n.toml": "x = ["},
        steps=[Step("groups", code=65, err=["cancelled"])],
    ),
    Case(
        id="sheet-name-with-escape-sequences",
        subject="terminal",
        where="file name",
        slow=True,
        files={
            f"templates/handouts/a{_ESC}b/{code}.md.j2": '+++\ntitle = "T"\naudience = "group"\n+++\n# T\n'
            for code in ("nb", "en")
        },
        steps=[
            Step("handout", out=["a[2J]52;c;eA==b"]),
            Step("templates list", out=["a[2J]52;c;eA==b"]),
            Step("templates check", out=["work with one plan"]),
            Step("handout --all --format md --output {outside}/../o", out=["a[2J]52;c;eA==b.md"]),
        ],
    ),
    Case(
        id="model-name-with-escape-sequences",
        subject="terminal",
        where="file name",
        files={f"templates/models/a{_ESC}b.toml": "x = 1\n"},
        steps=[
            Step("new-group --model list", out=["link-oslo"]),
            Step(f"new-group B --no-input --model 'a{_ESC}b'", code=66, err=["a[2J]52;c;eA==b"]),
            Step("templates list", out=["a[2J]52;c;eA==b.toml"]),
        ],
    ),
]

_TRAVERSING = ["../../outside/hemmelig", "/etc/passwd", "C:\\Windows\\x", "a/../../b", "..", "CON"]
_ARGUMENTS = [
    Case(
        id=f"argument-name-{number}",
        subject="paths",
        where="argument",
        steps=[
            Step(f"show -g '{name}'", code=66, err=["no group called"]),
            Step(f"handout '{name}'", code=66, err=["no handout called"]),
            Step(f"templates copy '{name}'", code=66, err=["no template called"]),
            Step(f"handout --for-meeting '{name}'", code=66, err=[name]),
            Step(f"new-group B --model '{name}' --no-input", code=66, err=["no way of starting"]),
            Step(f"new-group '{name}' --first 2027-01-12 --no-input --today 2026-11-21"),
            Step("groups", out=[name, "Tirsdagsgruppa"]),
        ],
        slow=number > 0,
    )
    for number, name in enumerate(_TRAVERSING)
] + [
    Case(
        id="argument-with-escape-sequences",
        subject="terminal",
        where="argument",
        slow=True,
        steps=[
            Step(f"show -g 'a{_ESC}b'", code=66, err=["a[2J]52;c;eA==b"]),
            Step(f"'a{_ESC}b'", code=2, err=["a[2J]52;c;eA==b"]),
            Step(f"show '--a{_ESC}b'", code=2, err=["--a[2J]52;c;eA"]),
            Step(f"handout 'a{_ESC}b'", code=66, err=["a-2j-52-c-ea-b"]),
            Step(f"handout --format 'a{_ESC}b'", code=2, err=["a[2J]52;c;eA==b"]),
            Step(f"handout rammer --language 'a{_ESC}b'", code=2, err=["a[2J]52;c;eA==b"]),
            Step(f"meeting move 'a{_ESC}b' 2027-01-12", code=66, err=["a[2J]52;c;eA==b"]),
            Step(f"meeting move 1 'a{_ESC}b'", code=2, err=["a[2J]52;c;eA==b"]),
            Step(f"remind --done 'a{_ESC}b'", code=66, err=["a[2J]52;c;eA==b"]),
            Step(f"show --folder 'a{_ESC}b'", code=66, err=["a[2J]52;c;eA==b"]),
            Step(f"show -g 'a{_ESC}b.toml'", code=66, err=["a[2J]52;c;eA==b"]),
            Step(f"meeting cancel 3 --because 'a{_ESC}b'"),
            Step("show", out=["a[2J]52;c;eA==b"]),
            Step(f"new-group 'a{_ESC}b' --first 2027-01-12 --no-input", code=2),
        ],
    ),
    Case(
        id="argument-of-a-hundred-thousand-letters",
        subject="characters",
        where="argument",
        steps=[
            Step(f"show -g {'x' * 100_000}", code=66),
            Step(f"show -g {'x' * 100_000}.toml", code=66),
            Step(f"handout rammer --format md --output {'x' * 100_000}", code=73),
            Step(f"new-group {'x' * 100_000} --first 2027-01-12 --no-input", code=2),
            Step(f"handout {'x' * 100_000}", code=66),
        ],
    ),
    Case(
        id="output-is-a-file",
        subject="paths",
        where="option",
        steps=[
            Step("handout rammer --format md --output {outside}/hemmelig.txt", code=73, err=["hemmelig.txt"]),
            Step("calendar --output {outside}/hemmelig.txt", code=73, err=["hemmelig.txt"]),
            Step("handout rammer --format md --output /dev/null/x", code=73, err=["/dev/null"]),
        ],
    ),
    Case(
        id="model-of-the-plan-by-dots",
        subject="paths",
        where="plan field",
        plan={"group / model": "../../../outside/hemmelig"},
        steps=[
            Step("show", out=["Tirsdagsgruppa"]),
            Step("check"),
            Step("remind --today 2027-01-11", out=["Tirsdagsgruppa"]),
            Step("handout rammer", out=["Praktiske rammer"]),
        ],
    ),
    Case(
        id="ids-by-dots",
        subject="paths",
        where="plan field",
        plan={
            "meetings / ../../x": {"date": dt.date(2027, 6, 1), "initiator": "away"},
        },
        steps=[Step("show", code=65, err=["../../x", "cannot be a name"])],
    ),
]  # fmt: skip

_SETTINGS = [
    Case(
        id="settings-with-escape-sequences",
        subject="terminal",
        where="settings",
        slow=True,
        files={
            "igangsetter.toml": '[organisation]\nname = "a\\u001b[2Jb"\ncontact = "c\\u202ed"\n'
            'coordinator = "x\\r\\nBcc: spion@evil.example"\n[defaults]\nplace = "e\\u001b]52;c;eA==\\u0007f"\n'
            'initiators = ["g\\u001b[2Jh"]\n"i\\u001b[2J" = 1\n'
        },
        steps=[
            Step("show", out=["Tirsdagsgruppa"], err=["i[2J"]),
            Step("handout rammer --format html", holds=["a[2Jb", "cd"]),
            Step("handout rammer --format pdf", holds=["a[2Jb", "cd"]),
            Step("handout rammer --format docx", holds=["a[2Jb", "cd"]),
            Step("remind --today 2027-01-11 --mail draft"),
            Step("new-group --today 2026-11-21", code=2, err=["e]52;c;eA==f"], typed="B\n\n12 January at 18\n\n\n"),
        ],
    ),
    Case(
        id="mail-settings-in-the-folder",
        subject="mail",
        where="mail.toml",
        files={"mail.toml": 'host = "evil.example"\npassword_command = ["touch", "sang"]\n'},
        steps=[Step("remind --today 2027-01-11 --mail send", code=78, err=["mail.toml"])],
    ),
    Case(
        id="address-of-the-initiator",
        subject="mail",
        where="plan field",
        plan={"initiators / i1": {"name": "Kari", "email": "kari@example.org\r\nBcc: spion@evil.example"}},
        steps=[
            Step("remind --today 2027-01-11 --mail draft", holds=["Tirsdagsgruppa"]),
            Step("check"),
        ],
    ),
    Case(
        id="time-zone-by-dots",
        subject="paths",
        where="plan field",
        plan={"schedule / time_zone": "../../../../../../etc/passwd"},
        steps=[
            Step("show", out=["Tirsdagsgruppa"]),
            Step("calendar", code=65, err=["is not known"]),
        ],
    ),
    Case(
        id="country-with-markup",
        subject="characters",
        where="plan field",
        plan={"schedule / country": "../NO\x1b[2J"},
        steps=[Step("show", out=["Tirsdagsgruppa"]), Step("check", code=1), Step("handout hjelp")],
    ),
]  # fmt: skip

_KEYS = [
    Case(
        id=f"key-{key.strip('_')}",
        subject="Python",
        where="plan file",
        plan={f"group / {key}": {"x": 1}, f"meetings / m01 / {key}": "y", key: {"group": 1}},
        steps=[
            Step(
                "show",
                out=["Tirsdagsgruppa"],
                err=[f"group.{key}", "is not known here; it is kept"],
            ),
            Step("meeting move 3 2027-01-27"),
            Step("handout moteplan --format html", holds=["Tirsdagsgruppa"]),
        ],
        slow=key != "__class__",
    )
    for key in ("__class__", "__proto__", "__dict__", "__init__")
]

_HUGE = [
    Case(
        id=f"huge-{name.replace('/', '-')}",
        subject="size",
        where="plan file",
        files={name: Sparse(3 << 30)},
        steps=[Step(line, code=code, err=[told])],
        measured=True,
        slow=name != "templates/layout/handout.typ",
    )
    for name, line, code, told in (
        ("b.toml", "show -g b", 65, "far too large"),
        ("templates/handouts/rammer/nb.md.j2", "handout rammer", 65, "larger than"),
        (
            "templates/models/fremmed.toml",
            "new-group B --no-input --model fremmed",
            65,
            "larger than",
        ),
        ("templates/layout/handout.typ", "handout rammer --format pdf", 73, "larger than"),
        ("templates/reminders/rules.toml", "remind --today 2027-01-11", 78, "larger than"),
        ("templates/reminders/nb.md.j2", "remind --today 2027-01-11", 65, "larger than"),
    )
]

CASES = [*_NAMES, *_ARGUMENTS, *_SETTINGS, *_KEYS, *_HUGE]
