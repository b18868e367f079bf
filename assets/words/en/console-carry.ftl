### What the console says of mail that is carried out and in.

console-format = a form is one of eml, mbox, maildir, text and json
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
