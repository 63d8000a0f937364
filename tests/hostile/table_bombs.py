"""What eats time or memory: each is measured in a process of its own."""

from __future__ import annotations

import struct
import zlib

from hostile.case import Case, Step, on_paper, sheet

_LARGE, _STEPS, _SECONDS = "far too large", "more than 200000 steps", "more than 2 seconds"
_DOUBLED = "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60

_TEMPLATES = {
    "loops-in-loops": ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", _STEPS),
    "range": ("{% for a in range(99999999) %}{% endfor %}", "A loop of more than 10000 turns"),
    "macro-calls-itself-twice": ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}", "more than 2"),
    "macro-calls-itself": ("{% macro m(s) %}{{ m(s ~ s) }}{% endmacro %}{{ m('x' * 90000) }}", _LARGE),
    "includes-itself": ("{% include 'handouts/fremmed/nb.md.j2' %}", _STEPS),
    "extends-itself": ("{% extends 'handouts/fremmed/nb.md.j2' %}", "recursion"),
    "doubling-text": ("{% set a = 'x' * 99 %}" + "{% set a = a ~ a %}" * 60 + "{{ a|length }}", _LARGE),
    "doubling-in-a-namespace": ("{% set n = namespace(a='xxxxxxxxx') %}{% for i in range(60) %}{% set n.a = n.a ~ n.a %}{% endfor %}{{ n.a|length }}", _LARGE),
    "doubling-in-a-block": ("{% set s %}{% for i in range(9999) %}xxxxxxxxxxxxxxxxxxxx{% endfor %}{% endset %}{% set b %}{% for i in range(9999) %}{{ s }}{% endfor %}{% endset %}{{ b|length }}", _LARGE),
    "doubled-list-printed": (_DOUBLED + "{{ a }}", _LARGE),
    "doubled-list-compared": (_DOUBLED + "{{ a == [a] }}", _LARGE),
    "doubled-list-as-key": (_DOUBLED.replace("[", "(").replace("]", ",)") + "{{ {a: 1}|length }}", _LARGE),
    "doubled-list-searched": (_DOUBLED + "{{ 1 in a }}", _LARGE),
    "doubled-arguments": ("{% macro m(n) %}{% if n %}{{ m(n - 1, varargs, varargs) }}{% else %}{{ varargs }}{% endif %}{% endmacro %}{{ m(60) }}", _LARGE),
    "one-text-in-a-list-made-upper": ("{% set s = 'x' * 99999 %}{{ ([s] * 99999)|map('upper')|list|length }}", _LARGE),
    "sum-of-lists": ("{% set l = [1] * 9999 %}{{ ([l] * 9999)|sum(start=[])|length }}", _LARGE),
    "long-chain": ("{% set s = 'x' * 99999 %}{{ (" + "~".join(["s"] * 9000) + ")|length }}", _LARGE),
    "many-variables": ("{% set s = 'x' * 99999 %}" + "".join(f"{{% set v{i} = s ~ {i} %}}" for i in range(3000)), _LARGE),
    "buffer-of-a-macro": ("{% set s = 'x' * 99999 %}{% macro m() %}{% for i in range(9999) %}{{ s }}{% endfor %}{% endmacro %}{{ m()|length }}", _LARGE),
    "sorting-in-a-loop": ("{% for i in range(9999) %}{% set a = range(9999)|sort(reverse=true)|list %}{% endfor %}x", "ar"),
    "slow-filter-in-a-loop": ("{% set s = '<>' * 49999 %}{% for i in range(9999) %}{% set a = s|striptags %}{% endfor %}x", _SECONDS),
    "product": ("{{ 'x' * 300000000 }}", "“*” of so much"),
    "power": ("{{ 9 ** 9 ** 9 }}", "“**” of so much"),
    "width": ("{{ '%1000000000d' % 1 }}", "“%” of so much"),
    "batch": ("{{ [1]|batch(1000000000, 'x')|list|length }}", "No filter named 'batch'"),
    "bytes-of-a-number": ("{{ (1).to_bytes(2000000000, 'big')|length }}", "unsafe"),
    "date-pattern": ("{{ first.date.strftime('%255Y' * 9000)|length }}", _LARGE),
    "blocks-within-blocks": ("{% for a in [1] %}" * 30 + "x" + "{% endfor %}" * 30, "too many statically nested blocks"),
    "brackets-within-brackets": ("{{ " + "(" * 9000 + "1" + ")" * 9000 + " }}", "recursion"),
    "output-without-end": ("{% for i in range(9999) %}{{ 'x' * 99999 }}{% endfor %}", "More than 300000 characters"),
    "template-of-100000-bytes": ("x" * 100_001, "larger than 100000 bytes"),
    "emphasis-in-emphasis": ("*a **b " * 5000 + "c** d*" * 5000, "recursion"),
}  # fmt: skip
_QUICK = {
    "loops-in-loops", "doubling-in-a-namespace", "doubling-in-a-block", "doubled-list-compared",
    "one-text-in-a-list-made-upper", "bytes-of-a-number", "blocks-within-blocks",
}  # fmt: skip

