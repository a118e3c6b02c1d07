#!/usr/bin/env bash
# Runs a command on a display of its own, with a window manager: in-window.sh COMMAND…
set -euo pipefail
scratch=$(mktemp -d)
server= manager=
finish() {
    [ -z "$manager" ] || kill "$manager" 2>/dev/null || true
    [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
    rm -rf "$scratch"
}
trap finish EXIT

mkfifo "$scratch/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$scratch/display" 2>"$scratch/log" &
server=$!
# The number comes once the server listens; without one it has ended, and said why.
if ! read -r -t 30 number <"$scratch/display"; then
    cat "$scratch/log" >&2
    exit 1
fi
export DISPLAY=:$number QT_QPA_PLATFORM=xcb
unset WAYLAND_DISPLAY
openbox >/dev/null 2>&1 &
manager=$!
"$@"
