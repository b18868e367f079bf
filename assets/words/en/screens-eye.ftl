# What all windows share: options, looks, keys.

screens-options-general = General
screens-options-appearance = Appearance
screens-options-reading = Your settings are being read from your message file…
screens-options-apply = &Apply
