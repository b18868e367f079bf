### What is read: the text of a message in the reading pane and in Read Note.

screens-reader-folded = { $count ->
    [one] ► 1 quoted line
   *[other] ► { $count } quoted lines
}
screens-reader-unfolded = { $count ->
    [one] ▼ 1 quoted line
   *[other] ▼ { $count } quoted lines
}
screens-reader-html = HTML message shown as text; nothing was fetched.
screens-reader-find = &Find:
screens-reader-find-next = &Next
screens-reader-find-before = &Previous
screens-reader-find-close = &Close
screens-reader-find-none = Not found
screens-reader-find-at = { $at } of { $count }
screens-reader-part = Part { $part } of { $parts } of a long message
screens-reader-part-before = Previous Part
screens-reader-part-after = Next Part
screens-reader-link-title = Open Link
screens-reader-link-page = This link leads to:
screens-reader-link-mail = Your mail program is asked to write to:
screens-reader-link-mailbox = A message can be written to:
screens-reader-link-elsewhere = This link does not lead to a page or to a mailbox, and cannot be opened from a message:
screens-reader-doubt-other = The link is shown as “{ $text }”, but it leads somewhere else. Be careful: this is how people are tricked into giving away passwords.
screens-reader-doubt-disguised = The address hides where it leads. Be careful: this is how people are tricked into giving away passwords.
screens-reader-open = &Open
screens-reader-open-anyway = &Open Anyway
screens-reader-write = &Write
screens-reader-copy-link = &Copy
screens-reader-open-failed = The link could not be opened: { $reason }
screens-reader-open-failed-hint = Copy the link and open it in your browser.

screens-reader-item-font = Change &Font
screens-reader-item-text = &Message Text
screens-reader-item-headers = Full &Headers
screens-reader-item-source = Message &Source
screens-reader-item-next = &Next Link or Quote
screens-reader-item-before = &Previous Link or Quote
screens-reader-item-fold = &Fold All Quotes
screens-reader-item-unfold = &Unfold All Quotes
screens-reader-item-encoding = &Encoding
screens-reader-item-find = Find in &Message…
screens-reader-key-source = Ctrl+U
screens-reader-key-next = Ctrl+L
screens-reader-key-before = Ctrl+Shift+L
screens-reader-key-find = F3
screens-reader-item-print = &Print…
screens-reader-key-print = Ctrl+P
screens-reader-item-move = &Move…
screens-reader-key-move = Ctrl+M

screens-reading-options = Reading
screens-reading-options-text = Text
screens-reading-options-fixed = &Fixed font
screens-reading-options-headers = Full &headers
screens-reading-options-after = When a message that is read is moved or deleted
screens-reading-options-next = Open the &next one
screens-reading-options-previous = Open the one &before
screens-reading-options-close = &Close the window
screens-reader-charset-own = As the &Message Says
screens-reader-charset-utf-8 = &Unicode (UTF-8)
screens-reader-charset-western = &Western (Windows-1252)
screens-reader-charset-western-dos = Western &DOS (850)
screens-reader-charset-central = &Central European (Windows-1250)
screens-reader-charset-cyrillic = Cy&rillic (Windows-1251)
screens-reader-charset-koi8 = Cyrillic (K&OI8-R)
screens-reader-charset-cyrillic-dos = Cyrillic DO&S (866)
screens-reader-charset-greek = &Greek (Windows-1253)
screens-reader-charset-turkish = &Turkish (Windows-1254)
screens-reader-charset-hebrew = &Hebrew (Windows-1255)
screens-reader-charset-arabic = &Arabic (Windows-1256)
screens-reader-charset-chinese = Chines&e (GB18030)
screens-reader-charset-japanese = &Japanese (Shift JIS)
screens-reader-charset-korean = &Korean (EUC-KR)

screens-save-as-what = { $count ->
    [one] Saves the message.
   *[other] Saves { $count } messages into one file.
}
screens-save-as-type = Type:
screens-save-as-text = &Text (.txt)
screens-save-as-eml = &Message as it came (.eml)
screens-save-as-mbox = Mailbo&x (.mbox)
screens-save-as-there = { $path } is there already. Shall the messages be added to it, or written over it?
screens-save-as-append = &Append
screens-save-as-overwrite = O&verwrite
screens-save-as-name = Message

screens-print-number = Page { $page } of { $pages }
screens-print-no-program = the program lp, which prints, is not installed.
screens-print-title = Print
screens-print-what = { $count ->
    [one] Prints the message.
   *[other] Prints { $count } messages.
}
screens-print-now = &Print
screens-print-pdf = Save as P&DF…
screens-print-printer = Printer:
screens-print-copies = Copies:
screens-print-paper = Paper:
screens-print-a4 = A4
screens-print-letter = Letter
screens-print-margins = Margins:
screens-print-millimetres = { $margin } mm
screens-print-together = Print &multiple notes on a page
screens-print-pictures = Attached p&ictures
screens-print-pictures-left-out = { $count ->
    [one] One picture is left out, because there are too many to print at once.
   *[other] { $count } pictures are left out, because there are too many to print at once.
}
screens-print-before = Pre&vious
screens-print-next = &Next
screens-print-zoom = { $percent } %
screens-print-fit = Whole page
screens-print-setting = Setting the pages…
screens-print-missing = No printer is set up on this computer. You can save the pages as a PDF file.
screens-print-by-program = The pages are opened as PDF; print from the program that shows them.
screens-print-attached = Attached:
screens-print-cut = There are too many pages; the last ones are left out.
screens-print-too-many = Only the first { $count } messages are printed.
screens-print-done = { $count ->
    [one] One page was printed.
   *[other] { $count } pages were printed.
}
screens-print-failed = It could not be printed: { $reason }
screens-print-failed-hint = Choose another printer, or save the pages as a PDF file.

screens-look = Prev&iew
screens-look-menu = Prev&iew
screens-look-key = Space
screens-look-wait = Reading the picture…
screens-look-other = There is no preview of such files. Open it with its program, or save it.
screens-look-size = { $width } × { $height } pixels
screens-look-cut = only the beginning is shown
screens-look-fit = Show &Whole
screens-look-full = &Actual Size
screens-look-close = &Close
screens-look-failed = The picture cannot be read: { $reason }
screens-look-too-large = The picture is too large to be shown here. Open it with its program.
