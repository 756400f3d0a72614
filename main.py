"""Arguments → a window, or the whole job without one."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import engine
from engine import ColumnError, EngineError, OptionError, Options, options_from_mapping, options_from_toml

DONE, WRONG_ARGUMENTS, UNUSABLE_FILES, INTERRUPTED = 0, 2, 3, 130
DESCRIPTION = (
    "Groups a wholesaler's customers by what they buy and says what each should be offered next. "
    "Without --export a window opens."
)

WITHOUT_A_DATA_PAGE = "Without a window, columns are named under [reading.columns] in an options file (--options)."


def parser() -> argparse.ArgumentParser:
    """The command line."""
    result = argparse.ArgumentParser(prog="peerbasket", description=DESCRIPTION)
    result.add_argument("files", nargs="*", type=Path, metavar="FILE", help="Excel or CSV exports, in any order")
    result.add_argument(
        "--export", type=Path, metavar="OUT.xlsx", help="do the whole job without a window and write this workbook"
    )
    result.add_argument(
        "--options",
        type=Path,
        metavar="FILE.toml",
        help="options file; every option of engine/options.py can be set in it",
    )
    result.add_argument("--recipe", metavar="NAME", help="auto, “category basket” or “buying behaviour”")
    result.add_argument("--per-customer", type=int, metavar="N", help="recommendations per customer")
    result.add_argument(
        "--segment-by", metavar="COLUMN,…", help="customer columns that make the segments; “none” for one segment"
    )
    result.add_argument("--json", action="store_true", help="print the summary as one JSON object")
    result.add_argument("--show-and-close", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Run with these arguments; returns the exit status."""
    multiprocessing.freeze_support()
    _speak_utf8()
    command = parser().parse_args(arguments)
    try:
        options = _options(command)
        if command.export is not None:
            return _export(command.files, command.export, options, as_json=command.json)
    except OptionError as error:
        print(error, file=sys.stderr)
        return WRONG_ARGUMENTS
    except EngineError as error:
        print(error, *([WITHOUT_A_DATA_PAGE] if isinstance(error, ColumnError) else []), file=sys.stderr)
        return UNUSABLE_FILES
    except KeyboardInterrupt:
        print("Stopped. Nothing was written.", file=sys.stderr)
        return INTERRUPTED
    if _no_display():
        print("There is no display to open a window on. Use --export OUT.xlsx FILE… instead.", file=sys.stderr)
        return WRONG_ARGUMENTS
    from gui.app import run

    return run(command.files, options, command.show_and_close)


def _options(command: argparse.Namespace) -> Options:
    options = options_from_toml(command.options) if command.options else Options()
    changes: dict[str, object] = {}
    if command.recipe is not None:
        changes["recipe"] = command.recipe.strip().casefold().replace("-", " ").replace("_", " ")
    if command.segment_by is not None:
        chosen = command.segment_by.strip()
        changes["segment_by"] = [] if chosen.casefold() in ("", "none") else chosen
    if command.per_customer is not None:
        changes["recommending"] = {"per_customer": command.per_customer}
    return options_from_mapping(changes, options)


def _export(files: Sequence[Path], target: Path, options: Options, *, as_json: bool) -> int:
    if not files:
        raise OptionError("No files were given.", "Name the exports to read: peerbasket --export OUT.xlsx FILE…")
    if target.suffix.casefold() != ".xlsx":
        raise OptionError(f"“{target.name}” is not a workbook's name.", "The name after --export must end in .xlsx.")
    if engine.is_read(target, files):
        raise OptionError(f"“{target.name}” is one of the files to read.", "Choose another name for the workbook.")
    clock = _Clock()
    with clock.stage("read"):
        sources = engine.inspect_files(files, options.reading, clock.report)
        dataset = engine.read_dataset(sources, options.reading, clock.report)
    with clock.stage("analyse"):
        analysis = engine.analyse(dataset, options, clock.report)
    with clock.stage("export"):
        engine.export_workbook(analysis, target, clock.report)
    found = engine.summary(analysis, clock.seconds)
    print(json.dumps(found, ensure_ascii=False) if as_json else _in_words(found, target))
    return DONE


def _in_words(found: Mapping[str, Any], target: Path) -> str:
    used, read = found["lines"]["used"], found["lines"]["read"]
    sentences = [
        f"{used:,} of {read:,} lines used; {_count(found, 'customers')}, {_count(found, 'products')}.",
        *(f"- {issue['message']}" for issue in found["issues"]),
        f"{_count(found, 'segments')}, {_count(found, 'clusters')}, {_count(found, 'recommendations')}.",
        f"Saved in {target}",
    ]
    return "\n".join(sentences)


def _count(found: Mapping[str, Any], what: str) -> str:
    number = found[what]
    return f"{number:,} {what[:-1] if number == 1 else what}"


class _Clock:
    """Tells progress on standard error and how long each stage took: the engine itself reads no clock."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._said = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)

    def report(self, stage: str, fraction: float) -> None:  # noqa: ARG002 - every Report takes it
        if stage != self._said:
            self._said = stage
            print(f"{stage} …", file=sys.stderr, flush=True)


def _no_display() -> bool:
    """Qt ends the process where a Linux machine has no display; a sentence is kinder."""
    return sys.platform == "linux" and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def _speak_utf8() -> None:
    """A Windows console may speak another code page, and a windowed executable has no console at all."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
