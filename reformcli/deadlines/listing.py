"""The forms that are read, as a short listing for error messages and help."""

from reformcli.i18n import _


def forms() -> list[str]:
    """One line for each family of forms, with examples, in the reader's language."""
    return [
        _("a day: 2026-06-30, 6月30日前, 30 June, 12/31/2026"),
        _("the end of a period: 年底前, 三季度末, end of June, EOY"),
        _("a period: 9月中旬, 上半年, Q3, FY2026/27 Q2"),
        _("from one day to another: 5月-10月, 即日起至10月底, June to August"),
        _("several dates: 6月底前、12月底前, draft by 31 March; final by 30 June"),
        _("recurring: 每月10日前, 每季度末, every month on the 5th, quarterly"),
        _("counted: 收到通知后10个工作日内, 3个月内, within 10 working days, +3w"),
        _("near: 今天, 下周五, tomorrow, next Friday"),
        _("festivals and plans: 国庆节前, “十五五”期末, before National Day"),
        _("without an end: 长期坚持, 即日起, ongoing, from 1 July"),
    ]
