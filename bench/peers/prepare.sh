#!/usr/bin/env bash
# Installs what bench.peers_timeline and bench.phrasing compare with into build/peers: vis-timeline
# and what drives it, checkers of prose, and Chromium as a Debian package when there is none and
# root or "sudo -n" allows. A checker that cannot be had is left out, and told as skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v chromium >/dev/null; then
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    "${as_root[@]}" apt-get -qq update
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium
fi
mkdir -p build/peers
cp bench/peers/package.json build/peers/
npm install --prefix build/peers --no-package-lock --no-audit --no-fund --loglevel=error
"${PYTHON:-python3}" -m venv build/peers/python
build/peers/python/bin/pip install --quiet --disable-pip-version-check proselint==0.16.0 ||
    echo "proselint is left out" >&2
