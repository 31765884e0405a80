"""The page is held to what Python says today (`js/test/priorities/twins.test.ts` runs the same file)."""

from tests.contract import write_priorities


def test_the_fixture_of_rankings_plans_and_files_is_current():
    kept = (write_priorities.HERE / "priorities.json").read_text(encoding="utf-8")
    assert kept == write_priorities.text(), "stale: run `python -m tests.contract.write_priorities`"
