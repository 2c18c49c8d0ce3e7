"""Sheets of rows, wherever they come from, as records: find the tables, weigh their columns, sort their rows.

Each step is pure, and each decision keeps its reason. `sheet` holds the cells, `blocks` and `heading` find where tables
begin, `vocabulary`, `date_names` and `states` say what words may mean, `shapes` and `fitness` what cells speak for;
`columns`, `matching` and `neighbours` choose the best whole assignment, `understanding` keeps the tables that are lists
of work. `body` sorts rows into those of the table and the rest, `cells`, `progress`, `who` and `day_order` read them,
`outline`, `alike`, `projects`, `milestones`, `assignments` and `supervision` make records of them. `reading` puts the
steps together; `understood` is what came of it, `saying` puts that into words, `refusal` what is missing.
"""
