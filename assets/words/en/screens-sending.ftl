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
screens-sending-options-group = Undo Send
screens-sending-options-hold = &Hold what is sent for
screens-sending-options-seconds = seconds
screens-sending-options-hint = So long a message can be taken back as it was. Who leaves the program sends what is held; 0 sends at once.
screens-sending-options-wrong = Type a whole number of seconds, from 0 to { $longest }.
