### Words of the room: screens, the Postoffice Manager and the dialogs Change Password and Options.

screens-manager-title = Postoffice Manager
screens-manager-ok = OK
screens-manager-cancel = Cancel
screens-manager-close = &Close
screens-manager-browse = &Browse…
screens-manager-yes = Yes

screens-manager-add = &Add User…
screens-manager-recover = &Recover…
screens-manager-move = &Move…
screens-manager-delete = &Delete…
screens-manager-check = C&heck…
screens-manager-refresh = Re&fresh
screens-manager-key-delete = Del
screens-manager-key-add = Ins
screens-manager-key-refresh = F5

screens-manager-column-mailbox = Mailbox
screens-manager-column-full-name = Full name
screens-manager-column-user-id = User id
screens-manager-column-administrator = Administrator
screens-manager-column-last-sign-in = Last sign-in
screens-manager-column-state = State
screens-manager-never = Never
screens-manager-state-reset = Password reset, not signed in since
screens-manager-state-moved = Moved to { $address }
screens-manager-state-local = Message file local
screens-manager-nobody = Nobody has a mailbox here.
screens-manager-users =
    { $count ->
        [one] 1 user
       *[other] { $count } users
    }

screens-manager-mailbox = &Mailbox:
screens-manager-full-name = &Full name:
screens-manager-password = &Password:
screens-manager-verify = &Verify:

screens-manager-enter-title = Administrator's Password
screens-manager-enter-why = Only administrators may manage mailboxes. Type the password of { $mailbox } on the postoffice { $path }.
screens-manager-enter-wrong = The password is incorrect. Large and small letters differ.

screens-manager-add-title = Add User
screens-manager-is-administrator = &Administrator of this postoffice
screens-manager-name-too-long = At most 10 letters or digits.
screens-manager-name-character = Only letters A to Z and digits.
screens-manager-name-taken = There is such a mailbox already.
screens-manager-full-name-too-long = At most 64 characters.
screens-manager-full-name-character = Has an invisible character.
screens-manager-full-name-taken = Is the name of { $mailbox } already.
screens-manager-password-too-long = The password is too long.
screens-manager-password-differ = The two passwords differ.
screens-manager-added = { $mailbox } was added.

screens-manager-recover-title = Recover Mailbox
screens-manager-recover-question = Reset the password of { $mailbox }?
screens-manager-recover-what = The old password stops working at the postoffice at once, and you get a one-time password to hand on. The mail stays as it is.
screens-manager-recover-now = &Reset Password
screens-manager-one-time-title = One-Time Password
screens-manager-one-time-is = The password of { $mailbox } was reset. The one-time password is:
screens-manager-one-time-once = It is shown only now. Give it to nobody but its owner.
screens-manager-copied = It is on the clipboard. Give it to nobody but its owner.
screens-manager-one-time-must = Whoever signs in with it must choose a new password.
screens-manager-one-time-next = The message file follows at the next sign-in of { $mailbox }. Do not move the mailbox before that.
screens-manager-copy = Co&py

screens-manager-move-title = Move User
screens-manager-move-what = Move { $mailbox } ({ $name }) to another postoffice. The waiting letters and the message file go along.
screens-manager-move-local = The message file stays where it is on the person's computer: { $path }
screens-manager-move-reset = The password of { $mailbox } was reset, and { $mailbox } has not signed in since. Let the person sign in once before the move: moved now, the message file would refuse its owner.
screens-manager-move-folder = &Postoffice:
screens-manager-move-same = I am administrator there with the &same mailbox and password
screens-manager-move-mailbox = Adm&inistrator:
screens-manager-move-password = Pass&word:
screens-manager-move-keep = &Keep the account here in use, too
screens-manager-move-now = &Move
screens-manager-refused-title = Before the Move
screens-manager-move-anyway = &Move All the Same
screens-manager-move-without = &Move Without It
screens-manager-moved-title = User Moved
screens-manager-moved = { $mailbox } lives at { $address } now, with the user id { $id }.
screens-manager-moved-letters =
    { $count ->
        [0] No letters were waiting.
        [one] One waiting letter went along.
       *[other] { $count } waiting letters went along.
    }
