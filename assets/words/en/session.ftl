### Words of the room: session. Each failure has one sentence and one hint.

session-wrong-name-or-password = The mailbox name or password is incorrect.
session-wrong-name-or-password-hint = Type both again. If the password was reset, your administrator has a one-time password for you.
session-invalid-message-file = This account is not a valid user of this message file. Please sign in as the correct user.
session-invalid-message-file-why = The message file still holds an earlier user id and an earlier password. That happens when the password was reset and the mailbox was moved before anybody signed in: then nothing in the file shows any more that it is yours.
session-invalid-message-file-hint = Use the old password, start a new message file and import the old one later, or sign in as the user to whom the file belongs.
session-invalid-message-file-hint-reconnect = This mailbox was moved from the one that the file belongs to: reconnect the file, or use the old password, or start a new message file.
session-old-password-wrong-hint = The old password that you gave does not open this message file either. Try another one, or start a new message file.
session-message-file-missing = Your message file could not be found.
session-message-file-missing-hint = It should be { $path }. Open it where it is now, or make a new one.
session-new-message-file-warning = The existence of multiple message files can result in a loss of database integrity. Delete all other message files. Your new message file can be found { $where }.
session-where-postoffice = on the postoffice server
session-where-path = in { $path }
session-original-message-file = Your message file was written by Microsoft Mail: { $path }
session-original-message-file-hint = Restante can take all its mail over into a new message file. The original is renamed and kept as it is.
session-original-unreadable = The message file of Microsoft Mail cannot be read: { $reason }
session-original-unreadable-hint = Try a copy or a backup of it, or let "postoffice inspect" say what is left in it.
session-message-file-exists = There is a file already: { $path }
session-message-file-exists-hint = Choose another name, or open the file that is there.
session-already-signed-in = Another machine is already signed in with the user name you have entered. Sign out from the other machine and try again.
session-already-signed-in-hint = Signed in on { $host } since { $since } with { $program }. If that machine has died, try again in half a minute: its session is then taken over.
session-moved-away = This mailbox was moved to { $address }.
session-moved-away-hint = Sign in at that postoffice; your mail goes there.
session-cancelled = Cancelled.
session-cancelled-hint = Nothing was changed. Try again when you like.
session-wrong-old-password = The old password is incorrect.
session-wrong-old-password-hint = Type it again. Large and small letters differ.
session-no-recipients = The message has no recipients.
session-no-recipients-hint = Name at least one mailbox, full name or NETWORK/POSTOFFICE/MAILBOX in To, Cc or Bcc.
session-posted = The message is on its way already and can no longer be changed.
session-posted-hint = A part of it may have reached a postoffice. What still waits is sent by itself as soon as that is possible; write to the recipients if something was wrong.
session-wrong-file-password = The password does not open the message file { $path }.

session-postoffice-not-found = The postoffice could not be found: { $path }
session-postoffice-not-found-hint = Check that the drive or share is connected, try again, or choose another folder.
session-not-a-postoffice = The folder is not a postoffice: { $path }
session-not-a-postoffice-hint = Choose the folder that holds GLB, MBG, KEY and the others, or create a postoffice.
session-microsoft-postoffice = The folder is a postoffice made by Microsoft Mail; Restante can read its message files but does not write into it: { $path }
session-microsoft-postoffice-hint = Create a postoffice of Restante in another folder.
session-folder-not-empty = The folder is not empty: { $path }
session-folder-not-empty-hint = Choose a new or empty folder.
session-damaged = A file of the postoffice is damaged: { $path }, at byte { $offset }: { $what }
session-damaged-hint = Ask the administrator to run "postoffice check" on this postoffice, or to restore the file from a backup.
session-denied = You do not have the proper access to the postoffice. Please contact your system administrator. ({ $path })
session-denied-hint = The administrator must give you the right to read, write, create and delete in that folder.
session-unsuited = The drive does not keep what it promises, and mail on it could be lost: { $path }
session-unsuited-hint = Put the postoffice on another drive or share, or ask who runs the server about its locking and caching.
session-no-such-mailbox = There is no mailbox { $mailbox } on this postoffice.
session-no-such-mailbox-hint = Check the name in the list of users.
session-mailbox-taken = There is a mailbox { $mailbox } already.
session-full-name-taken = The full name { $name } belongs to the mailbox { $mailbox } already.
session-name-taken-hint = Choose another name.
session-path-too-long = The path is too long: { $path }
session-path-too-long-hint = Choose a folder with a shorter path.
session-numbers-exhausted = The postoffice has no numbers left, or its counters are damaged: { $path }
session-numbers-exhausted-hint = Ask the administrator to run "postoffice check" on this postoffice.
session-mailbag-missing = The mailbag file for accessing messages is missing or invalid: { $path }
session-mailbag-full = The mailbag is full: { $path }
session-mailbag-full-hint = The letter stays in your Outbox and is delivered when the recipient has collected mail.
session-letter-too-large = The message is too large: { $size } bytes.
session-letter-too-large-hint = Send its attachments in several messages.
session-lock-held = { $user } on { $host } is working on { $path }.
session-lock-held-hint = Try again in a moment.
session-lock-lost = Another machine took this session over: { $path }
session-lock-lost-hint = This program has stopped writing. Sign in again; what you were writing is kept on this computer.
session-disk = { $path }: { $reason }
session-disk-hint = Check that the drive or share is connected and has room, then try again.
session-disk-full-hint = Make room on that drive, then try again. Nothing was lost.
session-hash = The password could not be checked: { $reason }
session-hash-hint = Close other programs and try again.

