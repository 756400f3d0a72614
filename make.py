#!/usr/bin/env python3
"""Everything there is to do with Peerbasket's source, on a fresh machine too; needs nothing but Python itself.

python3 make.py COMMAND [ARGUMENTS]
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be told so in a sentence, so this file parses there
    sys.exit(
        "Peerbasket needs Python 3.11, 3.12 or 3.13, and this is Python %d.%d. "  # noqa: UP031
        "Install a newer one (https://www.python.org/downloads/) and start make.py with it." % sys.version_info[:2]
    )

import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"
RUNTIME_LOCK = ROOT / "requirements.txt"
DEV_LOCK = ROOT / "requirements-dev.txt"

SAMPLE = Path("resources", "sample")
SAMPLE_FILES = [SAMPLE / "customers.csv", SAMPLE / "products.csv", SAMPLE / "invoices.csv"]
SAMPLE_OPTIONS = SAMPLE / "sample.toml"

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Shared libraries that Qt loads even without a screen, and the Debian package that has each."""

WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What a window on an X11 display needs besides."""


def run(arguments: Sequence[str]) -> int:
    """Start Peerbasket; arguments go to main.py. Without a display: write the sample's workbook instead."""
    install(RUNTIME_LOCK)
    if not arguments and not has_display():
        return run_headless()
    if "--export" not in arguments:
        need_libraries(QT_LIBRARIES if "WAYLAND_DISPLAY" in os.environ else QT_LIBRARIES | WINDOW_LIBRARIES)
    return call([PYTHON, ROOT / "main.py", *arguments])


def run_headless() -> int:
    """Do the main job on the sample; main.py says where the workbook is."""
    workbook = Path.cwd() / "Peerbasket-sample.xlsx"
    print("There is no display here, so no window: doing the main job on the sample.", flush=True)
    return call([PYTHON, ROOT / "main.py", *export_arguments(workbook, ROOT)])


def export_arguments(workbook: Path, home: Path) -> list[str | Path]:
    """Arguments of main.py that write the workbook of the sample under `home`."""
    files = [home / file for file in SAMPLE_FILES]
    return ["--export", workbook, *files, "--options", home / SAMPLE_OPTIONS]


def test(arguments: Sequence[str]) -> int:
    """Run the tests; arguments go to pytest. Without arguments: all, on all cores, with the coverage of engine and gui."""
    install(RUNTIME_LOCK, DEV_LOCK)
    need_libraries(QT_LIBRARIES)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    whole = [] if arguments else ["--cov=engine", "--cov=gui", "--cov-report=", "-n=auto", "--dist=loadfile"]
    status = call([PYTHON, "-m", "pytest", *whole, *arguments], cwd=ROOT, env=environment)
    for part in ("engine", "gui") if whole else ():
        print(f"coverage of {part}, %: ", end="", flush=True)
        call([PYTHON, "-m", "coverage", "report", "--format=total", f"--include={part}/*"], cwd=ROOT)
    return status


