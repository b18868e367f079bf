#!/usr/bin/env bash
# The client in a real window under a virtual display, driven by keys alone: sign in, read, compose,
# send, sign out; and the dialog of the invalid message file. It writes the README's pictures.
#
# Needs Xvfb, openbox, xdotool, imagemagick (.ci/run installs them). Environment:
#   BIN     the folder with the two programs (default: they are built, target/debug)
#   OUT     where the pictures go (default assets/screenshots)
#   SCALE   the scale of the pictures (default 1)
set -euo pipefail
cd "$(dirname "$0")/../.."

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
Xvfb -displayfd 3 -screen 0 "${side}x$((950 * SCALE))x24" -nolisten tcp 3>"$WORK/display" 2>"$WORK/xvfb.log" &
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

printf 'lighthouse\n' >"$WORK/password"
printf 'lighthouse two\n' >"$WORK/reset"
DEMO="$XDG_DATA_HOME/restante/demo"
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


step "the first run: look around"
start classic
window "^Restante$"
shot welcome-classic
key alt+l
window "^Inbox"
sleep 1
key Down
sleep 1
shot message-center-classic

step "read in a window of its own"
key Return
window "^The lens arrives"
shot read-note-classic
key Escape
gone "^The lens arrives"

step "compose and send"
window "^Inbox"
key ctrl+n
window "^New message"
text "Bruno Carl"
key Escape
key Tab Tab Tab
text "Keys alone"
key Tab
text "This message was written and sent without a mouse."
shot send-note-classic
key ctrl+Return
gone "^Keys alone"

step "sign out by the menu"
window "^Inbox"
key alt+f
shot menu-classic
key s
window "^Restante$"

step "the letter is in the mailbag"
"$BIN/postoffice" fetch "$DEMO/MAIN" BRUNO --password-file "$WORK/password" >/dev/null
"$BIN/postoffice" list "$DEMO/MAIN" BRUNO --password-file "$WORK/password" --json >"$WORK/list.json"
grep -q '"Keys alone"' "$WORK/list.json" || fail "the letter did not arrive"

step "connect, and sign in with a wrong password, then with the right one"
key alt+c
text "$DEMO/MAIN"
key Return
window "^Sign In"
text "BRUNO"
key Tab
text "wrong"
key Return
sleep 2
shot wrong-password-classic
key Return
key ctrl+a
text "lighthouse"
shot sign-in-classic
key Return
window "^Inbox"
leave

step "the trap: reset and move before anybody signed in"
po() { "$BIN/postoffice" "$@" --password-file "$WORK/password" >/dev/null; }
po sign-in "$DEMO/MAIN" EMIL
"$BIN/postoffice" recover "$DEMO/MAIN" EMIL --admin-password-file "$WORK/password" --new-password-file "$WORK/reset" >/dev/null
if "$BIN/postoffice" move-user EMIL --from "$DEMO/MAIN" --to "$DEMO/BRANCH" --admin-password-file "$WORK/password" >/dev/null 2>"$WORK/refused"; then
    fail "the move was not refused"
fi
"$BIN/postoffice" move-user EMIL --from "$DEMO/MAIN" --to "$DEMO/BRANCH" --admin-password-file "$WORK/password" --force >/dev/null
for look in classic light dark; do
    start $look "$DEMO/BRANCH" EMIL
    window "^Sign In"
    text "lighthouse two"
    key Return
    sleep 2.5
    shot "invalid-message-file-$look"
    if [ $look != dark ]; then
        key alt+s
        leave
    fi
done

step "reconnect, and choose a new password"
key alt+r
window "^Inbox"
shot change-password-dark
key Escape
leave

step "the other looks"
for look in light dark; do
    start $look "$DEMO/MAIN" ANNA
    window "^Sign In"
    shot "sign-in-$look"
    text "lighthouse"
    key Return
    window "^Inbox"
    sleep 1
    key Down Down Down
    sleep 1
    shot "message-center-$look"
    leave
done

step "the Postoffice Manager"
start classic "$DEMO/MAIN" ADMIN
window "^Sign In"
text "lighthouse"
key Return
window "^Inbox"
key alt+m
sleep 0.3
key m
window "Manager"
text "lighthouse"
key Return
sleep 1.5
shot postoffice-manager-classic
key alt+F4
gone "Manager"
window "^Inbox"
leave
step "done"
