"""The shell: what a command runs in, how a function becomes one, and what commands that read or write share."""
