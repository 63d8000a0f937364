"""The reading back is part of the tests: what it finds is told as theirs is."""

import pytest

pytest.register_assert_rewrite("hostile.reading_back")
