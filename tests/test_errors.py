"""Every error ends with what to do next: none is made without advice, but for those named here."""

import ast
from pathlib import Path

from igangsetter import errors

SOURCE = Path(errors.__file__).parent
ERRORS = {name for name in vars(errors) if name.endswith("Error")}
ADVISED_ELSEWHERE = {
    ("errors.py", "finding.id"): "change_words.refused has the words",
    ("handouts/docx.py", "str(error)"): "it becomes logo.unusable where the sheet is named",
    ("handouts/pdf.py", "message"): "as above",
    ("cli/output.py", "problem.message"): "the findings come first, then its advice",
    ("cli/daily_status.py", "words"): "one advice for all of them follows",
}
"""Where the advice is empty, and what is told: why."""


def _calls():
    """Each error made and each told: where, what it says first, and its advice."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            is_told = name in {"output.error", "error"}
            is_made = name in ERRORS or name == "super().__init__"
            if (is_told or is_made) and len(node.args) > 1:
                place = 2 if name == "InvalidPlanError" else 1
                yield (
                    path.relative_to(SOURCE).as_posix(),
                    ast.unparse(node.args[0]),
                    ast.unparse(node.args[place]),
                )


def test_no_error_is_without_advice():
    calls = list(_calls())
    assert len(calls) > 150
    silent = {(where, what) for where, what, advice in calls if advice in {"''", '""'}}
    assert silent == ADVISED_ELSEWHERE.keys()
