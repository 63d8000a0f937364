"""What leads elsewhere: links, pipes, devices, and a folder where a file should be."""

from __future__ import annotations

from hostile.case import Case, Fifo, Link, Step, sheet

_PLAN = "tirsdagsgruppa.toml"

CASES = [
    Case(
        id="plan-leads-to-the-secret",
        subject="links",
        where="link",
        files={"b.toml": Link("{outside}/hemmelig.txt")},
        steps=[
            Step("groups", code=65, out=["Tirsdagsgruppa"], err=["b.toml:1"]),
            Step("show -g b", code=65, err=["b.toml:1"]),
            Step("check", code=65, err=["b.toml:1"]),
            Step("meeting move 1 2027-01-13 -g b", code=65, err=["b.toml"]),
        ],
    ),
    Case(
        id="plan-leads-to-nothing",
        subject="links",
        where="link",
        files={"b.toml": Link("{outside}/finnes-ikke.toml")},
        steps=[
            Step("groups", code=66, out=["Tirsdagsgruppa"], err=["b.toml"]),
            Step("new-group B --first 2027-01-12 --no-input --today 2026-11-21", out=["b-2"]),
        ],
    ),
    Case(
        id="plan-leads-to-itself",
        subject="links",
        where="link",
        files={"b.toml": Link("b.toml")},
        steps=[
            Step("groups", code=66, out=["Tirsdagsgruppa"], err=["b.toml"]),
            Step("show -g b", code=66, err=["b.toml"]),
        ],
    ),
    Case(
        id="plan-leads-to-a-device",
        subject="links",
        where="link",
        files={"b.toml": Link("/dev/zero")},
        steps=[Step("groups", code=66, out=["Tirsdagsgruppa"], err=["b.toml", "no ordinary file"])],
    ),
    Case(
        id="plan-is-a-pipe",
        subject="links",
        where="link",
        files={"b.toml": Fifo()},
        steps=[Step("groups", code=66, out=["Tirsdagsgruppa"], err=["b.toml", "no ordinary file"])],
    ),
    Case(
        id="plan-is-a-folder",
        subject="links",
        where="link",
        files={"b.toml/x": "y"},
        steps=[Step("groups", code=66, out=["Tirsdagsgruppa"], err=["b.toml"])],
    ),
    Case(
        id="history-leads-out",
        subject="links",
        where="link",
        files={f".history/{_PLAN[:-5]}/0001.toml": Link("{outside}/hemmelig.toml")},
        steps=[
            Step("history"),
            Step("undo", code=1, err=["nothing to take back"]),
            Step("show", out=["Tirsdagsgruppa"]),
        ],
    ),
    Case(
        id="history-version-is-a-pipe",
        subject="links",
        where="link",
        files={f".history/{_PLAN[:-5]}/0002.toml": Fifo()},
        steps=[
            Step("show", out=["Tirsdagsgruppa"]),
            Step("history"),
            Step("meeting move 3 2027-01-27"),
            Step("show", out=["27 Jan"]),
        ],
    ),
    Case(
        id="paper-leads-to-a-file",
        subject="links",
        where="link",
        files={f"papir/{_PLAN[:-5]}": Link("{outside}/hemmelig.txt")},
        steps=[Step("handout rammer --format md", code=73, err=["papir"])],
    ),
    Case(
        id="made-file-is-a-link",
        subject="links",
        where="link",
        files={f"papir/{_PLAN[:-5]}/rammer.md": Link("{outside}/hemmelig.txt")},
        steps=[
            Step("handout rammer --format md", code=73, err=["rammer.md"]),
            Step("handout rammer --format md --force", holds=["Praktiske rammer"]),
        ],
    ),
    Case(
        id="templates-lead-to-the-secret",
        subject="links",
        where="link",
        files=sheet("{% include 'hemmelig.txt' %}") | {"templates/hemmelig.txt": Link("{outside}/hemmelig.txt")},
        steps=[Step("handout fremmed", code=65, err=["hemmelig.txt"])],
    ),
    Case(
        id="templates-are-elsewhere",
        subject="links",
        where="link",
        files={"templates": Link("{outside}")},
        steps=[
            Step("templates list", out=["handouts/rammer"]),
            Step("handout rammer", out=["Praktiske rammer"]),
            Step("templates check", out=["no templates of your own"]),
        ],
    ),
    Case(
        id="templates-lead-round",
        subject="links",
        where="link",
        files={"templates": Link("templates")},
        steps=[
            Step("handout rammer", out=["Praktiske rammer"]),
            Step("handout", out=["Checklist"]),
            Step("templates check", out=["no templates of your own"]),
        ],
    ),
    Case(
        id="sheet-leads-to-the-secret",
        subject="links",
        where="link",
        files={"templates/handouts/rammer/nb.md.j2": Link("{outside}/hemmelig.txt")},
        steps=[Step("handout rammer", out=["Praktiske rammer"])],
    ),
    Case(
        id="sheet-is-a-pipe",
        subject="links",
        where="link",
        files={"templates/handouts/rammer/nb.md.j2": Fifo()},
        steps=[Step("handout rammer", out=["Praktiske rammer"])],
    ),
    Case(
        id="model-leads-to-the-secret",
        subject="links",
        where="link",
        files={"templates/models/fremmed.toml": Link("{outside}/hemmelig.toml")},
        steps=[
            Step("new-group B --model fremmed --no-input", code=66, err=["fremmed"]),
            Step("templates list", out=["models/digital.toml"]),
        ],
    ),
    Case(
        id="settings-lead-to-the-secret",
        subject="links",
        where="link",
        files={"igangsetter.toml": Link("{outside}/hemmelig.txt")},
        steps=[Step("show", out=["Tirsdagsgruppa"], err=["igangsetter.toml:1"])],
    ),
    Case(
        id="settings-are-a-device",
        subject="links",
        where="link",
        files={"igangsetter.toml": Link("/dev/zero")},
        steps=[Step("show", out=["Tirsdagsgruppa"], err=["no ordinary file"])],
    ),
    Case(
        id="settings-are-a-pipe",
        subject="links",
        where="link",
        files={"igangsetter.toml": Fifo()},
        steps=[Step("show", out=["Tirsdagsgruppa"], err=["no ordinary file"])],
    ),
    Case(
        id="lock-leads-to-the-secret",
        subject="links",
        where="link",
        files={".lock": Link("{outside}/hemmelig.txt")},
        steps=[Step("meeting move 3 2027-01-27", code=73, err=["plans cannot be written"]), Step("show")],
    ),
    Case(
        id="lock-would-be-made-elsewhere",
        subject="links",
        where="link",
        files={".lock": Link("{outside}/ny")},
        steps=[Step("meeting move 3 2027-01-27", code=73, err=["plans cannot be written"]), Step("show")],
    ),
    Case(
        id="lock-is-a-pipe",
        subject="links",
        where="link",
        files={".lock": Fifo()},
        steps=[Step("meeting move 3 2027-01-27"), Step("show", out=["27 Jan"])],
    ),
    Case(
        id="logo-leads-to-the-secret",
        subject="links",
        where="logo",
        slow=True,
        files={
            "igangsetter.toml": '[organisation]\nlogo = "logo.png"\n',
            "logo.png": Link("{outside}/hemmelig.txt"),
        },
        steps=[
            Step(f"handout rammer --format {kind}", code=78, err=["logo.png"], holds=["rammer"])
            for kind in ("html", "pdf", "docx")
        ],
    ),
    Case(
        id="logo-is-a-pipe",
        subject="links",
        where="logo",
        files={"igangsetter.toml": '[organisation]\nlogo = "logo.png"\n', "logo.png": Fifo()},
        steps=[Step("handout rammer --format pdf", code=78, err=["no ordinary file"], holds=["rammer"])],
    ),
    Case(
        id="logo-by-dots",
        subject="paths",
        where="logo",
        slow=True,
        files={"igangsetter.toml": '[organisation]\nlogo = "../outside/hemmelig.txt"\n'},
        steps=[
            Step(f"handout rammer --format {kind}", code=78, err=["no PNG or JPEG"], holds=["rammer"])
            for kind in ("html", "pdf", "docx")
        ],
    ),
    Case(
        id="edited-copy-leads-out",
        subject="links",
        where="link",
        files={f".edit-{_PLAN[:-5]}.txt": Link("{outside}/hemmelig.txt")},
        steps=[Step("show", out=["Tirsdagsgruppa"]), Step("groups", out=["Tirsdagsgruppa"])],
    ),
]  # fmt: skip
