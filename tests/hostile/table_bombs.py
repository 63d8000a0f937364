"""Templates that eat time or memory: each is measured in a process of its own."""

from __future__ import annotations

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

CASES = [*_OWN, *_READ, *_LAYOUTS, *_DATA]