_OWN = [
    Case(
        id=f"bomb-{key}",
        subject="bombs",
        where="own sheet",
        files=sheet(body),
        steps=[Step("handout fremmed", code=65, err=["nb.md.j2", why])],
        measured=True,
        slow=key not in _QUICK,
    )
    for key, (body, why) in _TEMPLATES.items()
]

# Markdown that readers choke on, as much of it as a sheet may have.
_MARKDOWN = {
    "brackets": "[" * 99_000,
    "brackets-and-words": "a[" * 49_000,
    "stars": "*a" * 49_000,
    "links": "[a](" * 24_000,
    "angles": "<" * 99_000,
    "backticks": "".join("`" * number + " " for number in range(1, 430)),
    "quotations": "> " * 9_000 + "x",
    "lists": "- " * 9_000 + "x",
    "columns": "|a" * 900 + "|\n" + "|-" * 900 + "|\n" + "|x" * 900 + "|",
    "entities": "&amp;" * 19_000,
    "references": "".join(f"[a{number}]: http://a.example\n" for number in range(3500)) + "\nx",
}
_READ = [
    Case(
        id=f"markdown-{key}",
        subject="bombs",
        where="own sheet",
        files=sheet(body),
        steps=[Step("handout fremmed --format html", holds=["Vårteget"])],
        measured=True,
        slow=True,
    )
    for key, body in _MARKDOWN.items()
]

_TYPST = {
    "text": ('#let x = "a" * 4000000000\n#x.len()', "ended without an answer"),
    "doubling": ("#let x = (1,)\n#for i in range(40) { x = x + x }", "ended without an answer"),
    "pages": ("#for a in range(100000) [ a #pagebreak() ]", "e"),
    "endless-loop": ("#for a in range(99999) { for b in range(99999) { let c = a } }", "longer than 10 seconds"),
    "recursion": ("#let f(x) = f(x + 1)\n#f(0)", "maximum function call depth exceeded"),
    "show-rule": ('#show "a": "aa"\n#show "aa": "a"\n#panic("x")', "panicked"),
}  # fmt: skip
_LAYOUTS = [
    Case(
        id=f"layout-bomb-{key}",
        subject="bombs",
        where="own layout",
        files={"templates/layout/handout.typ": text},
        steps=[Step("handout rammer --format pdf", code=73, err=["handout.typ", why])],
        measured=True,
        # It is stopped after ten seconds: a slow machine may need some for a hundred pages.
        seconds=12 if key == "endless-loop" else 5,
        slow=key != "text",
    )
    for key, (text, why) in _TYPST.items()
]


