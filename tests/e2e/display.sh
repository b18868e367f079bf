# A client in a real window under a virtual display, and hands that have only keys. Sourced by the
# runs beside this file; they say what is done and what must be seen.
#
# Needs Xvfb, openbox, xdotool, imagemagick (.ci/run installs them). Environment:
#   BIN       the folder with the two programs (default: they are built, target/debug)
#   OUT       where the pictures go (default assets/screenshots)
#   SCALE     the scale of the pictures (default 1)
#   PATIENCE  how long to wait for what the client does, in tenths of a second (default 1800)
set -euo pipefail

# Never a picture of yesterday's program.
[ -n "${BIN:-}" ] || cargo build --locked --bins
BIN=${BIN:-${CARGO_TARGET_DIR:-target}/debug}
OUT=${OUT:-assets/screenshots}
SCALE=${SCALE:-1}
BIN=$(cd "$BIN" && pwd)
mkdir -p "$OUT"
OUT=$(cd "$OUT" && pwd)

# In memory where the system has room there: what is proven here is the wiring, not the disk.
memory=/dev/shm
[ -d $memory ] && [ "$(df --output=avail -k $memory | tail -n 1)" -gt 262144 ] || memory=${TMPDIR:-/tmp}
WORK=$(mktemp -d -p "$memory")
PIDS=()
cleanup() {
    for pid in "${PIDS[@]:-}"; do [ -n "$pid" ] && kill "$pid" 2>/dev/null || true; done
    rm -rf "$WORK"
}
trap cleanup EXIT

fail() {
    echo "e2e: $*" >&2
    import -window root "$WORK/failed.png" 2>/dev/null && cp "$WORK/failed.png" "${TMPDIR:-/tmp}/restante-e2e-failed.png"
    tail -n 20 "$WORK/client.log" >&2 || true
    exit 1
}

step() { echo "e2e: $*"; }

export HOME="$WORK/home" XDG_CONFIG_HOME="$WORK/home/config" XDG_DATA_HOME="$WORK/home/data"
export XDG_RUNTIME_DIR="$WORK/home/run" LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY WAYLAND_SOCKET
mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_RUNTIME_DIR"

side=$((1300 * SCALE))
# Without -noreset it begins anew when the first that asked goes, and turns away who comes then.
Xvfb -noreset -displayfd 3 -screen 0 "${side}x$((950 * SCALE))x24" -nolisten tcp 3>"$WORK/display" 2>"$WORK/xvfb.log" &
PIDS+=($!)
await() { # seconds, what is awaited, the command that tells
    local seconds=$1 what=$2
    shift 2
    for _ in $(seq $((seconds * 10))); do "$@" >/dev/null 2>&1 && return 0; sleep 0.1; done
    fail "$what"
}
await 30 "the virtual display did not start: $(cat "$WORK/xvfb.log")" test -s "$WORK/display"
DISPLAY=":$(head -n 1 "$WORK/display")"
export DISPLAY WINIT_X11_SCALE_FACTOR=$SCALE
await 30 "the virtual display does not answer" xdpyinfo
openbox 2>"$WORK/openbox.log" &
PIDS+=($!)
managed() { xprop -root _NET_SUPPORTING_WM_CHECK | grep -q 'window id'; }
await 30 "the window manager did not start" managed

CLIENT=

# Starts the client with a look and, optionally, a postoffice and a mailbox to sign in to.
start() {
    mkdir -p "$XDG_CONFIG_HOME/restante"
    {
        echo "look = \"$1\""
        [ -z "${2:-}" ] || printf 'postoffices = ["%s"]\nmailbox = "%s"\n' "$2" "$3"
    } >"$XDG_CONFIG_HOME/restante/settings.toml"
    "$BIN/restante" 2>"$WORK/client.log" &
    CLIENT=$!
    PIDS+=("$CLIENT")
}

# How long to wait for what the client does, in tenths of a second: machines are busy.
PATIENCE=${PATIENCE:-1800}

# Waits for a window whose title matches, and until it has the keys.
window() {
    local id
    for _ in $(seq "$PATIENCE"); do
        kill -0 "$CLIENT" 2>/dev/null || fail "the client ended while waiting for \"$1\""
        id=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | tail -n 1 || true)
        if [ -n "$id" ]; then
            if [ "$(xdotool getactivewindow 2>/dev/null)" = "$id" ] \
                && [ "$(xdotool getwindowfocus 2>/dev/null)" = "$id" ]; then
                WID=$id
                calm
                return 0
            fi
            xdotool windowactivate "$id" 2>/dev/null || true
        fi
        sleep 0.1
    done
    fail "no window \"$1\" with the keys; there are: $(xdotool search --onlyvisible --name . 2>/dev/null | while read -r w; do xdotool getwindowname "$w"; done | tr '\n' '|')"
}

# Waits until the window looks the same twice in a row, a third of a second apart.
calm() {
    local before='' now
    for _ in $(seq "$((PATIENCE / 4))"); do
        now=$(import -silent -window "$WID" -strip rgba:- 2>/dev/null | cksum)
        [ "$now" = "$before" ] && return 0
        before=$now
        sleep 0.33
    done
    fail "the window is never at rest"
}

gone() {
    for _ in $(seq "$PATIENCE"); do
        [ -z "$(xdotool search --onlyvisible --name "$1" 2>/dev/null || true)" ] && return 0
        sleep 0.1
    done
    fail "the window \"$1\" stays"
}

key() { xdotool key --clearmodifiers --delay 40 "$@"; sleep 0.15; }
text() { xdotool type --clearmodifiers --delay 15 "$1"; sleep 0.15; }
shot() {
    sleep 0.2
    calm
    import -window "$WID" "$OUT/$1.png"
    step "picture $1.png"
}
leave() {
    key alt+F4
    for _ in $(seq "$PATIENCE"); do kill -0 "$CLIENT" 2>/dev/null || { CLIENT=; return 0; }; sleep 0.1; done
    fail "the client does not leave"
}
