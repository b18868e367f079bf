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
