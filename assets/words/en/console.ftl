### Words of the room: console.

# What every command may say.
console-hint = Hint: { $hint }
console-usage-hint = Run "postoffice --help", or --help behind the command.
console-short-name = a mailbox, network or postoffice name has 1 to 10 letters or digits
console-full-name = a full name has 1 to 64 characters
console-standard-input-twice = Standard input (-) can be given once only.
console-output = The answer could not be written: { $reason }
console-unreadable = { $path }: { $reason }
console-unreadable-hint = Check the name of the file, and that you may read it.
console-not-text = { $path }: this is no text in UTF-8.
console-not-text-hint = Send the file with --attach, or save it as UTF-8.
console-force = To move the mailbox all the same, give --force.
console-ways-out = "postoffice sign-in" does it with --old-password-file FILE or --new-message-file.
console-ways-out-reconnect = "postoffice sign-in" does it with --reconnect, --old-password-file FILE or --new-message-file.
console-ways-out-missing = "postoffice sign-in" does it with --message-file FILE or --new-message-file.

# Passwords.
console-prompt = Password of { $mailbox }:{ " " }
console-prompt-new = New password of { $mailbox }:{ " " }
console-prompt-again = New password of { $mailbox } again:{ " " }
console-prompt-file = Password of the message file { $path }:{ " " }
console-passwords-differ = The two passwords differ.
console-passwords-differ-hint = Nothing was done. Type the new password twice.
console-no-terminal = A password is needed, and there is no terminal to ask for it.
console-no-terminal-hint = Give it as the first line of a file (--password-file, --admin-password-file and their like), or of standard input (-).
console-no-input = A password was to come from standard input, and nothing came.
console-password-long = The password has more than 256 bytes.
console-password-text = { $path }: the first line is no text in UTF-8.
console-password-hint = The password is the first line of the file, in UTF-8, at most 256 bytes.

# Postoffices.
console-created = Made the postoffice { $name } in { $path }. Its administrator is { $mailbox }.
console-finding = { $file }, byte { $offset }: { $what }
console-finding-repaired = { $file }, byte { $offset }: { $what } (repaired)
console-findings =
    { $count ->
        [0] Everything is in order.
        [one] One thing is not in order.
       *[other] { $count } things are not in order.
    }
console-check-repair = "check --repair" mends what can be mended without losing anything.
console-status =
    { $name }
    Users:           { $users }
    Letters waiting: { $waiting }
    Letters:         { $letters }
    Bytes of letters:       { $letter-bytes }
    Bytes of mailbags:      { $mailbag-bytes }
    Bytes of message files: { $message-file-bytes }
    Other bytes:            { $other-bytes }

# Users.
console-user-added = Added { $name }: mailbox { $mailbox }, user id { $user }.
console-user-administrator = administrator
console-user-reset = password reset, not signed in since
console-user-moved = moved to { $address }
console-user-never = never signed in
console-user-deleted = Deleted { $mailbox }.
console-user-deleted-kept = Deleted { $mailbox }. The message file is kept: { $path }
console-recovered = The one-time password of { $mailbox } is { $password }. It is shown only now; a new one is to be chosen after signing in.
console-recovered-given = The password of { $mailbox } was reset. A new one is to be chosen after signing in.
console-moved =
    { $count ->
        [0] Moved { $mailbox } to { $address }, user id { $user }. No letters were waiting.
        [one] Moved { $mailbox } to { $address }, user id { $user }. One waiting letter went along.
       *[other] Moved { $mailbox } to { $address }, user id { $user }. { $count } waiting letters went along.
    }

# Signing in.
console-opened = Signed in as { $name } on { $postoffice }, with { $path }.
console-synced-password = The message file knows the new password now.
console-synced-user-id = The message file knows the new user id now.
console-old-message-file = The old message file is kept: { $path }
console-must-choose = This is a one-time password: choose your own with "postoffice change-password".
console-letters =
    { $count ->
        [one] One letter is waiting.
       *[other] { $count } letters are waiting.
    }
