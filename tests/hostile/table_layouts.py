"""The frame of a page from a stranger: Typst for paper, HTML for the screen."""

from __future__ import annotations

from hostile.case import Case, Step

_LAYOUT = "templates/layout/handout.typ"
_TYPST = {
    "preview": ('#import "@preview/cetz:0.3.1"', "nothing is ever fetched"),
    "preview-put-together": ('#let p = "@" + "preview/cetz:0.3.1"; #import p', "nothing is ever fetched"),
    "eval-by-name": ('#let e = dictionary(std).at("ev" + "al")\n#e("im" + "port \\"@preview/x:1.0.0\\"")', "nothing is ever fetched"),
    "plugin": ('#plugin("x.wasm")', "nothing is ever fetched"),
    "read-absolute": ('#read("/etc/passwd")', "file not found"),
    "read-outside": ('#read("../../../../../../../../etc/passwd")', "would escape the project root"),
    "read-url": ('#image("https://evil.example/x.png")', "file not found"),
    "bibliography": ('#bibliography("/etc/passwd")', "file not found"),
    "control-characters-in-its-message": ('#panic("\\u{1b}[2J\\u{202e}x")', "panicked"),
    "not-utf-8": (b"\xff\xfe#x", "UTF-8"),
}  # fmt: skip

_LAYOUTS = [
    Case(
        id=f"layout-{key}",
        subject="Typst",
        where="own layout",
        files={_LAYOUT: text},
        steps=[Step("handout rammer --format pdf", code=73, err=["handout.typ", why])],
        never=["root:x:"],
        slow=key not in {"preview-put-together", "eval-by-name", "read-absolute"},
    )
    for key, (text, why) in _TYPST.items()
]

_HEAD = (
    '<!doctype html>\n<html lang="nb">\n<head>\n<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
)
_BODY = "<title>x</title></head><body><main>{{ sheets[0].languages[0].body }}</main></body></html>"
_PAGES = {
    "script": ("<script>fetch('http://evil.example')</script>", "<script"),
    "script-in-svg": ("<svg><SCRIPT>x</SCRIPT></svg>", "<SCRIPT"),
    "stylesheet": ("<link rel=stylesheet href=http://evil.example/x.css>", "<link"),
    "refresh": ("<meta http-equiv=refresh content='0;url=http://evil.example'>", "<meta"),
    "refresh-hidden": (
        "<meta/name='>'\nhttp-equiv=refresh content='0;url=http://evil.example'>",
        "<meta",
    ),
    "base": ("<base href=http://evil.example/>", "<base"),
    "form": ("<form action=http://evil.example>", "<form"),
    "frame": ("<iframe src=http://evil.example></iframe>", "<iframe"),
    "object": ("<object data=http://evil.example></object>", "<object"),
}
_HTML = [
    Case(
        id=f"page-{key}",
        subject="HTML",
        where="own layout",
        files={"templates/layout/handout.html.j2": _HEAD + body + _BODY},
        steps=[
            Step("handout rammer --format html", code=73, err=["handout.html.j2", f"may not hold {why}"]),
            Step("remind --today 2027-01-11 --mail draft", code=73, err=[f"may not hold {why}"]),
        ],
        slow=key not in {"script", "refresh-hidden"},
    )
    for key, (body, why) in _PAGES.items()
] + [
    Case(
        id="page-without-policy",
        subject="HTML",
        where="own layout",
        files={"templates/layout/handout.html.j2": "<html><img src=http://evil.example/x.png>" + _BODY},
        steps=[Step("handout rammer --format html", code=73, err=["does not begin as ours does"])],
    ),
    Case(
        id="page-policy-after-a-picture",
        subject="HTML",
        where="own layout",
        files={
            "templates/layout/handout.html.j2": "<img src=http://evil.example/x.png>" + _HEAD + _BODY
        },
        steps=[Step("handout rammer --format html", code=73, err=["does not begin as ours does"])],
    ),
    Case(
        id="page-that-only-looks-other",
        subject="HTML",
        where="own layout",
        files={"templates/layout/handout.html.j2": _HEAD + "<style>p { color: red }</style>" + _BODY},
        steps=[Step("handout rammer --format html", holds=["Ingen leder denne gruppa"])],
    ),
]  # fmt: skip

CASES = [*_LAYOUTS, *_HTML]
