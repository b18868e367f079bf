### What is told while mail is written out in the forms of other programs.

interchange-file = { $path } could not be written: { $reason }
interchange-file-full = The disk is full. Nothing was changed; make room, or choose another place.
interchange-file-denied = You may not write there. Nothing was changed; choose another place.
interchange-file-hint = Nothing was changed. Check the folder's name, or choose another place.

# Trees of mail, in and out.
interchange-exists = There is something already at { $path }.
interchange-exists-hint = Nothing was changed. Name a folder that is not there yet.
interchange-source = { $path } cannot be read: { $reason }
interchange-source-hint = Check the name, and whether you may read it. Nothing was imported from it.
interchange-no-room = The mail needs about { $needed } MB, and at { $path } there is room for { $room } MB.
interchange-no-room-hint = Nothing was changed. Make room there, or choose another place.
interchange-full = The disk is nearly full: at { $path } there is room for { $room } MB.
interchange-full-in-hint = What was brought in stays. Make room there and import once more: it goes on where it stopped.
interchange-full-out-hint = Half an export is none, and nothing of it is kept. Make room there, or choose another place, and export once more.
interchange-too-large = The message is larger than 512 MB.
interchange-expunged = The mail program had removed this message; only its bytes were left in the file.
interchange-empty = The file is empty.
interchange-not-mail = The file is neither a message nor a mailbox.
interchange-message-file = This is a message file of this program; import it by itself, with its password.
interchange-original = This is a message file of Microsoft Mail; import it by itself, with its password.
interchange-too-deep = The folders lie too deep in each other.
interchange-entered = This folder is a link to one that was read already.
interchange-imported-folder = Imported Mail
interchange-original-gone = Nothing is left of the message.

interchange-needs-password = The { $kind } asks for its password: { $path }
interchange-wrong-password = The password does not open the { $kind }: { $path }
interchange-real-password = Only its own password opens this message file of Restante: { $path }
interchange-real-password-hint = It is the password with which its owner signed in last; large and small letters differ. That a password is lost opens message files of Microsoft Mail alone: there it was never a protection.
interchange-password-hint = Large and small letters are the same there. Whoever owns the file and lost its password can say so: it was never a protection of the mail.

# Files that are something else than they shall be, and what is not read of the others.

interchange-form = { $path } is no { $form }.
interchange-form-hint = Choose another file. Where it is one all the same, its beginning is damaged.
interchange-kind-original = message file of Microsoft Mail
interchange-kind-message-file = message file of Restante
interchange-kind-pst = personal folder file of Outlook
interchange-kind-winmail = winmail.dat
interchange-kind-mailbox = mailbox (mbox)
interchange-kind-message = message (EML)
interchange-kind-maildir = Maildir
interchange-kind-folder = folder of mail
interchange-form-nothing = nothing of one was found in it
interchange-form-salvage = only such a file can be searched for deleted and damaged mail; import it without that
interchange-folder-unread = A folder could not be read: { $what }
interchange-message-unread = The message could not be read: { $what }
interchange-message-partly = Not all of the message could be read: { $what }
interchange-open-here = This is the message file that is open: { $path }

# Code pages.
interchange-page-western-european = Western European
interchange-page-central-european = Central European
interchange-page-cyrillic = Cyrillic
interchange-page-greek = Greek
interchange-page-turkish = Turkish
interchange-page-hebrew = Hebrew
interchange-page-arabic = Arabic
interchange-page-baltic = Baltic
interchange-page-vietnamese = Vietnamese
interchange-page-thai = Thai
interchange-page-japanese = Japanese
interchange-page-simplified-chinese = Simplified Chinese
interchange-page-korean = Korean
interchange-page-traditional-chinese = Traditional Chinese
