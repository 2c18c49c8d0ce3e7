"""Documents that travel: forms that owners fill in and send back, their folder, and what could not be taken in."""
