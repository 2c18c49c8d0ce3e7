"""What an import is told by a person or a saved map, and what it has to say: how tables were understood, doubts."""