def check(arguments: Sequence[str]) -> int:
    """Lint, format, types and import contracts: all are run, and all failures are named at the end."""
    refuse_arguments("check", arguments)
    install(RUNTIME_LOCK, DEV_LOCK)
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    steps: dict[str, list[str]] = {
        "lint (ruff check)": ["-m", "ruff", "check", "."],
        "format (ruff format)": ["-m", "ruff", "format", "--check", "."],
        "types (mypy)": ["-m", "mypy"],
        "import contracts (import-linter)": ["-c", lint_imports, "--no-logo"],
    }
    failed = []
    for name, command in steps.items():
        print(f"== {name}", flush=True)
        if call([PYTHON, *command], cwd=ROOT):
            failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def build(arguments: Sequence[str]) -> int:
    """Build the application into dist/ and try it: the sample's workbook, then a real window shown and closed."""
    refuse_arguments("build", arguments)
    install(RUNTIME_LOCK, DEV_LOCK)
    need_libraries(QT_LIBRARIES | WINDOW_LIBRARIES)
    if sys.platform.startswith("linux") and not shutil.which("objdump"):
        need_packages(["binutils"], "PyInstaller needs objdump.")
    status = call([PYTHON, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN", "build.spec"], cwd=ROOT)
    if status:
        return status
    executable = built_executable()
    print(f"Built {executable}", flush=True)
    return try_export(executable) or try_window(executable)


def built_executable() -> Path:
    """The program inside dist/."""
    if sys.platform == "darwin":
        return ROOT / "dist" / "Peerbasket.app" / "Contents" / "MacOS" / "Peerbasket"
    return ROOT / "dist" / "Peerbasket" / ("Peerbasket.exe" if os.name == "nt" else "Peerbasket")


def try_export(executable: Path) -> int:
    """Let the built program write the workbook of the sample that it carries."""
    bundled = next(executable.parents[1].rglob(str(SAMPLE_OPTIONS)), None)
    if bundled is None:
        return failure("The built application does not carry the sample.")
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "sample.xlsx"
        status = call([executable, *export_arguments(workbook, bundled.parents[2])], cwd=folder, timeout=180)
        if status or not is_workbook(workbook):
            return failure(f"The built application wrote no workbook (exit status {status}).")
        print(f"The built application wrote the sample's workbook ({workbook.stat().st_size:,} bytes).", flush=True)
    return 0


def is_workbook(path: Path) -> bool:
    """Whether `path` is an undamaged .xlsx file."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return archive.testzip() is None and "xl/workbook.xml" in archive.namelist()


def try_window(executable: Path) -> int:
    """Let the built program show its window for two seconds, on a display of its own where there is none."""
    with display() as environment, tempfile.TemporaryDirectory() as folder:
        status = call([executable, "--show-and-close", "2"], cwd=folder, env=environment, timeout=120)
    if status:
        return failure(f"The built application could not show its window (exit status {status}).")
    print("The built application showed its window and closed it.")
    return 0


def bench(arguments: Sequence[str]) -> int:
    """Measure speed, memory and how long the window is kept waiting; arguments go to tests.benchmarks."""
    install(RUNTIME_LOCK, DEV_LOCK)
    need_libraries(QT_LIBRARIES)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return call([PYTHON, "-m", "tests.benchmarks", *arguments], cwd=ROOT, env=environment)


def bench_quality(arguments: Sequence[str]) -> int:
    """Measure how good recommendations are, beside other libraries; arguments are names of data sets."""
    install(RUNTIME_LOCK, DEV_LOCK)
    return call([PYTHON, "-m", "tests.benchmarks.quality", *arguments], cwd=ROOT)


def fuzz(arguments: Sequence[str]) -> int:
    """Feed damaged files to the reader for an hour, or for as many minutes as the first argument says."""
    install(RUNTIME_LOCK, DEV_LOCK)
    return call([PYTHON, "-m", "tests.fuzz", *arguments], cwd=ROOT)


def clean(arguments: Sequence[str]) -> int:
    """Remove .venv, caches, build and dist: what the other commands made."""
    refuse_arguments("clean", arguments)
    if Path(sys.prefix).resolve() == VENV.resolve():
        return failure("This Python is the one in .venv; start `clean` with another one.")
    made = [".venv", "build", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"]
    made += [".import_linter_cache", ".coverage"]
    caches = [cache for part in ("engine", "gui", "tests", "resources") for cache in (ROOT / part).rglob("__pycache__")]
    for path in [*(ROOT / name for name in made), ROOT / "__pycache__", *caches]:
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "build": build,
    "bench": bench,
    "bench-quality": bench_quality,
    "fuzz": fuzz,
    "clean": clean,
}


def install(*locks: Path) -> None:
    """Make .venv hold what `locks` name; does nothing where it already does."""
    wanted = {lock.name: hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks}
    wanted["python"] = platform.python_version()
    if PYTHON.exists() and wanted.items() <= stamp().items():
        return
    if sys.version_info >= (3, 14):
        print("Python 3.14 and later are not tested yet (3.11, 3.12 and 3.13 are); trying all the same.")
    STAMP.unlink(missing_ok=True)
    make_venv()
    print("Installing the packages that Peerbasket needs into .venv (once, a few minutes)...", flush=True)
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", *quiet, "--disable-pip-version-check", "--no-input"]
    pip += ["--only-binary", ":all:", "--require-hashes"]
    for lock in locks:
        pip += ["-r", lock]
    if call(pip):
        sys.exit("The packages could not be installed; the lines above say why. Is this computer online?")
    STAMP.write_text(json.dumps(wanted, indent=2), encoding="utf-8")


def stamp() -> dict[str, str]:
    """What was installed last: the hash of each lock, and the version of Python; empty where that is not known."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def make_venv() -> None:
    """Make .venv with this Python; one that is half made or of another Python is made anew."""
    if venv_is_whole():
        return
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        need_packages(
            [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"], "This Python has no venv module."
        )
    if VENV.exists():
        print("The .venv here is incomplete or of another Python; making it anew.", flush=True)
        shutil.rmtree(VENV)
    if call([sys.executable, "-m", "venv", VENV]):
        sys.exit("No virtual environment could be made in .venv; the lines above say why.")


def venv_is_whole() -> bool:
    """Whether the Python of .venv starts, is of this version, and has pip."""
    question = "import pip, platform; print(platform.python_version())"
    try:
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == platform.python_version()


def has_display() -> bool:
    """Whether a window could be shown; only Linux can lack a display."""
    return not sys.platform.startswith("linux") or bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """An environment in which a window can be shown: this one, or one with a display of its own (Xvfb)."""
    environment = dict(os.environ)
    if has_display():
        yield environment
        return
    if not shutil.which("Xvfb"):
        need_packages(["xvfb"], "There is no display here to show the window on.")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        yield environment | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def need_libraries(libraries: dict[str, str]) -> None:
    """On Linux: see to it that the shared libraries of Qt are there."""
    if not sys.platform.startswith("linux"):
        return
    if missing := [library for library in libraries if not loads(library)]:
        need_packages([libraries[library] for library in missing], f"Qt needs {', '.join(missing)}.")
    if still := [library for library in missing if not loads(library)]:
        sys.exit(f"Qt cannot load {', '.join(still)}. Install the packages of your system that have them.")


def loads(library: str) -> bool:
    """Whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def need_packages(packages: Sequence[str], why: str) -> None:
    """Install Debian packages as root; otherwise stop with the one line that does it."""
    apt = shutil.which("apt-get")
    line = f"apt-get install -y {' '.join(packages)}"
    if apt is None:
        sys.exit(f"{why} Install what your system calls: {' '.join(packages)}")
    if os.geteuid() != 0:
        sys.exit(f"{why} Run this line, then try again:\n\n    sudo {line}\n")
    print(f"{why} Installing {' '.join(packages)}...", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    call([apt, "update", "-qq"], env=environment, quiet=True)
    if call([apt, "install", "-y", "-qq", "--no-install-recommends", *packages], env=environment, quiet=True):
        sys.exit(f"That failed. Run this line to see why, then try again:\n\n    {line}\n")


def call(
    command: Sequence[str | Path],
    *,
    cwd: Path | str | None = None,
    env: dict[str, str] | None = None,
    timeout: float | None = None,
    quiet: bool = False,
) -> int:
    """Run a program and return its exit status; 1 where it cannot be started or takes longer than `timeout` seconds."""
    try:
        output = subprocess.DEVNULL if quiet else None
        return subprocess.run(command, cwd=cwd, env=env, timeout=timeout, stdout=output, check=False).returncode
    except (OSError, subprocess.TimeoutExpired) as error:
        return failure(str(error))


def failure(sentence: str) -> int:
    """Say what failed; the exit status for it."""
    print(sentence, file=sys.stderr, flush=True)
    return 1


def refuse_arguments(command: str, arguments: Sequence[str]) -> None:
    """Stop where a command was given arguments that it would not use."""
    if arguments:
        sys.exit(f"`{command}` takes no arguments; it was given: {' '.join(arguments)}")


def usage() -> str:
    """The commands, each with the first line of what it does."""
    rows = [f"    {name:<7}{command.__doc__}" for name, command in COMMANDS.items()]
    return f"{__doc__}\n" + "\n".join(rows)


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument says with the other ones."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0
    name, *rest = arguments
    if name not in COMMANDS:
        print(f"There is no command '{name}'.\n\n{usage()}", file=sys.stderr)
        return 2
    if rest and rest[0] in {"-h", "--help"} and name != "run":
        print(f"python3 make.py {name}\n\n    {COMMANDS[name].__doc__}")
        return 0
    try:
        return COMMANDS[name](rest)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
