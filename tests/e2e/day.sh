#!/usr/bin/env bash
# A working day with keys alone: sign in, read, answer with an attachment, file, undo, find, print
# to PDF, sign out. What must have come of it is looked up by the console program.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-${CARGO_TARGET_DIR:-target}/day}
source tests/e2e/display.sh

OFFICE="$WORK/MAIN"
printf 'harbour\n' >"$WORK/password"
po() { "$BIN/postoffice" "$@" --password-file "$WORK/password"; }
admin() { "$BIN/postoffice" "$@" --admin-password-file "$WORK/password"; }

step "a postoffice with two people, and a letter between them"
admin create "$OFFICE" --network NORTH --postoffice MAIN >/dev/null
admin user add "$OFFICE" ANNA --full-name "Anna Berg" --password-file "$WORK/password" >/dev/null
admin user add "$OFFICE" BRUNO --full-name "Bruno Carl" --password-file "$WORK/password" >/dev/null
printf 'Anna,\n\nhow many lanterns are there? Please send me the list.\n\nBruno\n' >"$WORK/letter.txt"
po send "$OFFICE" BRUNO --to ANNA --subject "Lanterns" --body-file "$WORK/letter.txt" >/dev/null
printf 'The ferry leaves at nine.\n' >"$WORK/ferry.txt"
po send "$OFFICE" BRUNO --to ANNA --subject "Ferry" --body-file "$WORK/ferry.txt" >/dev/null
printf 'one;two\n' >"$WORK/list.csv"

step "sign in"
start classic "$OFFICE" ANNA
window "^Sign In"
text "harbour"
key Return
window "^Inbox"
key F9
calm
key End
calm
shot day-inbox

step "answer with an attachment"
key ctrl+r
window "^RE: Lanterns"
text "Here it is."
key alt+a
calm
text "$WORK/list.csv"
key Return
calm
shot day-answer
key ctrl+Return
gone "^RE: Lanterns"
window "^Inbox"
shot day-sent

step "file it, take that back, and do it again"
key ctrl+shift+n
calm
text "Museum"
key Return
calm
key ctrl+m
calm
text "Museum"
shot day-move
key Return
calm
shot day-filed
key ctrl+z
calm
key ctrl+y
calm

step "give the folder another name, in its row"
key shift+F6
calm
text "Mus"
calm
key F2
calm
text "Museum letters"
shot day-rename
key Return
calm
key Home
calm
shot day-renamed

step "find it"
key ctrl+shift+f
window "^Message Finder"
text "lanterns"
calm
shot day-found
key Escape
gone "^Message Finder"

step "print to PDF"
window "^Inbox"
key ctrl+p
calm
shot day-print
key alt+d
calm
key ctrl+a
text "$WORK/ferry.pdf"
key Return
await 60 "no PDF was written" test -s "$WORK/ferry.pdf"
calm
key Escape
calm
pdftotext "$WORK/ferry.pdf" "$WORK/ferry.printed"
grep -q 'The ferry leaves at nine' "$WORK/ferry.printed" || fail "what was printed cannot be read"

step "sign out"
key alt+f
calm
key s
window "^Sign In"
leave

step "what came of it"
po fetch "$OFFICE" BRUNO >/dev/null
po list "$OFFICE" BRUNO --json >"$WORK/bruno.json"
grep -q '"RE: Lanterns"' "$WORK/bruno.json" || fail "the answer did not arrive"
grep -q '"attachments":1' "$WORK/bruno.json" || fail "the answer has no attachment"
po list "$OFFICE" ANNA --folder "Museum letters" --json >"$WORK/museum.json"
grep -q '"subject":"Lanterns"' "$WORK/museum.json" || fail "the letter was not filed"
step "done"
