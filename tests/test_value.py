"""Our plain values: what every frozen dataclass promises, made cheaply."""

import dataclasses
import functools

import pytest

from igangsetter.value import Value


class Point(Value):
    """A place, for these tests."""

    x: int
    names: list = dataclasses.field(default_factory=list)
    y: int = 0


def test_it_is_made_from_keywords_and_defaults():
    assert repr(Point(x=1)) == "Point(x=1, names=[], y=0)"
    assert Point(x=1).names is not Point(x=1).names


def test_equal_means_of_one_class_with_equal_fields():
    class Other(Value):
        """Like it."""

        x: int
        names: list
        y: int

    assert Point(x=1, y=2) == Point(y=2, x=1)
    assert Point(x=1) != Point(x=2)
    assert Point(x=1) != Other(x=1, names=[], y=0)
    assert hash(Point(x=1, names=())) == hash(Point(x=1, names=()))


def test_what_it_remembers_is_no_field():
    class Circle(Value):
        """Remembers its area."""

        radius: int

        @functools.cached_property
        def area(self):
            """Square units, roughly."""
            return 3 * self.radius**2

    one, other = Circle(radius=2), Circle(radius=2)
    assert one.area is one.area == 12
    assert (one, hash(one), repr(one)) == (other, hash(other), repr(other))
    assert dataclasses.replace(one, radius=1).area == 3


@pytest.mark.parametrize("given", [{}, {"y": 1}, {"x": 1, "z": 2}])
def test_a_field_that_is_missing_or_unknown(given):
    with pytest.raises(TypeError, match=r"Point: [xz]"):
        Point(**given)


def test_it_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Point(x=1).x = 2


def test_the_dataclass_functions_work_on_it():
    assert dataclasses.replace(Point(x=1), y=3) == Point(x=1, y=3)
    assert [spec.name for spec in dataclasses.fields(Point)] == ["x", "names", "y"]