console-password-changed = The password of { $mailbox } was changed.

# Mail.
console-waiting =
    { $count ->
        [one] One message still waits in the Outbox. { $reason }
       *[other] { $count } messages still wait in the Outbox. { $reason }
    }
console-sent =
    { $count ->
        [0] Nobody gets the message.
       *[other] Sent to { $recipients }.
    }
console-sent-refused = Not sent to { $recipient }: { $reason }. A report is in the Inbox.
console-fetched =
    { $count ->
        [0] No new letters.
        [one] One new letter is in the Inbox.
       *[other] { $count } new letters are in the Inbox.
    }
console-set-aside =
    { $count ->
        [one] One letter could not be read; what is known of it is in the folder Unreadable.
       *[other] { $count } letters could not be read; what is known of them is in the folder Unreadable.
    }
console-left =
    { $count ->
        [one] One letter could not be reached and waits on.
       *[other] { $count } letters could not be reached and wait on.
    }
console-no-messages = There are no messages in this folder.
console-no-such-folder = There is no folder { $folder } in the message file.
console-no-such-folder-hint = There are: { $folders }. A folder in another one is written like Projects/1995.
console-shown =
    From:    { $from }
    To:      { $to }
    Subject: { $subject }
    Date:    { $date }
console-shown-cc = Copy to: { $cc }
console-shown-attachment = File:    { $name } ({ $size } bytes)
console-imported =
    { $count ->
        [one] Imported one message; { $skipped } were here already.
       *[other] Imported { $count } messages; { $skipped } were here already.
    }
console-import-damaged =
    { $count ->
        [one] One message is damaged in the other file and was left there.
       *[other] { $count } messages are damaged in the other file and were left there.
    }

# The demo.
console-demo-stage = TWO POSTOFFICES
console-demo-good-order = THE GOOD ORDER: reset, sign in, move, sign in
console-demo-trap = THE TRAP: reset and move before anybody signed in; the way out: reconnect
console-demo-old-password = THE TRAP AGAIN; the way out: the old password
console-demo-new-file = THE TRAP AGAIN; the way out: a new message file, and an import
console-demo-make = Make the postoffice { $postoffice }
console-demo-add-people = Give people mailboxes
console-demo-post = Post letters between them
console-demo-sign-in = { $mailbox } signs in at { $postoffice }
console-demo-sign-in-one-time = { $mailbox } signs in at { $postoffice } with the one-time password
console-demo-sign-in-reconnect = { $mailbox } signs in at { $postoffice } and reconnects the message file
console-demo-sign-in-old-password = { $mailbox } signs in at { $postoffice } and gives the old password for the message file
console-demo-sign-in-new-file = { $mailbox } signs in at { $postoffice } with a new message file
console-demo-recover = The administrator resets the password of { $mailbox }
console-demo-move = The administrator moves { $mailbox } to the other postoffice
console-demo-move-force = The administrator moves { $mailbox } all the same
console-demo-import = { $mailbox } imports the old message file with the old password
console-demo-done = Done.
console-demo-people =
    { $count ->
        [one] One mailbox was made.
       *[other] { $count } mailboxes were made.
    }
console-demo-letters =
    { $count ->
        [one] One letter was posted.
       *[other] { $count } letters were posted.
    }
console-demo-imported =
    { $count ->
        [one] One message is in the new file.
       *[other] { $count } messages are in the new file.
    }
console-demo-opened =
    { $count ->
        [0] Opened: the Inbox is empty.
        [one] Opened: one message in the Inbox.
       *[other] Opened: { $count } messages in the Inbox.
    }
console-demo-refused = Refused: { $reason }
console-demo-unchanged = (The message file was not changed.)
console-demo-changed = (The message file was changed!)
console-demo-end = Look around yourself: sign in at { $path } as { $mailbox } with the password { $password }.
