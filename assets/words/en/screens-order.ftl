### Words of keeping order: undo, folders, flags, columns, conversations.
### A & marks the access key of a menu or button.

## Undo

screens-order-undo = &Undo
screens-order-redo = &Redo
screens-order-undo-deed = &Undo { $deed }
screens-order-redo-deed = &Redo { $deed }
screens-order-one = “{ $name }”
screens-order-several =
    { $count ->
        [one] 1 Message
       *[other] { $count } Messages
    }
screens-order-deed-moved = Move of { $what }
screens-order-deed-copied = Copy of { $what }
screens-order-deed-deleted = Delete of { $what }
screens-order-deed-read = Mark as Read of { $what }
screens-order-deed-unread = Mark as Unread of { $what }
screens-order-deed-flagged = Flag of { $what }
screens-order-deed-folder-made = New Folder { $what }
screens-order-deed-folder-renamed = Rename of { $what }
screens-order-deed-folder-moved = Move of { $what }
screens-order-deed-folder-deleted = Delete of { $what }
screens-order-deed-favoured = Favorite { $what }
screens-order-deed-finder = Save Finder { $what }
screens-order-nothing-left = The messages are gone for good.
screens-order-undone =
    { $count ->
        [one] 1 message is as it was.
       *[other] { $count } messages are as they were.
    }
screens-order-redone =
    { $count ->
        [one] Done again for 1 message.
       *[other] Done again for { $count } messages.
    }
screens-order-copied =
    { $count ->
        [one] 1 message copied to { $folder }.
       *[other] { $count } messages copied to { $folder }.
    }
screens-order-doing-copying = Copying messages…

## Columns and order

screens-order-item-columns = Col&umns
screens-order-item-conversations = &Conversations
screens-order-item-then = &Then by
screens-order-item-usual = &Usual Columns
screens-order-item-hide = &Hide “{ $column }”
screens-order-item-left = Move to the &Left
screens-order-item-right = Move to the &Right
screens-order-item-sort-this = &Sort by “{ $column }”
screens-order-item-then-this = &Then by “{ $column }”
screens-order-item-sort-unread = &Read or Unread
screens-order-item-sort-flag = &Flag
screens-order-item-sort-attachments = &Attachments
screens-order-item-sort-arrived = Arri&val
screens-order-column-state = State
screens-order-column-priority = Priority
screens-order-column-clip = Attachment Mark
screens-order-column-flag = Flag
screens-order-column-person = From or To
screens-order-column-to = To
screens-order-column-cc = Cc
screens-order-column-subject = Subject
screens-order-column-folder = Folder
screens-order-column-date = Date
screens-order-column-arrived = Arrived
screens-order-column-due = Due
screens-order-column-size = Size
screens-order-column-attachments = Number of Attachments
screens-order-column-files = Files

## Flags

screens-order-item-flag = Fla&g
screens-order-item-flag-today = Due &Today
screens-order-item-flag-tomorrow = Due To&morrow
screens-order-item-flag-week = Due Next &Week
screens-order-item-flag-none = &No Date
screens-order-item-flag-done = &Done
screens-order-item-flag-clear = &Clear Flag
screens-order-flagged =
    { $count ->
        [one] 1 flagged
       *[other] { $count } flagged
    }

## Folders

screens-order-favourites = Favorites
screens-order-item-copy-to = &Copy…
screens-order-item-move-again = &Quick Move to “{ $folder }”
screens-order-item-move-again-none = &Quick Move
screens-order-item-folder = Fold&er
screens-order-item-move-folder = &Move Folder…
screens-order-item-favourite = Fa&vorite
screens-order-item-mark-folder = Mark &All as Read
screens-order-item-properties = Folder &Properties…
screens-order-item-next-unread = N&ext Unread
screens-order-no-unread = There is no unread mail.
screens-order-top-level = Top level
screens-order-filter-folders = &Find:
screens-order-new-button = &New Folder…
screens-order-make-button = Ma&ke
screens-order-copy-title = Copy
screens-order-copy-text =
    { $count ->
        [one] Copy the message to:
       *[other] Copy { $count } messages to:
    }
screens-order-copy-button = &Copy
screens-order-move-folder-title = Move folder
screens-order-move-folder-text = Move the folder “{ $folder }” into:
screens-order-properties-title = Folder properties
screens-order-kind-system = A folder of the program
screens-order-kind-private = A folder of your own
screens-order-fact-path = Path:
screens-order-fact-kind = Kind:
screens-order-fact-messages = Messages:
screens-order-fact-size = Size:
screens-order-fact-inside = Folders inside:
screens-order-fact-all = With these:
screens-order-folders-inside =
    { $count ->
        [one] 1 folder
       *[other] { $count } folders
    }

## Dragging

screens-order-drag-move =
    { $count ->
        [one] Move 1 message
       *[other] Move { $count } messages
    }
screens-order-drag-copy =
    { $count ->
        [one] Copy 1 message
       *[other] Copy { $count } messages
    }
screens-order-drag-folder = Move “{ $folder }”
screens-order-used-last = Used last
screens-order-all-folders = All folders
