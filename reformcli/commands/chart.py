"""`reform chart`: the wall charts, each a report."""

from reformcli.commands.report import spec_of
from reformcli.reports.charts import CHARTS, chart

SPECS = {name: spec_of(chart(name)) for name in CHARTS}
