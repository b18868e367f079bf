### How dates, sizes and flags are written on every screen. The patterns are those of strftime.

screens-written-in-full = %A, %-d %B %Y %H:%M
screens-written-briefly = %d %b %Y %H:%M
screens-written-day = %A, %-d %B %Y
screens-written-short-day = %d %b %Y
screens-written-brief-day = %a %d %b %Y
screens-written-kilobytes = { $size } KB
screens-written-megabytes = { $size } MB
screens-written-gigabytes = { $size } GB
screens-written-flag-due = Follow up by { $day }
screens-written-flag-late = Overdue since { $day }
screens-written-flag-raised = Follow up
screens-written-flag-done = Followed up
screens-written-done = Done
screens-written-flag = Flag:
