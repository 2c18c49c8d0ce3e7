"""`reform chart`: the wall charts, each a report."""

from reformcli.reports.charts import CHARTS, chart
from reformcli.shell.report_commands import spec_of

SPECS = {name: spec_of(chart(name)) for name in CHARTS}
