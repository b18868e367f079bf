### What the console says of mail that is carried out and in.

console-format = a form is one of eml, mbox, maildir, text, json and restante
console-day = a day like 2026-01-31 belongs here
console-search-misread = "{ $word }" asks for a day, a size or a state, and names none
console-search-nothing = words to look for belong here, or a question like from:anna
console-export-choice = --from, --until and --search choose among the messages of a mailbox; from a file, --folder chooses.
console-export-password = --file-password-file is for --format restante: only a message file of Restante gets a password.
console-export-mailbox = Name the mailbox whose mail is exported, behind the postoffice's folder.
console-exported =
    { $count ->
        [one] One message is in { $path }.
       *[other] { $count } messages are in { $path }.
    }
console-carried-in =
    { $count ->
        [one] Imported one message; { $skipped } were here already. What became of each stands in { $path }.
       *[other] Imported { $count } messages; { $skipped } were here already. What became of each stands in { $path }.
    }
console-not-carried =
    { $count ->
        [one] One could not be read; the manifest { $path } says why.
       *[other] { $count } could not be read; the manifest { $path } says why.
    }

console-code-page = a Windows code page like 1252, 1250, 1251, 932 belongs here
console-time-zone = a time zone like Europe/Berlin or UTC belongs here
console-export-folder-hint = "postoffice inspect" lists the folders of the file.

console-unknown-file = Restante does not know what kind of file this is: { $path }
console-unknown-file-hint = Name a message file, or a file of mail of another program.
console-original-hint = Try a copy or a backup of the file.
console-inspected-original = { $path }: a message file of Microsoft Mail. Messages: { $messages }, attachments: { $attachments }, code page { $page } ({ $name }).
console-inspected-accounts = Account: { $accounts }
console-inspected = { $path }: { $kind }. Messages: { $messages }, attachments: { $attachments }.
