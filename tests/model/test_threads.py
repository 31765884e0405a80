"""Many threads, one door."""

import random
import threading

from journey_widgets.model import ChangeError, Journey
from journey_widgets.model.patch import apply
from tests.model.journeys import workshop

WORKERS = 6
TURNS = 150


def together(*works):
    """Run all at once; hand on what any of them raises."""
    raised = []
    start = threading.Barrier(len(works))

    def run(work):
        start.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001 (told below)
            raised.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not raised, raised


def test_no_change_of_any_thread_is_lost_and_observers_hear_them_in_order():
    journey = workshop()
    first, heard = journey.document, []
    journey.on_change(heard.append)

    def worker(number):
        def work():
            for turn in range(TURNS):
                key = f"tp_box//as_is/w{number}"
                record = {"touchpoint": "tp_box", "state": "as_is", "participant": f"w{number}", "score": turn % 5 - 2}
                journey.apply({"scores": {key: record}}, actor=f"w{number}", client=f"c{number}", seq=turn + 1)

        return work

    together(*[worker(number) for number in range(WORKERS)])
    assert [change.revision for change in heard] == list(range(2, WORKERS * TURNS + 2))
    replayed = first
    for change in heard:
        replayed = apply(replayed, change.patch)
    assert replayed == journey.document
    assert [journey.last_seq(f"c{number}") for number in range(WORKERS)] == [TURNS] * WORKERS


def test_adds_moves_deletes_and_undos_of_many_threads_leave_a_sound_journey():
    journey = workshop()
    heard = []
    journey.on_change(heard.append)

    def worker(number):
        dice = random.Random(number)

        def work():
            for turn in range(TURNS):
                try:
                    match dice.randrange(6):
                        case 0:
                            journey.add("touchpoints", title=f"{number}-{turn}", stage="st_buy")
                        case 1:
                            cards = sorted(journey.snapshot().document["touchpoints"])
                            journey.move(dice.choice(cards), stage=dice.choice(["st_aware", "st_buy", ""]))
                        case 2:
                            cards = sorted(journey.snapshot().document["touchpoints"])
                            journey.remove("touchpoints", dice.choice(cards))
                        case 3:
                            cards = sorted(journey.snapshot().document["touchpoints"])
                            journey.score(dice.choice(cards), dice.randrange(-2, 3), participant=f"w{number}")
                        case 4:
                            journey.undo()
                        case _:
                            journey.redo()
                except (ChangeError, IndexError):
                    pass  # somebody else was quicker

        return work

    together(*[worker(number) for number in range(WORKERS)])
    again = Journey(journey.document)
    assert len(again.repairs) == 0
    assert [change.revision for change in heard] == list(range(2, journey.revision + 1))


def test_a_batch_of_one_thread_does_not_swallow_what_another_does():
    journey = workshop()
    inside, done = threading.Event(), threading.Event()

    def importer():
        with journey.batch("import"):
            journey.edit("touchpoints", "tp_ad", need="batch")
            inside.set()
            assert done.wait(10)
            assert journey.record("touchpoints", "tp_ad")["need"] == "batch"
            assert journey.record("touchpoints", "tp_pay").get("need") is None

    def hand():
        assert inside.wait(10)
        assert "need" not in journey.record("touchpoints", "tp_ad")
        journey.edit("touchpoints", "tp_pay", need="hand")
        assert journey.revision == 2
        done.set()

    together(importer, hand)
    assert journey.record("touchpoints", "tp_ad")["need"] == "batch"
    assert journey.record("touchpoints", "tp_pay")["need"] == "hand"
    assert journey.revision == 3


def test_an_observer_that_waits_for_another_thread_does_not_lock_the_journey():
    journey = workshop()
    answered = []

    def slow(change):
        if change.revision == 2:
            other = threading.Thread(target=lambda: answered.append(journey.score("tp_box", 1).revision))
            other.start()
            other.join(10)

    journey.on_change(slow)
    journey.score("tp_ad", -2)
    assert answered == [3]
