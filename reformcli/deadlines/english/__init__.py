"""The reader of English: words to tokens (`lexer`), tokens to moments, moments to items, items to a reading."""
