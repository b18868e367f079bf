### What is told while mail is written out in the forms of other programs.

interchange-file = { $path } could not be written: { $reason }
interchange-file-full = The disk is full. Nothing was changed; make room, or choose another place.
interchange-file-denied = You may not write there. Nothing was changed; choose another place.
interchange-file-hint = Nothing was changed. Check the folder's name, or choose another place.
