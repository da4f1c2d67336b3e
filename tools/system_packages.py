"""Finds the system libraries, programs and fonts that Frontdesk lacks here, and installs them where it may.

    python3 tools/system_packages.py demo    what the desk window needs
    python3 tools/system_packages.py test    the same and what the tests need

Only the standard library is used, since it runs before anything is installed. What is asked is whether a
library loads and a program is found, not whether a package is there: so it tells the truth on every
distribution. Exits 0 when nothing needed is missing, 1 after naming what is, with the command to install it.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

# library file -> Debian package: what PySide6's QtGui and QtWidgets and its X11 plugin link to
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# program -> Debian package
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "setxkbmap": "x11-xkb-utils",
    "pstree": "psmisc",
    "ps": "procps",
}
# language, as fontconfig names it -> Debian package of a small font for its script
FONTS = {
    "en": "fonts-dejavu-core",
    "el": "fonts-dejavu-core",
    "ru": "fonts-dejavu-core",
    "ar": "fonts-dejavu-core",
    "he": "fonts-dejavu-core",
    "hi": "fonts-lohit-deva",
    "ja": "fonts-wqy-microhei",
    "ko": "fonts-wqy-microhei",
    "zh-cn": "fonts-wqy-microhei",
}


def missing_needs(programs: dict[str, str]) -> dict[str, str]:
    """What the program can't do without and is not here, each with its Debian package."""
    missing = {file: package for file, package in LIBRARIES.items() if not _loads(file)}
    missing |= {name: package for name, package in programs.items() if shutil.which(name) is None}
    if importlib.util.find_spec("ensurepip") is None:
        missing["ensurepip"] = f"python3.{sys.version_info.minor}-venv"
    return missing


def missing_fonts() -> set[str]:
    """Debian packages of fonts for the scripts that no font here can show."""
    if shutil.which("fc-list") is None:
        return {"fontconfig", *FONTS.values()}
    listing = _run(["fc-list", "--format", "%{lang}\n"]).stdout
    shown = {language.lower() for line in listing.splitlines() for language in line.split("|")}
    return {package for language, package in FONTS.items() if language not in shown}


def apt() -> list[str] | None:
    """The start of an apt-get command that needs no password; None where there is none."""
    if shutil.which("apt-get") is None:
        return None
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    if os.geteuid() == 0:
        return quiet
    if shutil.which("sudo") and _run(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n", *quiet]
    return None


def install(command: list[str], packages: set[str]) -> None:
    """Installs, and prints what apt said where it failed."""
    print(f"Installing {len(packages)} system packages: {' '.join(sorted(packages))}", flush=True)
    _run([*command, "update"])  # one broken source among several is no reason to stop
    done = _run([*command, "install", "-y", "--no-install-recommends", *sorted(packages)])
    if done.returncode:
        print(done.stdout, done.stderr, file=sys.stderr)


def main() -> int:
    if sys.platform != "linux":
        return 0  # the wheels bring all they need on Windows and macOS
    target = sys.argv[1]
    programs = TEST_PROGRAMS if target == "test" else {}
    needs, fonts = missing_needs(programs), missing_fonts()
    if (needs or fonts) and (command := apt()):
        if needs:
            install(command, set(needs.values()))
        if fonts:
            install(command, fonts)
        importlib.invalidate_caches()
        needs, fonts = missing_needs(programs), missing_fonts()
    if needs:
        print(_refusal(needs, fonts, target), file=sys.stderr)
        return 1
    if fonts:
        print("Hint: names in some scripts can't be shown here. " + _advice(fonts), file=sys.stderr)
    return 0


def _refusal(needs: dict[str, str], fonts: set[str], target: str) -> str:
    wanted = set(needs.values()) | fonts
    return (
        f"Frontdesk needs system packages that are missing here: {', '.join(sorted(needs))}.\n"
        f"{_advice(wanted)}\nThen run `make {target}` again."
    )


def _advice(packages: set[str]) -> str:
    names = " ".join(sorted(packages))
    if shutil.which("apt-get"):
        return f"Install them with:\n\n  sudo apt-get install --no-install-recommends {names}\n"
    return f"Install what your distribution calls these (Debian's names): {names}."


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
