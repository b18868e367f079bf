### Mail carried in and out: Import Mail, Export Mail.

screens-carry-item-import = Import from Ot&her Programs…
screens-carry-item-export = Export Mai&l…
screens-carry-help-import = Brings in message files of Microsoft Mail, mail of Outlook, messages, mailboxes and folders of them
screens-carry-help-export = Writes mail into a new folder in a form that other programs read
screens-carry-no-zone = There is no such time zone.
screens-carry-zone-hint = Name one like Europe/Berlin, America/New_York or UTC.

screens-bring-in-title = Import Mail
screens-take-over-title = Take Over Your Mail
screens-bring-in-text = Brings in message files of Microsoft Mail and of Restante, files of Outlook (PST, winmail.dat), messages (EML), mailboxes (mbox), Maildirs, and folders of them. What is here already is passed over, and nothing is changed in the source.
screens-bring-in-path = &File or folder:
screens-bring-in-folder = F&older…
screens-bring-in-into = I&nto the folder:
screens-bring-in-page = Code page:
screens-bring-in-zone = Time &zone:
screens-bring-in-salvage = Look for &deleted mail too, and repair what is damaged
screens-bring-in-password = File's &password:
screens-bring-in-lost = The file is mine, and its password is &lost
screens-bring-in-look = Loo&k
screens-bring-in-now = &Import
screens-bring-in-column-taken = Import
screens-bring-in-taken = yes
screens-bring-in-left-out = no
screens-bring-in-all = &All
screens-bring-in-none = &None
screens-bring-in-column-folder = Folder
screens-bring-in-column-messages = Messages
screens-bring-in-nothing = There is no mail in it.
screens-bring-in-messages =
    { $count ->
        [0] No messages.
        [one] One message.
       *[other] { $count } messages.
    }
screens-bring-in-dates = From { $oldest } to { $newest }.
screens-bring-in-problems =
    { $count ->
        [one] One thing is not as it should be:
       *[other] { $count } things are not as they should be:
    }
screens-bring-in-going = The mail of { $path } is brought in. You can stop at any time; what was brought in stays, and the same import goes on from there.
screens-bring-in-left = { $rate } MB a second, about { $seconds } s left
screens-bring-in-done =
    { $count ->
        [0] No message was new. There already: { $duplicates }. Could not be read: { $unreadable }.
        [one] One message was brought in. There already: { $duplicates }. Could not be read: { $unreadable }.
       *[other] { $count } messages were brought in. There already: { $duplicates }. Could not be read: { $unreadable }.
    }
screens-bring-in-manifest = What became of each message: { $path }

screens-take-out-title = Export Mail
screens-take-out-text = Writes mail into a new folder, in a form that lasts. Nothing changes here.
screens-take-out-path = New f&older:
screens-take-out-form = Form:
screens-take-out-eml = Messages as they came (EML)
screens-take-out-mbox = Mailboxes (mbox)
screens-take-out-maildir = Maildir
screens-take-out-text-form = Texts
screens-take-out-json = For scripts (JSON lines)
screens-take-out-restante = Message file of Restante
screens-take-out-which = Mail:
screens-take-out-all = &All folders
screens-take-out-folder = The open &folder
screens-take-out-selection = The &selected messages
screens-take-out-from = F&rom day:
screens-take-out-until = &Until day:
screens-take-out-search = Fin&d:
screens-take-out-password = &Password:
screens-take-out-again = &Verify:
screens-take-out-no-day = There is no such day: { $day }
screens-take-out-day-hint = Write year, month and day, like 2026-01-31; or leave it out.
screens-take-out-misread = "{ $word }" asks for a day, a size or a state, and names none.
screens-take-out-search-hint = Write words, or questions like from:anna, subject:invoice, since:2026-01-31.
screens-take-out-no-password = The new message file needs a password.
screens-take-out-differ = The two passwords are not equal, or too long.
screens-take-out-password-hint = Type the same password twice. Restante opens the new file with it alone.
screens-take-out-now = &Export
screens-take-out-go-on = &Go On
screens-take-out-full-hint = What is written so far waits. Make room there and press Go On, or press Cancel to give it up.
screens-take-out-done =
    { $count ->
        [one] One message was written. Could not be read: { $unreadable }.
       *[other] { $count } messages were written. Could not be read: { $unreadable }.
    }
screens-take-out-told =
    { $count ->
        [one] One message exported.
       *[other] { $count } messages exported.
    }