session-not-a-message-file = The file is not a message file: { $path }
session-not-a-message-file-hint = Choose a file whose name ends in .MMF.
session-newer-message-file = The message file was written by a newer version of Restante: { $path }
session-newer-message-file-hint = Install the newer version on this computer.
session-message-file-damaged = The message file is damaged: { $path }: { $what }
session-message-file-damaged-hint = Restore it from a backup, or start a new message file and import what can still be read.
session-message-file-in-use = The message file is in use by another program: { $path }
session-message-file-in-use-hint = Close the other program and try again.
session-message-file-lock-lost = Another machine took this message file over: { $path }
session-message-file-full = There is not enough room for the message file: { $path }
session-message-file-failed = The message file could not be used: { $path }: { $reason }
session-no-such-message = The message is not there any more.
session-no-such-folder = The folder is not there any more.
session-no-such-message-hint = It may have been moved or deleted in another window.
session-folder-name-empty = A folder needs a name.
session-folder-name-too-long = The name of the folder is too long.
session-folder-name-character = A folder's name cannot hold this character.
session-folder-name-exists = This name has already been assigned to a folder. Type a unique name.
session-folder-system = This folder belongs to the program and cannot be changed.
session-folder-inside = A folder cannot go into itself or into a folder inside it.
session-folder-name-hint = Choose another name.

session-report-from = Postoffice { $name }
session-report-subject = Undeliverable: { $subject }
session-report-body =
    Your message did not reach some or all of the intended recipients.

        Subject: { $subject }
        Sent:    { $date }

    The following recipients could not be reached:

    { $recipients }

    The message is attached to this report.
session-report-recipient = { $recipient }: { $reason }
session-reason-unknown = there is no such mailbox or name
session-reason-ambiguous = several people have this name; give the mailbox name
session-reason-postoffice-unknown = the postoffice is not known here
session-reason-unreachable = the postoffice or mailbag cannot be reached ({ $reason })
session-reason-not-looked-up = { $name } cannot be looked up yet: { $reason }
session-reason-moved = the mailbox was moved to { $address }
session-reason-deleted = the mailbox was deleted
session-reason-moved-too-often = the mailbox was moved from one postoffice to the next in a circle
session-unreadable-subject = A letter that could not be read
session-unreadable-body =
    A letter was waiting for you that could not be read. Ask the sender to send it again.

    What is known of it:

        From:    { $sender }
        Subject: { $subject }
        Posted:  { $date }
        Letter:  { $letter }

    What is wrong: { $what }
session-welcome-subject = Welcome to Restante
session-welcome-body =
    Welcome, { $name }.

    This is your mailbox on the postoffice { $postoffice }. A postoffice is a folder: there is no server. Whoever can open the folder and has a mailbox in it can write to you, and you to them.

    Your mail is kept in your message file, { $path }. It is yours: copy it when the program is closed, and you have a backup.

    Press Ctrl+N to write a message, Ctrl+R to answer one, F9 to look for new mail. The menus have the rest.
session-quote-intro = { $name } wrote on { $date }:
session-forward-intro =
    ---------- Forwarded message ----------
    From:    { $from }
    To:      { $to }
    Subject: { $subject }
    Date:    { $date }

session-receipt-subject = Read: { $subject }
session-receipt-body =
    { $name } has read your message.

        Subject: { $subject }
        Read:    { $date }
session-is-receipt = A receipt cannot be answered or passed on.
session-is-receipt-hint = Write a new message to who sent it.

session-rule-absence = Out of Office
session-rule-away = answered that you are away
session-rule-answered-today = not answered: this sender had an answer within a day
session-rule-automatic = not passed on: a program wrote it, or it went to a list
session-rule-folder-gone = A folder that a rule names is not there any more; the message stayed in the Inbox.
session-rule-every = every letter
session-rule-from = from “{ $text }”
session-rule-to = to “{ $text }”
session-rule-subject = subject has “{ $text }”
session-rule-text = text has “{ $text }”
session-rule-larger = larger than { $size } KB
session-rule-high = high priority
session-rule-normal = normal priority
session-rule-low = low priority
session-rule-attachment = with attachment
session-rule-only-me = to me only
session-rule-deletes = moves it to Deleted Mail
session-rule-moves = moves it to { $folder }
session-rule-copies = copies it to { $folder }
session-rule-flags = flags it
session-rule-reads = marks it as read
session-rule-notifies = tells you
session-rule-replies = answers it
session-rule-forwards = forwards it to { $to }
session-rule-stops = stops there
