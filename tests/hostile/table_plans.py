"""A plan from a stranger: what stands in its fields."""

from __future__ import annotations

import datetime as dt

from hostile.case import PRINTED, Case, Step, on_paper

NAMES = {
    "typst": ("Typst", '#read("/etc/passwd") #import "@preview/x:1.0.0" #eval("1") $x$ \\u{41}'),
    "markdown": ("Markdown", "[a](javascript:b) ![c](http://evil.example/x.png) <http://evil.example> **d**"),
    "markdown-blocks": ("Markdown", "# a | b ``` --- > c 1. d - [ ] e [x]: http://evil.example"),
    "html": ("HTML", "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;\" onclick='x'"),
    "html-entities": ("HTML", "&#60;script&#62; &#x202e; &#27;[31m &amp;lt; &NewLine;"),
    "jinja": ("Jinja", "{{ 7 * 7 }}{% include 'x' %}{# y #}{{ ''.__class__ }}"),
    "rich": ("rich markup", "[red]a[/red] [link=http://evil.example]b[/link] [blink]c"),
    "word-fields": ("Word", '{INCLUDETEXT "/etc/passwd"} {DDEAUTO cmd "/c calc"} =HYPERLINK("http://evil.example")'),
    "word-xml": ("Word", "</w:t></w:r><w:instrText>DDE</w:instrText> _x000D_ ]]>"),
    "format-strings": ("Python", "{0.__class__} {name} {} %(x)s %s %n ${HOME} `id` $(id)"),
    "ics-text": ("iCalendar", "a;ATTACH:http://evil.example,b\\nEND:VEVENT\\nBEGIN:VALARM:c"),
    "encoded-word": ("mail", "=?utf-8?q?Bcc=3A_spion=40evil=2Eexample?= a@b.example, c"),
    "four-bytes": ("characters", "\U0001f600 \U0001f1f3\U0001f1f4 \U00020000 \U000e0041x\U0010fffd"),
    "right-to-left": ("characters", "שלום مرحبا abc"),
    "combining": ("characters", "a" + "\u0301" * 60 + "b"),
}  # fmt: skip

EMOJI = {"four-bytes", "right-to-left", "combining"}
"""Which the font of the paper lacks: an empty box stands there in a PDF."""


def _everywhere(name: str, *, is_printable: bool) -> list[Step]:
    paper = on_paper("moteplan", [name], ("md", "html", "docx"))
    pdf = Step("handout moteplan --format pdf", holds=[name] if is_printable else ["Møteplan"])
    return [
        Step("show", out=[name]),
        Step("show --json"),
        Step("groups", out=[name]),
        Step("check", out=[name]),
        Step("remind --today 2027-01-11", out=[name]),
        Step("remind --today 2027-01-11 --json"),
        Step("calendar", holds=[name]),
        Step("remind --today 2027-01-11 --mail draft", holds=[name]),
        *paper,
        pdf,
        Step("meeting move 3 2027-01-27"),
        Step("history"),
        Step("undo"),
    ]


_NAMED = [
    Case(
        id=f"group-name-{key}",
        subject=subject,
        where="plan field",
        plan={"group / name": name},
        steps=_everywhere(name, is_printable=key not in EMOJI),
        slow=key not in {"typst", "html", "format-strings"},
    )
    for key, (subject, name) in NAMES.items()
]

# What no name may hold stands in the fields that may hold anything: there it is taken out.
_HIDDEN = {
    "csi-clears-the-screen": ("terminal", "før\x1b[2J\x1b[31metter", "før[2J[31metter"),
    "osc-8-hides-a-link": ("terminal", "før\x1b]8;;http://evil.example\x1b\\klikk\x1b]8;;\x07", "før]8;;http://evil.example\\klikk]8;;"),
    "osc-52-fills-the-clipboard": ("terminal", "før\x1b]52;c;cm0gLXJm\x07etter", "før]52;c;cm0gLXJmetter"),
    "osc-0-names-the-window": ("terminal", "før\x1b]0;rot\x07etter", "før]0;rotetter"),
    "dcs-asks-the-terminal": ("terminal", 'før\x1bP$q"p\x1b\\etter', "før"),
    "c1-control": ("terminal", "før\x9b31m\x9d52;c;eA==\x9cetter", "før31m52;c;eA==etter"),
    "bell-and-backspace": ("terminal", "før\x07\x08\x08\x08etter", "føretter"),
    "carriage-return": ("terminal", "før\retter", "føretter"),
    "bidi-override": ("terminal", "før\u202egpj.exe\u2066x\u2069\u200fetter", "førgpj.exexetter"),
    "nul": ("characters", "før\0etter", "føretter"),
    "non-characters": ("characters", "før\ufffe\uffffetter", "føretter"),
    "line-separators": ("characters", "før\u2028\u2029\x85etter", "før"),
    "ics-injection": ("iCalendar", "før\r\nATTACH:http://evil.example/x\r\nORGANIZER:mailto:a@b.example", "før"),
    "ics-alarm": ("iCalendar", "før\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nATTACH:/bin/sh\r\nEND:VALARM", "før"),
    "ics-folded": ("iCalendar", "før\r\n \r\nEND:VEVENT\r\n BEGIN:VEVENT\n\tATTENDEE:x" + "å" * 80, "før"),
    "mail-header": ("mail", "Kari\r\nBcc: spion@evil.example\r\n\r\n<b>x</b>", "Kari"),
}  # fmt: skip

_ELSEWHERE = [
    Case(
        id=f"other-fields-{key}",
        subject=subject,
        where="plan field",
        plan={
            "place / name": text,
            "place / address": text,
            "place / access": text,
            "group / note": text,
            "group / theme": text,
            "group / organisation": text,
            "initiators / i1 / name": text,
            "initiators / i1 / email": text,
            "initiators / i1 / phone": text,
            "initiators / i1 / public": True,
            "meetings / m02 / reason": text,
            "meetings / m02 / moved_from": dt.date(2027, 1, 18),
            "skipped / 2027-03-02": text,
            "rounds / closing / title": text,
            "rounds / closing / prompt": text,
            "events / info / title": text,
            "events / info / date": dt.date(2027, 1, 5),
            "events / info / time": dt.time(19),
            "done / book-room:group": dt.date(2026, 12, 1),
            text: text,
        },
        steps=[
            Step("show", out=[shown]),
            Step("show --json"),
            Step("groups"),
            Step("check", code=1 if key else 0),
            Step("remind --today 2027-01-11", out=[shown]),
            Step("calendar", holds=[shown]),
            Step("calendar --for group", holds=[shown]),
            Step("remind --today 2027-01-11 --mail draft", holds=[shown]),
            *on_paper("moteplan", [shown]),
            *(
                Step(f"handout kjoreplan runder --one-file --force --format {kind}", holds=[shown])
                for kind in PRINTED
            ),
            Step("meeting cancel 3", out=[]),
            Step("history"),
        ],
        slow=key not in {"csi-clears-the-screen", "ics-alarm", "mail-header"},
    )
    for key, (subject, text, shown) in _HIDDEN.items()
]

CASES = [*_NAMED, *_ELSEWHERE]
