### Words for what happens between writing and keeping: Outbox, undo send, receipts, rules, retention.

## The Outbox

screens-sending-undo = &Undo Send of “{ $subject }”
screens-sending-sent = Message sent: { $subject }
screens-sending-sent-several = { $count } messages sent
screens-sending-seconds = { $count ->
    [one] It can be taken back for 1 second.
   *[other] It can be taken back for { $count } seconds.
}
screens-sending-undo-button = Undo (Ctrl+Z)
screens-sending-taken-back = The message was taken back and is among the drafts.
screens-sending-to-the-second = %H:%M:%S
screens-sending-to-the-minute = %H:%M
screens-sending-held = Held until { $time }: until then it can be taken back without a trace.
screens-sending-waits = { $count ->
    [one] It could not be sent yet. { $reason }. It is tried again at { $time }.
   *[other] It could not be sent, { $count } times now. { $reason }. It is tried again at { $time }.
}
screens-sending-next = It is sent at the next check for mail.
screens-sending-is-posted = Some recipients may have it already: it can no longer be changed or called back.
screens-sending-edit-button = Edit
screens-sending-now-button = Send Now
screens-sending-cancel-button = Cancel Sending
screens-sending-item-edit = &Edit Again
screens-sending-item-now = Send &Now
screens-sending-item-cancel = Cancel Sendin&g
screens-sending-leave-title = Message not sent
screens-sending-leave-text = { $count ->
    [one] A message that you sent a moment ago could not be posted. { $reason }
   *[other] { $count } messages that you sent a moment ago could not be posted. { $reason }
}
screens-sending-leave-hint = It stays in the Outbox and goes the next time you sign in.
screens-sending-leave-button = Leave

## Options

screens-sending-options = Sending
screens-sending-options-group = Undo send
screens-sending-options-hold = &Hold what is sent for
screens-sending-options-seconds = seconds
screens-sending-options-hint = During this time you can take a message back with Ctrl+Z, and it opens as it was. What is still held is sent when you leave the program. With 0, messages are sent at once.
screens-sending-options-wrong = Type a whole number of seconds, from 0 to { $longest }.

## Receipts

screens-receipt-asked = { $name } asks to be told that you have read this message.
screens-receipt-send = Send
screens-receipt-refuse = Don't Send
screens-receipt-is-sent = A receipt was sent.
screens-receipt-title = Receipt
screens-receipt-to = To whom:
screens-receipt-subject = Subject:
screens-receipt-sent = Sent:
screens-receipt-read = Read:
screens-receipt-unknown = not known
screens-receipt-read-by = Read by { $readers }.
screens-receipt-by = { $name } on { $time }
screens-receipt-others = { $count ->
    [one] one other
   *[other] { $count } others
}
screens-receiving-options = Receiving
screens-receiving-receipts = When a sender wants to know that a message was read
screens-receiving-ask = As&k each time
screens-receiving-always = &Send a receipt
screens-receiving-never = Send &no receipt
screens-receiving-emptied = Deleted Mail
screens-receiving-kept = Keep it &until I empty it
screens-receiving-exit = &Empty it when I leave
screens-receiving-days = &Remove what has lain there for
screens-receiving-days-unit = days
screens-receiving-wrong-days = Type a whole number of days, from 1 to { $most }.

## Deleted Mail and the archive

screens-retention-item-empty = Empt&y Deleted Mail…
screens-retention-item-archive = Archi&ve…
screens-retention-empty-title = Empty Deleted Mail
screens-retention-empty-text = { $count ->
    [0] Remove the folders in Deleted Mail for good?
    [one] Remove the message in Deleted Mail for good?
   *[other] Remove all { $count } messages in Deleted Mail for good?
}
screens-retention-empty-hint = This cannot be undone.
screens-retention-empty-button = Remove
screens-retention-title = Archive
screens-retention-older = Archive what is &older than
screens-retention-days = days
screens-retention-of = Mail
screens-retention-one = in the folder { $folder }
screens-retention-all = in all folders
screens-retention-hint = It goes into folders of the same names below "Archive". That can be undone.
screens-retention-button = Archive
screens-retention-wrong = Type a whole number of days, from 1 to { $most }.
screens-retention-archived = { $count ->
    [0] Nothing is so old.
    [one] 1 message is in the archive now.
   *[other] { $count } messages are in the archive now.
}

