### Words of the room: admin.

admin-full-name = Administrator
admin-not-an-administrator = The mailbox { $mailbox } does not have administrative access.
admin-not-an-administrator-hint = Sign in as an administrator of this postoffice.
admin-oneself = An administrator cannot delete or move the own mailbox { $mailbox }.
admin-oneself-hint = Let another administrator do it.
admin-trap = The password of { $mailbox } was reset, and { $mailbox } has not signed in since. Moved now, { $mailbox } would be refused by the message file: neither user id nor password would match it any more.
admin-trap-hint = Let the person sign in once before the move. Whoever is moved all the same can reconnect the message file after the move, or open it with the old password.
admin-no-message-file = The message file of { $mailbox } is missing: { $path }
admin-no-message-file-hint = Restore it first, or move the mailbox without it.
admin-same-postoffice = Source and target are the same postoffice.
admin-same-postoffice-hint = Choose another postoffice as the target.
admin-moved-already = { $mailbox } was moved to { $address } already.
admin-moved-already-hint = Move the mailbox from the postoffice where it lives now.
