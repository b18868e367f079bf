### Words of the room: screens, the windows in which a message is written or read.

screens-note-cancel = Cancel
screens-note-browse = &Browse…
screens-note-dismiss = Dismiss
screens-note-wait-title = Please Wait
screens-note-opening = The message is being opened…
screens-note-to = To
screens-note-cc = Cc
screens-note-bcc = Bcc
screens-note-to-field = &To:
screens-note-cc-field = &Cc:
screens-note-bcc-field = &Bcc:
screens-note-subject-field = Sub&ject:
screens-note-attachments = Attached:
screens-note-menu-file = &File
screens-note-menu-edit = &Edit
screens-note-menu-view = &View
screens-note-menu-mail = &Mail
screens-note-menu-close = &Close
screens-note-menu-undo = &Undo
screens-note-menu-redo = &Redo
screens-note-menu-cut = Cu&t
screens-note-menu-copy = &Copy
screens-note-menu-paste = &Paste
screens-note-menu-select-all = Select &All
screens-note-key-close = Ctrl+F4
screens-note-key-delete = Del
screens-note-key-save = Ctrl+S
screens-note-key-undo = Ctrl+Z
screens-note-key-redo = Ctrl+Y
screens-note-key-cut = Ctrl+X
screens-note-key-copy = Ctrl+C
screens-note-key-paste = Ctrl+V
screens-note-key-select-all = Ctrl+A

screens-send-title = New message
screens-send-menu-save = &Save
screens-send-menu-discard = &Discard
screens-send-menu-send = &Send
screens-send-menu-check = Check &Names
screens-send-menu-attach = &Attach…
screens-send-menu-priority = &Priority
screens-send-menu-receipt = Return &Receipt
screens-send-key-send = Ctrl+Enter
screens-send-key-check = Alt+K
screens-send-key-attach = Alt+A
screens-send-priority-high = &High
screens-send-priority-normal = &Normal
screens-send-priority-low = &Low
screens-send-tool-send = Send
screens-send-tool-check = Check Names
screens-send-tool-attach = Attach
screens-send-tool-discard = Discard
screens-send-tip-send = Sends the message (Ctrl+Enter, Alt+S)
screens-send-tip-check = Checks whom the names mean (Alt+K)
screens-send-tip-attach = Attaches a file (Alt+A)
screens-send-tip-discard = Throws the message away
screens-send-status-high = High priority
screens-send-status-low = Low priority
screens-send-status-receipt = Return receipt
screens-send-sending = The message is being sent…
screens-send-not-sent = The message was not sent.
screens-send-saving = The draft is being saved…
screens-send-saved = The draft is saved in Drafts.
screens-send-autosaved = The draft was saved by itself.
screens-send-checking = The names are being looked up…
screens-send-attaching = The file is being read…
screens-send-names-found =
    { $count ->
        [one] The name was found.
       *[other] All { $count } names were found.
    }
screens-send-no-names = There are no names to check.
screens-send-close-title = Close Message
screens-send-close = "{ $subject }" is not sent. Save it as a draft?
screens-send-close-save = &Save
screens-send-close-discard = &Discard
screens-send-discard-title = Discard Message
screens-send-discard = Throw "{ $subject }" away?
screens-send-still-title = Still Working
screens-send-still = The postoffice has not answered yet. The message may be on its way already. Wait, or close the window: the text is then kept on this computer as well.
screens-send-still-wait = &Wait
screens-send-still-close = &Close Anyway
screens-send-attach-title = Attach File
screens-send-attach-text = Type the path of a file, choose files with Browse, or drop them on the window.
screens-send-attach-now = &Attach
screens-send-attach-failed = { $path } could not be attached: { $reason }
screens-send-attach-failed-hint = Check the path, and that you may read the file. A folder cannot be attached.
screens-send-unknown-title = Check Names
screens-send-unknown = Not every recipient was found.
screens-send-unknown-name = { $field }: { $name } – { $reason }.
screens-send-anyway = Send to the &Others
screens-send-back = &Back to the Message
screens-send-ambiguous-title = Choose a Name
screens-send-ambiguous =
    { $count ->
        [one] Is this who is meant by { $name }?
       *[other] Several people may be meant by { $name }. Which one is it?
    }
