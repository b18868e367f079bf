### Words for what happens between writing and keeping: Outbox, undo send, receipts, rules, retention.

session-posted = The message is on its way already and can no longer be changed.
session-posted-hint = A part of it may have reached a postoffice. What still waits is sent by itself as soon as that is possible; write to the recipients if something was wrong.
