### Words of the message center and of the dialogs that belong to it.
### A & marks the access key of a menu or button.

screens-center-title = { $folder } – { $name }
screens-center-ok = OK
screens-center-cancel = Cancel

## Menus

screens-center-menu-file = &File
screens-center-menu-edit = &Edit
screens-center-menu-view = &View
screens-center-menu-mail = &Mail
screens-center-item-open = &Open
screens-center-item-move = &Move…
screens-center-item-delete = &Delete
screens-center-item-save-as = Save &As…
screens-center-item-save-attachment = Save A&ttachment…
screens-center-item-new-folder = &New Folder…
screens-center-item-rename-folder = &Rename Folder
screens-center-item-delete-folder = Delete &Folder…
screens-center-item-sign-out = &Sign Out
screens-center-item-exit = E&xit
screens-center-item-copy = &Copy
screens-center-item-select-all = Select &All
screens-center-item-mark-read = Mar&k as Read
screens-center-item-mark-unread = Mark as U&nread
screens-center-item-new-messages = &New Messages
screens-center-item-open-inbox = Open &Inbox
screens-center-item-sort = &Sort by
screens-center-item-sort-from = &Sender
screens-center-item-sort-to = Recip&ient
screens-center-item-sort-subject = S&ubject
screens-center-item-sort-date = &Date
screens-center-item-sort-size = Si&ze
screens-center-item-sort-priority = &Priority
screens-center-item-pane = Reading &Pane
screens-center-item-pane-right = &Right
screens-center-item-pane-below = &Below
screens-center-item-pane-off = &Off
screens-center-item-tool-bar = &Tool Bar
screens-center-item-status-bar = Status &Bar
screens-center-item-look = &Look
screens-center-item-look-classic = &Classic
screens-center-item-look-light = &Light
screens-center-item-look-dark = &Dark
screens-center-item-compose = &Compose Note
screens-center-item-reply = &Reply
screens-center-item-reply-all = Reply to &All
screens-center-item-forward = &Forward
screens-center-item-password = Change Pass&word…
screens-center-item-options = &Options…
screens-center-item-import-file = &Import Message File…
screens-center-item-manager = Postoffice &Manager…
screens-center-item-about = &About { app-name }
## Tool bar

screens-center-tool-compose = Compose
screens-center-tool-reply = Reply
screens-center-tool-reply-all = Reply All
screens-center-tool-forward = Forward
screens-center-tool-move = Move
screens-center-tool-delete = Delete
screens-center-tool-previous = Previous
screens-center-tool-next = Next
screens-center-tip-compose = Write a message (Ctrl+N)
screens-center-tip-reply = Answer the sender (Ctrl+R)
screens-center-tip-reply-all = Answer the sender and all other recipients (Ctrl+Shift+R)
screens-center-tip-forward = Pass the message on (Ctrl+F)
screens-center-tip-move = Move to another folder (Ctrl+M)
screens-center-tip-delete = Move to Deleted Mail (Del)
screens-center-tip-previous = Go to the message above
screens-center-tip-next = Go to the message below

## List and reading pane

screens-center-column-from = From
screens-center-column-to = To
screens-center-column-subject = Subject
screens-center-column-received = Received
screens-center-column-sent = Date
screens-center-column-size = Size
screens-center-no-subject = (no subject)
screens-center-empty-inbox = No messages. Press F9 to look for new mail.
screens-center-empty-outbox = Nothing waits to be sent.
screens-center-empty-drafts = No drafts.
screens-center-empty-deleted = Nothing was deleted.
screens-center-empty-sent = Nothing was sent.
screens-center-empty-folder = This folder is empty.
screens-center-select = Select a message to read it here.
screens-center-several =
    { $count ->
        [one] 1 message is selected.
       *[other] { $count } messages are selected.
    }
screens-center-opening = Opening the message…
screens-center-from = From:
screens-center-date = Date:
screens-center-to = To:
screens-center-cc = Cc:
screens-center-bcc = Bcc:
screens-center-subject = Subject:

## Status bar

screens-center-counts =
    { $count ->
        [one] 1 message, { $unread } unread
       *[other] { $count } messages, { $unread } unread
    }
