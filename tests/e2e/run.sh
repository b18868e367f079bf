#!/usr/bin/env bash
# The client in a real window under a virtual display, driven by keys alone: sign in, read, compose,
# send, sign out; and the dialog of the invalid message file. It writes the README's pictures.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/e2e/display.sh

printf 'lighthouse\n' >"$WORK/password"
printf 'lighthouse two\n' >"$WORK/reset"
DEMO="$XDG_DATA_HOME/restante/demo"

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
