### Words that every room may use.

app-name = Restante
