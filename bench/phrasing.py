"""Looking for wording that blames: goals P12 and P13, and other checkers beside ours.

    bench/peers/prepare.sh
    python -m bench.phrasing [--rounds N] [--words N] [--labelled FILE]
    python -m bench.phrasing --profile check|type

P12  check of 5,000 words ÷ one ``text.lower().split()`` of the same text
P13  key in the editor with live hints and 5,000 words ÷ key in a plain text field with the same

Each text is checked once: no sentence has been seen before. The other checkers read the same texts
in the same rounds. With labelled sentences, as JSON lines of ``text`` and ``labels``, precision and
recall of all are told. Prints ``goal NAME value limit PASS|FAIL`` lines; exit status 1 when a goal
is missed.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.checkers import Checker, read_labelled, running_checkers, score
from bench.goals import Goals, median_ratio
from bench.keystrokes import Typist
from bench.prose import PEOPLE, Writer
from bench.stages import dressed_application, opened_library
from bench.timelines import make_workspace
from postmortem_desktop.phrasing import Tier, find, review

CHECK_LIMIT = 15.0
KEY_LIMIT = 5.0
SPLITS = 50
"""How often the short measure of P12 is taken for one figure."""
LABELLED = Path(__file__).parents[2] / "shared" / "language" / "dev.jsonl"


def main() -> int:
    """Measure, print, and return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--words", type=int, default=5_000)
    parser.add_argument("--labelled", type=Path, default=LABELLED)
    parser.add_argument("--profile", choices=("check", "type"), help="profile one of them instead")
    options = parser.parse_args()
    writer = Writer()
    if options.profile:
        profile(options.profile, writer, options.words)
        return 0
    goals = Goals()
    with running_checkers() as checkers:
        compare_checks(goals, writer, checkers, options)
        compare_labels(checkers, options.labelled)
    compare_keys(goals, writer, options)
    return goals.status


def compare_checks(
    goals: Goals, writer: Writer, checkers: Sequence[Checker], options: argparse.Namespace
) -> None:
    """Let all read the same texts in turn, and tell P12."""
    floors: list[float] = []
    ours: list[float] = []
    again: list[float] = []
    before_all = writer.text(options.words)
    first = seconds_of(lambda: review(before_all, PEOPLE))
    for checker in checkers:
        checker.read(before_all)
        checker.seconds.clear()
    hints = 0
    for _round in range(options.rounds):
        text = writer.text(options.words)
        floors.append(seconds_of(lambda text=text: text.lower().split(), SPLITS))
        ours.append(seconds_of(lambda text=text: review(text, PEOPLE)))
        again.append(seconds_of(lambda text=text: review(text, PEOPLE)))
        hints += sum(hint.tier is Tier.HARD for hint in review(text, PEOPLE))
        for checker in checkers:
            checker.read(text)
    thousands = options.words / 1_000
    print(f"{options.words} words, {hints / options.rounds:.0f} hints; ms of CPU per 1,000 words:")
    print(f"{'lower().split()':18} {1000 * median(floors) / thousands:8.3f}")
    print(f"{'ours':18} {1000 * median(ours) / thousands:8.3f}")
    print(f"{'ours, once more':18} {1000 * median(again) / thousands:8.3f}")
    print(f"{'ours, first of all':18} {1000 * first / thousands:8.3f}, dictionaries included")
    for checker in checkers:
        name = f"{checker.name} {checker.version}"
        print(f"{name:18} {1000 * median(checker.seconds) / thousands:8.3f}")
    goals.at_most(f"P12 check {options.words}", median_ratio(ours, floors), CHECK_LIMIT)


def compare_labels(checkers: Sequence[Checker], path: Path) -> None:
    """Tell how well all agree with labelled sentences, for information."""
    if not path.exists():
        print(f"precision and recall skipped: there is no {path}")
        return
    labelled = read_labelled(path)
    count = f"{len(labelled.sentences)} sentences of {path.name}, {sum(labelled.blames)} blame"
    print(f"{count}; precision, recall, false alarms per 1,000 that do not:")
    flags = {"ours": [bool(find(sentence)) for sentence in labelled.sentences]}
    for checker in checkers:
        flags[f"{checker.name} {checker.version}"] = checker.flags(labelled.sentences)
    for name, flagged in flags.items():
        told = score(flagged, labelled.blames)
        print(f"{name:18} {told.precision:8.3f} {told.recall:8.3f} {told.false_alarms:8.1f}")


def compare_keys(goals: Goals, writer: Writer, options: argparse.Namespace) -> None:
    """Type into both fields in turn, and tell P13."""
    application = dressed_application()
    with TemporaryDirectory() as folder, opened_library(Path(folder)) as library:
        typist = Typist(make_workspace(100, library), writer.text(options.words))
        for number in range(-1, options.rounds):
            typist.play_round(number)
        typist.close()
    # The first round counts for neither: fonts and dictionaries are known after it.
    live, plain = typist.live[1:], typist.live_plain[1:]
    burst, burst_plain = typist.burst[1:], typist.burst_plain[1:]
    for name, hinted, bare in (("key", live, plain), ("key in a burst", burst, burst_plain)):
        times = f"{1000 * median(hinted):.3f} ms, plain {1000 * median(bare):.3f} ms"
        print(f"{name:18} {times}, ratio {median_ratio(hinted, bare):.2f}")
    goals.at_most(f"P13 key {options.words}", median_ratio(live, plain), KEY_LIMIT)
    application.quit()


def seconds_of(work: Callable[[], object], times: int = 1) -> float:
    """Return the CPU seconds that something takes on average."""
    before = process_time()
    for _time in range(times):
        work()
    return (process_time() - before) / times


def profile(what: str, writer: Writer, words: int) -> None:
    """Print where the time of a check, or of typing, goes."""
    profiler = cProfile.Profile()
    if what == "check":
        review(writer.text(words), PEOPLE)
        text = writer.text(words)
        profiler.runcall(review, text, PEOPLE)
    else:
        application = dressed_application()
        with TemporaryDirectory() as folder, opened_library(Path(folder)) as library:
            typist = Typist(make_workspace(100, library), writer.text(words))
            typist.play_round(0)
            profiler.runcall(typist.play_round, 1)
            typist.close()
        application.quit()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(35)


if __name__ == "__main__":
    sys.exit(main())
