"""Records: what the rows of a table come to, as projects and milestones, matters, assigned items or any noun."""