screens-send-choose = &Choose
screens-send-text-kept = Your text is also kept on this computer: { $path }
screens-send-text-not-kept = Your text could not be kept on this computer either; copy it into another program.

screens-attachments-open = &Open
screens-attachments-save = &Save…
screens-attachments-save-all = Save A&ll…
screens-attachments-remove = &Remove
screens-attachments-menu-open = &Open
screens-attachments-menu-save = &Save…
screens-attachments-menu-save-all = Save &All…
screens-attachments-menu-remove = &Remove
screens-attachments-program-title = Open Program
screens-attachments-program = { $name } is a program or a script. Opened, it can do whatever you can do.
screens-attachments-program-hint = Open it only when you know who sent it, and why.
screens-attachments-open-anyway = &Open Anyway
screens-attachments-open-failed = { $name } could not be opened: { $reason }
screens-attachments-open-failed-hint = Save it, and open it with a program of your choice.
screens-attachments-copy-failed = { $name } could not be opened, because no copy could be made: { $reason }
screens-attachments-copy-failed-hint = Make room on the drive for temporary files, or save the attachment elsewhere.
screens-save-title = Save As
screens-save-all-title = Save All
screens-save-file = &File:
screens-save-folder = &Folder:
screens-save-one = Saves { $name } ({ $size }).
screens-save-many = Saves { $count } files.
screens-save-there =
    { $count ->
        [one] { $name } is there already. Replace it?
       *[other] { $name } and others ({ $count } in all) are there already. Replace them?
    }
screens-save-now = &Save
screens-save-replace = &Replace
screens-save-done = Saved: { $path }
screens-save-missed =
    { $count ->
        [one] Saved without 1 message that could not be read: { $path }
       *[other] Saved without { $count } messages that could not be read: { $path }
    }
screens-save-missed-one = “{ $subject }”: { $reason }
screens-save-missed-others =
    { $count ->
        [one] And 1 more.
       *[other] And { $count } more.
    }
screens-print-unreadable = This message could not be read, so that it is missing here. { $reason }
screens-save-failed = { $path } could not be saved: { $reason }

screens-read-no-subject = (no subject)
screens-read-from = From:
screens-read-date = Date:
screens-read-to = To:
screens-read-cc = Cc:
screens-read-bcc = Bcc:
screens-read-subject = Subject:
screens-read-priority = Priority:
screens-read-all = All { $count } People
screens-read-fewer = Fewer
screens-read-no-more = There are no more messages in this direction.
screens-read-menu-save-as = &Save As…
screens-read-menu-save-attachment = Save &Attachment…
screens-read-menu-delete = &Delete
screens-read-menu-previous = &Previous
screens-read-menu-next = &Next
screens-read-menu-compose = &Compose
screens-read-menu-reply = &Reply
screens-read-menu-reply-all = Reply to &All
screens-read-menu-forward = &Forward
screens-read-key-close = Esc
screens-read-key-previous = Ctrl+<
screens-read-key-next = Ctrl+>
screens-read-key-compose = Ctrl+N
screens-read-key-reply = Ctrl+R
screens-read-key-reply-all = Ctrl+Shift+R
screens-read-key-forward = Ctrl+F
screens-read-tool-reply = Reply
screens-read-tool-reply-all = Reply All
screens-read-tool-forward = Forward
screens-read-tool-delete = Delete
screens-read-tool-previous = Previous
screens-read-tool-next = Next
screens-read-tip-reply = Answers the sender (Ctrl+R)
screens-read-tip-reply-all = Answers the sender and all recipients (Ctrl+Shift+R)
screens-read-tip-forward = Passes the message on (Ctrl+F)
screens-read-tip-delete = Deletes the message (Del)
screens-read-tip-previous = Opens the message above in the list (Ctrl+<)
screens-read-tip-next = Opens the message below in the list (Ctrl+>)
screens-read-for-good-title = Delete Message
screens-read-for-good = "{ $subject }" is in Deleted Mail. Delete it for good?
screens-read-for-good-delete = &Delete
