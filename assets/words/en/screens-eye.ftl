# What all windows share: options, looks, keys.

screens-options-general = General
screens-options-appearance = Appearance
screens-options-reading = Your settings are being read from your message file…
screens-options-apply = &Apply
screens-options-contrast-black = High contrast, &black
screens-options-contrast-white = High contrast, &white
screens-options-percent = { $percent } %
screens-options-size-caption = &Size of text and windows:
screens-options-still = Let &nothing move: no blinking cursor, no running progress bar

## Look and text size in the View menu

screens-center-item-look-black = High Contrast &Black
screens-center-item-look-white = High Contrast &White
screens-center-item-text = Te&xt Size
screens-center-item-text-larger = &Larger
screens-center-item-text-smaller = &Smaller
screens-center-item-text-normal = &Normal
screens-center-item-text-percent = { $percent } %

## Command palette and sheet of shortcuts

screens-help-menu = &Help
screens-help-shortcuts = &Keyboard Shortcuts
screens-help-palette = Command &Palette…
screens-palette-title = Commands
screens-palette-hint = Type what you want to do
screens-palette-nothing = No command is called so.
screens-sheet-title = Keyboard Shortcuts
screens-sheet-filter = &Find:
screens-sheet-command = Command
screens-sheet-keys = Keys
screens-sheet-menu = Where
screens-sheet-nothing = No shortcut is called so.
screens-sheet-print = &Print…
screens-sheet-close = Close
screens-sheet-paper = Keyboard Shortcuts of { $window }
screens-keys-everywhere = Everywhere
screens-keys-menu = Go to the menu bar
screens-keys-context = Open the menu of what has the focus
screens-keys-tab = Go to the next or the previous part
screens-keys-part = Go to the next or the previous pane
screens-keys-page = Go to the next page of a dialog
screens-keys-window = Go to the next window
screens-keys-size = Make text larger, smaller, or ordinary
screens-keys-leave = Leave a menu, a dialog or a window
screens-manager-commands = Users

## Scripts without a font

screens-script-lacking = There is no font for { $scripts } on this computer; on Debian install { $packages }.
screens-script-arabic = Arabic
screens-script-chinese = Chinese
screens-script-japanese = Japanese
screens-script-korean = Korean
screens-script-devanagari = Devanagari
screens-script-bengali = Bengali
screens-script-tamil = Tamil
screens-script-thai = Thai
screens-script-georgian = Georgian
screens-script-emoji = emoji

## The Window menu

screens-windows-menu = &Window
screens-windows-next = Ne&xt Window
screens-windows-previous = &Previous Window
