"""The page's code: types, unit tests, notices."""

from __future__ import annotations

from tests import node


def test_typescript_is_strictly_typed():
    node.run("npx", "tsc", "--noEmit")


def test_unit_tests_of_the_page_pass():
    said = node.run("npx", "vitest", "run")
    assert "passed" in said, said


def test_every_bundled_package_is_named_with_its_licence():
    node.run("node", "notices.mjs", "--check")
