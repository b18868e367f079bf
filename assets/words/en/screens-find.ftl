### Words of the room: screens, about finding.

# In the folder tree.
screens-find-finders = Message Finders
screens-find-save-title = Save finder
screens-find-name = &Name:
screens-find-delete-title = Delete finder
screens-find-delete-text = Delete the finder “{ $finder }”?
screens-find-delete-hint = Only the question is deleted; the messages that it finds stay where they are.
screens-find-found =
    { $count ->
        [one] One message found
       *[other] { $count } messages found
    }

# The box over the list.
screens-find-item-filter = Filte&r Messages
screens-find-filter = Filter this list (Ctrl+E)
screens-find-filter-clear = Show &All
screens-find-filter-shown = Showing { $shown } of { $total }
screens-find-filter-shown-finder = Showing { $shown } of those found
screens-find-searching = { $what }, still searching…
screens-find-indexing =
    { $count ->
        [one] { $what }; one message is still to be indexed
       *[other] { $what }; { $count } messages are still to be indexed
    }
screens-find-filter-nothing = No message in this list matches the filter. Press Esc to show all of them again.
screens-find-nothing = Nothing was found.
screens-find-misread = Nothing was found. “{ $word }” names no day, size or state. A day is written like 2026-01-31, a size like 500K, a state like is:unread.
screens-find-busy = Searching…

# The Message Finder.
screens-find-item-finder = Messa&ge Finder…
screens-find-item-rename = &Rename Finder
screens-find-item-delete = &Delete Finder…
screens-find-item-edit-finder = &Open Message Finder…
screens-find-title = Message Finder
screens-find-title-of = Message Finder – { $name }
screens-find-line = Fi&nd:
screens-find-from = Fro&m:
screens-find-recipients = &Recipients:
screens-find-subject = &Subject:
screens-find-text = &Text:
screens-find-since = S&ince:
screens-find-before = &Before:
screens-find-larger = &Larger than:
screens-find-where = Look in:
screens-find-where-button = Where to Loo&k…
screens-find-everywhere = All folders
screens-find-within = { $folder } and the folders inside
screens-find-unread = &Unread
screens-find-attachment = &Attachment
screens-find-flagged = Fla&gged
screens-find-item-open-folder = Open Fo&lder
screens-find-item-save = &Save Finder As…
screens-find-item-clear = &New Search
screens-find-item-close = &Close
screens-find-column-folder = Folder
screens-find-ask = Type what you look for. Deleted Mail is looked through as well.
screens-find-bad-day = A day is written like 2026-01-31.
screens-find-bad-size = A size is written like 500K or 1M.
screens-find-selected =
    { $count ->
        [one] One selected
       *[other] { $count } selected
    }
screens-find-saved = Kept as “{ $name }” in the folder tree.
screens-find-where-title = Where to look
screens-find-where-all = &All folders
screens-find-where-one = &In this folder:
screens-find-where-inside = And in the &folders inside