screens-center-counts-selected = { $counts }, { $count } selected
screens-center-connected = Connected
screens-center-connecting = Connecting…
screens-center-disconnected = Disconnected
screens-center-checked = Checked { $time }
screens-center-check-time = %H:%M
screens-center-checking = Looking for new mail…
screens-center-collecting = Collecting mail: { $done } of { $total }
screens-center-new-mail =
    { $count ->
        [one] 1 new message.
       *[other] { $count } new messages.
    }
screens-center-no-new-mail = No new messages.
screens-center-waiting =
    { $count ->
        [one] 1 message waits in the Outbox: { $reason }
       *[other] { $count } messages wait in the Outbox: { $reason }
    }
screens-center-set-aside =
    { $count ->
        [one] 1 letter could not be read; what is known of it is in the folder Unreadable.
       *[other] { $count } letters could not be read; what is known of them is in the folder Unreadable.
    }
screens-center-left =
    { $count ->
        [one] 1 letter could not be reached and waits on.
       *[other] { $count } letters could not be reached and wait on.
    }
screens-center-synced = Your message file was brought up to date: { $what }.
screens-center-synced-password = password
screens-center-synced-user-id = user id
screens-center-old-file = The old message file was kept: { $path }
screens-center-moved =
    { $count ->
        [one] 1 message moved to { $folder }.
       *[other] { $count } messages moved to { $folder }.
    }
screens-center-deleted =
    { $count ->
        [one] 1 message moved to Deleted Mail.
       *[other] { $count } messages moved to Deleted Mail.
    }
screens-center-removed =
    { $count ->
        [one] 1 message deleted for good.
       *[other] { $count } messages deleted for good.
    }
screens-center-put-back =
    { $count ->
        [one] 1 message put back.
       *[other] { $count } messages put back.
    }
screens-center-password-changed = Your password was changed.
screens-center-stopped = Stopped; what was done until then stays.
screens-center-changed = The list has changed meanwhile, and nothing was done. Please try again.
screens-center-gave-up = Cancelled.
screens-center-doing-listing = Reading the message file…
screens-center-doing-opening = Opening…
screens-center-doing-moving = Moving messages…
screens-center-doing-deleting = Deleting messages…
screens-center-doing-marking = Marking messages…
screens-center-doing-folder = Changing the folders…
screens-center-doing-collecting = Sending and collecting mail…

## Dialogs

screens-center-notice-error = That did not work
screens-center-notice-attachment = Attachment
screens-center-delete-title = Delete for good
screens-center-delete-text =
    { $count ->
        [one] Delete this message for good?
       *[other] Delete these { $count } messages for good?
    }
screens-center-delete-hint = This cannot be undone.
screens-center-delete-button = &Delete
screens-center-delete-folder-title = Delete folder
screens-center-delete-folder-text = Delete the folder “{ $folder }” and the folders inside?
screens-center-delete-folder-hint = It goes to Deleted Mail with all that is in it.
screens-center-move-title = Move
screens-center-move-text =
    { $count ->
        [one] Move the message to:
       *[other] Move { $count } messages to:
    }
screens-center-move-button = &Move
screens-center-folder-new = New folder
screens-center-folder-name = &Name:
screens-center-folder-level = Level
screens-center-folder-top = &Top level folder
screens-center-folder-below = &Subfolder of { $folder }
screens-center-about-title = About { $name }
screens-center-about-version = Version { $version }
screens-center-about-text = A mail client for a postoffice: a mail system with no server, only a folder on a shared drive.
screens-center-about-licence = Free software under the MIT or Apache 2.0 licence.
screens-center-about-person = Signed in:
screens-center-about-postoffice = Postoffice:
screens-center-about-folder = Its folder:
screens-center-about-file = Message file:

screens-farewell-title = Signing Out
screens-farewell-closing = The message file is being closed.
screens-farewell-emptying = { $count ->
    [one] Deleted Mail is being emptied: one message is gone.
   *[other] Deleted Mail is being emptied: { $count } messages are gone.
}
screens-farewell-hint = If the disk or the network does not answer, you need not wait: what is written is safe, and the rest is done the next time.
screens-farewell-stop = &Stop Emptying
screens-farewell-abandon = Do &Not Wait