## Rules

screens-rules-item = R&ules…
screens-rules-title = Rules
screens-rules-column-on = On
screens-rules-column-name = Rule
screens-rules-column-when = For letters
screens-rules-column-what = What it does
screens-rules-on = on
screens-rules-off = off
screens-rules-none = There are no rules yet.
screens-rules-gone = (a folder that is gone)
screens-rules-new = &New…
screens-rules-edit = &Edit…
screens-rules-delete = &Delete
screens-rules-switch-on = Switch &On
screens-rules-switch-off = Switch &Off
screens-rules-up = Move &Up
screens-rules-down = Move Do&wn
screens-rules-try = &Test…
screens-rules-log = &Log…
screens-rules-run = OK and &Run Now on { $folder }
screens-rules-hint = Rules are gone through from top to bottom when mail arrives. Test says what they would do with the selected message; Run Now answers and forwards nothing.
screens-rules-close = Close
screens-rules-log-title = What rules did
screens-rules-log-when = When
screens-rules-log-message = Message
screens-rules-log-empty = Rules did nothing yet.
screens-rules-log-clear = &Clear
screens-rules-tried-title = Test
screens-rules-tried-none = No rule is about this message.
screens-rules-tried = { $rule }: { $what }
screens-rules-edit-title = Rule
screens-rules-name = &Name:
screens-rules-when = When a letter
screens-rules-from = is &from:
screens-rules-to = is &to:
screens-rules-subject = &subject has:
screens-rules-text = te&xt has:
screens-rules-larger = is &larger than
screens-rules-kilobytes = KB
screens-rules-priority = priority:
screens-rules-any = any
screens-rules-high = high
screens-rules-normal = normal
screens-rules-low = low
screens-rules-attachment = has an &attachment
screens-rules-only-me = is to me onl&y
screens-rules-then = Then
screens-rules-move = &Move to…
screens-rules-copy = &Copy to…
screens-rules-nowhere = –
screens-rules-unpick = None
screens-rules-delete-it = &delete it
screens-rules-read = mark as &read
screens-rules-flag = fla&g it
screens-rules-forward = for&ward to:
screens-rules-reply = answer wit&h:
screens-rules-notify = tell me at &once
screens-rules-stop = look at no f&urther rule
screens-rules-edit-hint = A letter must meet every condition that is filled in. For “this or that”, write both with a semicolon between them: invoice; bill. A sender is answered once a day; programs and mailing lists are never answered.
screens-rules-wrong-size = Type a whole number of kilobytes, or nothing.
screens-rules-wrong-every = This would be done with every letter. Say for which letters; if all are meant, press OK again.
screens-rules-wrong-nothing = Say what is to be done with the letter.
screens-rules-wrong-name = { $name } is nobody's name here.
screens-rules-unnamed = Rule
screens-rules-pick = Folder
screens-rules-doing = Running the rules
screens-rules-ran = { $count ->
    [0] The rules moved nothing.
    [one] The rules moved 1 message.
   *[other] The rules moved { $count } messages.
}
screens-rules-told = { $from }: { $subject }
screens-rules-told-more = { $from }: { $subject } (and { $count } more)
screens-rules-told-seen = OK

## Out of Office

screens-absence-item = Out of Off&ice…
screens-absence-title = Out of Office
screens-absence-on = I am out of the &office
screens-absence-from = &From:
screens-absence-until = &Until:
screens-absence-text = &Answer to those who write:
screens-absence-hint = Write days as year-month-day, for example 2026-12-24. Left empty, it begins at once and lasts until you switch it off. Each sender is answered once; programs and mailing lists are not.
screens-absence-wrong-day = That is no day. Write it as year-month-day, or leave it empty.
screens-absence-wrong-order = The last day is before the first.
screens-absence-wrong-text = Write what senders are answered.
screens-absence-is = Out of office
screens-absence-day = %-d %b %Y
screens-absence-is-until = Out of office until { $day }
