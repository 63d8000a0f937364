"""The whole table. Print it, and the number of its cases: PYTHONPATH=tests python -m hostile.table."""

from __future__ import annotations

from collections import Counter

from hostile import (
    table_bombs,
    table_large_plans,
    table_layouts,
    table_links,
    table_logos,
    table_places,
    table_plans,
    table_templates,
)

CASES = [
    case
    for table in (
        table_plans,
        table_large_plans,
        table_templates,
        table_layouts,
        table_places,
        table_links,
        table_logos,
        table_bombs,
    )
    for case in table.CASES
]


def main():
    """Each case with where it stands, its first command and its answer; then how many there are."""
    for case in sorted(CASES, key=lambda case: (case.subject.casefold(), case.id)):
        step = case.steps[0]
        line = step.line if len(step.line) < 60 else step.line[:59] + "…"
        tier = "slow" if case.slow else ""
        print(
            f"{case.subject:12} {case.id:44} {case.where:13} {line!r} → {step.code} {tier}".rstrip()
        )
    print()
    for subject, count in sorted(Counter(case.subject for case in CASES).items()):
        print(f"{subject:12} {count:4}")
    steps = sum(len(case.steps) for case in CASES)
    quick = sum(not case.slow for case in CASES)
    print(f"{'in all':12} {len(CASES):4}, {steps} commands; {quick} in the ordinary run")


if __name__ == "__main__":
    main()