screens-manager-moved-file = The message file is { $path }
screens-manager-moved-no-file = There was no message file.
screens-manager-moved-follows = Letters that still come here follow to the new home.
screens-manager-moved-kept = The account here stays in use; delete it when nobody needs it any more.

screens-manager-delete-title = Delete User
screens-manager-delete-question = Delete { $mailbox } ({ $name })? This cannot be undone.
screens-manager-delete-letters = Letters that wait in the mailbag go back to their senders.
screens-manager-delete-moved = Letters that still come here do not follow to { $address } any more.
screens-manager-delete-file = The message file is kept as { $file }.
screens-manager-delete-local = The message file stays where it is: { $path }
screens-manager-delete-now = &Delete
screens-manager-deleted-title = User Deleted
screens-manager-deleted = { $mailbox } was deleted.
screens-manager-deleted-kept = The message file is kept: { $path }
screens-manager-deleted-no-file = There was no message file.

screens-manager-check-title = Check Postoffice
screens-manager-check-clean = Everything is in order.
screens-manager-check-found =
    { $count ->
        [one] One thing is not as it must be. Repair mends what can be mended, and throws no mail away.
       *[other] { $count } things are not as they must be. Repair mends what can be mended, and throws no mail away.
    }
screens-manager-check-mended = Everything that was found is mended.
screens-manager-check-left =
    { $count ->
        [one] One thing could not be mended. Restore that file from a backup, or look again when nobody is sending mail.
       *[other] { $count } things could not be mended. Restore those files from a backup, or look again when nobody is sending mail.
    }
screens-manager-column-file = File
screens-manager-column-offset = At byte
screens-manager-column-what = What is wrong
screens-manager-column-repaired = Mended
screens-manager-repair = &Repair
screens-manager-repaired = Yes
screens-manager-not-repaired = No

screens-manager-doing-enter = Opening the postoffice…
screens-manager-doing-refresh = Listing the users…
screens-manager-doing-add = Adding { $mailbox }…
screens-manager-doing-recover = Resetting the password of { $mailbox }…
screens-manager-doing-move = Moving { $mailbox }…
screens-manager-doing-delete = Deleting { $mailbox }…
screens-manager-doing-check = Looking the postoffice over…
screens-manager-doing-repair = Mending the postoffice…
screens-manager-wait-title = Please Wait
screens-manager-stop-waiting = Cancel only stops waiting: the work may still finish.
screens-manager-stopped = Cancelled.
screens-manager-not-waiting-title = No Longer Waiting
screens-manager-not-waiting = Nobody waits for the postoffice any more, but the work may still finish.
screens-manager-not-waiting-hint = The list is read again now. Look at it before you try once more.
screens-manager-not-listed = The list could not be read again: { $reason }

screens-password-title = Change Password
screens-password-one-time-why = You signed in with a one-time password. Choose a password of your own now, which nobody else knows.
screens-password-one-time-field = &One-time password:
screens-password-old-field = &Old password:
screens-password-new-field = &New password:
screens-password-verify-field = &Verify:
screens-password-about = Large and small letters differ.
screens-password-differ = New and Verify are not equal. Large and small letters differ.
screens-password-same = Choose another password than the one-time password.
screens-password-too-long = The password is too long.
screens-password-too-long-hint = Choose one of at most 256 bytes.
screens-password-blank-title = Blank Password
screens-password-blank-question = Set a blank password? Whoever knows your mailbox name can then sign in as you and read your mail.
screens-password-blank-set = &Set Blank Password
screens-password-waiting = Changing the password…
screens-password-not-waiting = Nobody waits for the change any more, but it may still finish.
screens-password-not-waiting-hint = If the old password does not work at the next sign-in, use the new one.

screens-options-title = Options
screens-options-look = Look
screens-options-classic = &Classic
screens-options-light = &Light
screens-options-dark = &Dark
screens-options-pane = Reading pane
screens-options-right = &Right of the list
screens-options-below = &Below the list
screens-options-off = &Off
screens-options-window = Show
screens-options-tool-bar = &Tool bar
screens-options-status-bar = &Status bar
screens-options-mail = New mail
screens-options-every = C&heck for new mail every
screens-options-minutes = minutes
screens-options-wrong-minutes = The new mail interval requires a number between 1 and 9999.
