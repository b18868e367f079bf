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
screens-order-nothing-left = The messages are gone for good.
screens-order-undone =
    { $count ->
        [one] 1 message is as it was.
       *[other] { $count } messages are as they were.
    }
screens-order-redone =
    { $count ->
        [one] Done again with 1 message.
       *[other] Done again with { $count } messages.
    }
screens-order-copied =
    { $count ->
        [one] 1 message copied to { $folder }.
       *[other] { $count } messages copied to { $folder }.
    }
screens-order-doing-copying = Copying messages…
