#!/usr/bin/env bash
# Makes this checkout ready: prepare.sh run|dev|window
#   run     the libraries that Qt needs, .venv, and the program in it
#   dev     the same, and what the tests and checks need
#   window  the programs that the real-window tests need, and nothing else
# System packages are installed on Debian-like systems when root or "sudo -n" allows; otherwise one
# line says which are missing, and the rest goes on.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:?run, dev or window}
export PATH=$PATH:/usr/sbin:/sbin
apt_is_fresh=

say() { printf '%s\n' "$*" >&2; }

# Runs a command as root without asking for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt_works() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

# Installs Debian packages, or says in one line which are wanted and why.
install_packages() {
    local reason=$1
    shift
    if apt_works; then
        say "Installing $reason: $*"
        [ -n "$apt_is_fresh" ] || as_root apt-get -qq update >/dev/null 2>&1 || true
        apt_is_fresh=yes
        if as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 \
            install -y --no-install-recommends "$@" >/dev/null 2>&1; then
            return 0
        fi
    fi
    if command -v apt-get >/dev/null; then
        say "Please install $reason: sudo apt-get install $*"
    else
        say "Please install $reason; on Debian these are the packages: $*"
    fi
    return 1
}

# Looks for libraries by file name, because package names differ between releases.
qt_libraries() {
    [ "$(uname)" = Linux ] || return 0
    local known library package missing=()
    known=$(ldconfig -p 2>/dev/null || true)
    while read -r library package; do
        [[ $known == *"$library "* ]] || missing+=("$package")
    done <<'LIBRARIES'
libEGL.so.1 libegl1
libGL.so.1 libgl1
libglib-2.0.so.0 libglib2.0-0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libX11-xcb.so.1 libx11-xcb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xinerama.so.0 libxcb-xinerama0
libxcb-xkb.so.1 libxcb-xkb1
LIBRARIES
    [ ${#missing[@]} = 0 ] || install_packages "the libraries that Qt needs" "${missing[@]}" || true
}

# tools REASON COMMAND:PACKAGE…
tools() {
    local reason=$1 pair missing=()
    shift
    for pair in "$@"; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
    done
    [ ${#missing[@]} = 0 ] || install_packages "$reason" "${missing[@]}"
}

# Prints the first Python that is new enough.
find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

make_environment() {
    local python version
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then return 0; fi
    if ! python=$(find_python); then
        if install_packages "Python" python3 python3-venv && python=$(find_python); then :; else
            say "Python 3.11 or newer is needed; none was found on this computer."
            exit 1
        fi
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        install_packages "Python's venv" "python$version-venv" || exit 1
    fi
    "$python" -m venv --clear .venv
}

install_program() {
    say "Installing the program and its libraries into .venv (about a minute the first time)"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --editable "$1"
}

case $purpose in
    run)
        qt_libraries
        make_environment
        install_program .
        ;;
    dev)
        qt_libraries
        tools "what some tests look with" \
            pdftotext:poppler-utils qpdf:qpdf strace:strace || true
        make_environment
        install_program '.[dev]'
        ;;
    window)
        tools "what the real-window tests need" \
            Xvfb:xvfb openbox:openbox xdotool:xdotool qpdf:qpdf strace:strace \
            pdftotext:poppler-utils
        # The client of the accessibility bus is a module of the system's Python, not a command.
        tools "the accessibility bus" dbus-daemon:dbus \
            /usr/libexec/at-spi-bus-launcher:at-spi2-core
        /usr/bin/python3 -c 'import pyatspi' 2>/dev/null \
            || install_packages "a client of the accessibility bus" python3-pyatspi
        ;;
    *)
        say "prepare.sh knows run, dev and window, not '$purpose'."
        exit 2
        ;;
esac
