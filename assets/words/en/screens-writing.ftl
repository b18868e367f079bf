### Words of the room: screens, what helps with writing a message.

screens-writing-attachment-words = attach attached attaching attachment attachments enclose enclosed enclosing enclosure enclosures

screens-send-forgotten-title = Nothing Attached
screens-send-forgotten = The text speaks of an attachment, but nothing is attached.
screens-send-forgotten-attach = &Attach…
screens-send-forgotten-send = &Send Without

screens-send-untitled-title = No Subject
screens-send-untitled = The message has no subject. Send it without one?
screens-send-untitled-again = Do &not ask again
screens-send-untitled-back = &Write a Subject
screens-send-untitled-send = &Send Without

screens-send-menu-options = &Options…
screens-send-key-options = Alt+O
screens-send-tool-options = Options
screens-send-tip-options = Sets priority, receipt and copy (Alt+O)
screens-send-options-title = Message Options
screens-send-options-priority = Priority
screens-send-options-receipt = Ask for a return &receipt
screens-send-options-copy = Save a &copy in Sent Mail
screens-send-status-no-copy = No copy

screens-send-status-attached =
    { $count ->
        [one] 1 attachment, { $size }
       *[other] { $count } attachments, { $size }
    }
screens-send-menu-keep = Add to Personal &Book
screens-send-key-keep = Ctrl+K
screens-send-choose-keep = Add to &Book
screens-send-kept-nobody = Nobody was found to add to the personal book.
screens-send-kept-all =
    { $count ->
        [one] The person is in the personal book already.
       *[other] All { $count } people are in the personal book already.
    }
screens-send-kept =
    { $count ->
        [one] One person was added to the personal book.
       *[other] { $count } people were added to the personal book.
    }
screens-send-forgot-book = { $name } was taken out of the personal book. Ctrl+K takes them in again.
screens-send-forgot-written = It is forgotten that { $name } was written to.
screens-send-forgot-rank = It is forgotten how often { $name } was written to. The postoffice's list goes on naming them.
screens-send-forget-listed = { $name } is on the postoffice's list, which only the administrator changes.
screens-send-forgot-group = The group { $name } was removed. Nobody who was in it was forgotten.
screens-send-source-group = Personal group
screens-send-source-book = Personal book
screens-send-source-postoffice = Postoffice
screens-send-source-elsewhere = Other postoffice
screens-send-source-written = Written to before

screens-find-menu = &Find…
screens-find-menu-next = Find &Next
screens-find-menu-replace = R&eplace…
screens-find-key = Ctrl+F
screens-find-key-next = F3
screens-find-key-replace = Ctrl+H
screens-find-what = Fi&nd:
screens-find-with = Re&place with:
screens-find-next = Ne&xt
screens-find-previous = Pre&vious
screens-find-close = Close
screens-find-replace = &Replace
screens-find-replace-all = Replace A&ll
screens-find-case = Matc&h case
screens-find-none = Not found.
screens-find-at = { $number } of { $count }
screens-find-count =
    { $count ->
        [one] One place.
       *[other] { $count } places.
    }
screens-find-replaced =
    { $count ->
        [0] Nothing was replaced.
        [one] One place was replaced.
       *[other] { $count } places were replaced.
    }
screens-find-from-top = The end was reached; the search went on from the top.
screens-find-from-end = The top was reached; the search went on from the end.

screens-spell-menu = &Spelling…
screens-spell-key = F7
screens-spell-title = Spelling
screens-spell-not-found = Not in dictionary:
screens-spell-change-to = Change &to:
screens-spell-suggestions = Suggestions:
screens-spell-no-suggestions = No suggestions
screens-spell-ignore = &Ignore
screens-spell-ignore-all = I&gnore All
screens-spell-change = &Change
screens-spell-change-all = Change A&ll
screens-spell-add = &Add
screens-spell-undo = &Undo Last
screens-spell-close = Close
screens-spell-send = &Send Anyway
screens-spell-looking = The spelling is being checked…
screens-spell-done = The spelling check is complete.
screens-spell-menu-ignore = &Ignore All
screens-spell-menu-learn = &Add to Dictionary
screens-spell-menu-check = &Spelling…
screens-spell-missing = There is no dictionary for { $language } on this computer.
screens-spell-file = The dictionary { $path } cannot be read or written: { $reason }
screens-spell-unusable = The dictionary for { $language } cannot be used: { $reason }
screens-spell-hint = Choose another language in the options, or put a Hunspell dictionary into the program's dictionaries folder.

screens-writing-options = Writing
screens-writing-answers = Answers
screens-writing-quote-below = Write above the quoted &message
screens-writing-quote-above = &Write below the quoted message
screens-writing-quote-off = &Do not quote the message
screens-writing-prefix = &Quoted lines begin with:
screens-writing-take-along = Take the message's a&ttachments along
screens-writing-before-sending = Sending
screens-writing-warn = Ask when the text speaks of an attachment and &nothing is attached
screens-writing-subject = Ask before a message without a sub&ject is sent
screens-writing-copy = Save a &copy of sent messages in Sent Mail
screens-writing-keep = Add &recipients to the personal book

screens-signature-options = Signature
screens-signature-text = Lines at the &end of your messages:
screens-signature-where = Use them
screens-signature-new = In &new messages
screens-signature-replies = In ans&wers and in messages that are passed on
screens-signature-below = &Below the quoted message, not above it

screens-spell-options = Spelling
screens-spell-when = Check Spelling
screens-spell-typing = While &typing
screens-spell-sending = &Before sending
screens-spell-capitals = &Ignore words in CAPITALS
screens-spell-dictionary = Dictionary
screens-spell-language = &Language:
screens-spell-own = Words that you add yourself are kept on this computer, for all languages.
screens-spell-en-us = English (United States)
screens-spell-en-gb = English (United Kingdom)
screens-spell-en-ca = English (Canada)
screens-spell-en-au = English (Australia)
screens-spell-de-de = German
screens-spell-fr-fr = French
screens-spell-es-es = Spanish
screens-spell-it-it = Italian

screens-group-menu = Save Recipients as &Group…
screens-group-title = Save Recipients as Group
screens-group-text = Typed as a recipient, the name stands for all to whom this note goes. A group that has this name already is replaced.
screens-group-name = &Name:
screens-group-saved =
    { $count ->
        [one] The group { $name } is kept, with one person.
       *[other] The group { $name } is kept, with { $count } people.
    }

screens-templates-item = New from &Template…
screens-templates-title = New from Template
screens-templates-none = There are no templates yet. Write a message, and choose Save as Template.
screens-templates-name = &Name:
screens-templates-rename = &Rename
screens-templates-delete = &Delete
screens-templates-new = Ne&w Message
screens-templates-save = Save as &Template…
screens-templates-save-title = Save as Template
screens-templates-save-text = The name is also the subject of the messages that begin with the template.
screens-templates-saved = The template is saved in Templates.