def _part(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def _png(width: int, height: int, rows: int, extra: bytes = b"") -> bytes:
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(bytes(width // 8 + 2)) for _row in range(rows))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _part(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
        + extra
        + _part(b"IDAT", pixels + packer.flush())
        + _part(b"IEND", b"")
    )


def _swelling(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return (
        b"".join(packer.compress(bytes(1 << 20)) for _piece in range(size >> 20)) + packer.flush()
    )


_TOO_MANY = "more than 8000000 dots"
_PICTURES = {
    "png-claims-ten-billion-dots": (lambda: _png(100_000, 100_000, 1), _TOO_MANY),
    "png-of-ten-thousand-times-ten-thousand": (lambda: _png(10_000, 10_000, 10_000), _TOO_MANY),
    "png-of-one-line": (lambda: _png(2_000_000_000, 1, 0), _TOO_MANY),
    "png-of-no-size": (lambda: _png(0, 0, 0), "no PNG or JPEG"),
    "png-profile-that-swells": (
        lambda: _png(8, 8, 8, _part(b"iCCP", b"x\0\0" + _swelling(600 << 20))), ""),
    "png-words-that-swell": (
        lambda: _png(8, 8, 8, _part(b"zTXt", b"x\0\0" + _swelling(600 << 20))), ""),
    "png-with-2-mb-of-noise": (
        lambda: _png(8, 8, 8, _part(b"tEXt", bytes(range(256)) * 7_400)), ""),
    "jpeg-claims-four-billion-dots": (
        lambda: b"\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0\xff\xd9", _TOO_MANY),
    "jpeg-of-endless-parts": (lambda: b"\xff\xd8" + b"\xff\xe0\0\0" * 400_000 + b"\xff\xd9", "no PNG or JPEG"),
    "jpeg-of-parts-that-lead-nowhere": (lambda: b"\xff\xd8\xff\xe0\xff\xff\xff\xd9", "no PNG or JPEG"),
}  # fmt: skip
_LOGOS = [
    Case(
        id=f"logo-{key}",
        subject="bombs",
        where="logo",
        files={"igangsetter.toml": '[organisation]\nlogo = "logo.png"\n', "logo.png": picture},
        steps=[
            Step(
                f"handout rammer --format {kind}",
                code=78 if why else 0,
                err=[why] if why else [],
                holds=["Praktiskerammer"],
            )
            for kind in ("pdf", "docx", "html")
        ],
        measured=True,
        slow=key != "png-claims-ten-billion-dots",
    )
    for key, (picture, why) in _PICTURES.items()
]

_FRONT = "+++\n{}+++\n# T\n"
_DATA = [
    Case(
        id="front-matter-of-deep-keys",
        subject="bombs",
        where="own sheet",
        files={
            "templates/handouts/fremmed/nb.md.j2": _FRONT.format("x" + ".a" * 40_000 + " = 1\n")
        },
        steps=[Step("handout fremmed", code=65, err=["nb.md.j2"])],
        measured=True,
    ),
    Case(
        id="front-matter-of-deep-brackets",
        subject="bombs",
        where="own sheet",
        files={"templates/handouts/fremmed/nb.md.j2": _FRONT.format("x = " + "[" * 40_000 + "\n")},
        steps=[Step("handout fremmed", code=65, err=["nb.md.j2"])],
        measured=True,
        slow=True,
    ),
    Case(
        id="sheet-a-thousand-times-on-a-page",
        subject="bombs",
        where="own sheet",
        files=sheet("tekst " * 100, "times = 1000\n"),
        steps=on_paper(holds=["tekst"], formats=("pdf", "docx", "html")),
        measured=True,
        slow=True,
    ),
    Case(
        id="sheet-of-letters-a-metre-high",
        subject="bombs",
        where="own sheet",
        files=sheet("tekst " * 100, "size = 1000\n"),
        steps=on_paper(holds=["tekst"], formats=("pdf", "docx", "html")),
        measured=True,
        slow=True,
    ),
    Case(
        id="model-of-deep-keys",
        subject="bombs",
        where="own model",
        files={"templates/models/fremmed.toml": "x" + ".a" * 40_000 + " = 1\n"},
        steps=[Step("new-group B --model fremmed --no-input", code=65, err=["fremmed.toml"])],
        measured=True,
        slow=True,
    ),
    Case(
        id="rules-of-deep-keys",
        subject="bombs",
        where="own rules",
        files={"templates/reminders/rules.toml": "x" + ".a" * 40_000 + " = 1\n"},
        steps=[Step("remind --today 2027-01-11", code=78, err=["rules.toml"])],
        measured=True,
        slow=True,
    ),
]


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

_PLANS = [
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
            Step(line, code=65, err=["more than 200000 characters"])
            for line in ("show -g b", "groups", "remind -g b", "calendar -g b", "handout rammer -g b")
        ],
        measured=True,
        slow=True,
    ),
    Case(
        id="plan-of-2-mb-in-reasons",
        subject="size",
        where="plan file",
        files={
            "b.toml": _GROUP
            + "".join(
                f'[meetings.x{number}]\ninitiator = "away"\ndate = 2027-01-{number + 1:02}\n'
                f'moved_from = 2026-01-01\nreason = "{"*a" * 35_000}"\n'
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

CASES = [*_OWN, *_READ, *_LAYOUTS, *_LOGOS, *_DATA, *_PLANS]
