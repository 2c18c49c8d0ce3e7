"""Words: what headings, states, names and passages may mean, whatever stands beside them; the data is in `data/`."""
