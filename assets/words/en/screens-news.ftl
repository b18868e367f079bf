# What the desktop is told: new mail

screens-news-count = { $count ->
    [one] 1 new message
   *[other] { $count } new messages
}
screens-news-last = The last one is from { $from }: { $subject }
screens-news-open = Show

## Options

screens-news-chime = Sound a &chime
screens-news-notify = Show a &notification when no window is in front
screens-news-names = with &who wrote it and the subject
