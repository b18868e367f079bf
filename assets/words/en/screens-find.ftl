### Words of the room: screens, about finding.

# In the folder tree.
screens-find-finders = Message Finders
screens-find-save-title = Save finder
screens-find-rename-title = Rename finder
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
screens-find-busy = Searching…
