"""Languages: the English sentence is the key, a catalog holds the other language.

`_("No project {ref}.", ref=17)` looks the sentence up and then fills in the facts, so what is stored is never read as
a template. Sentences that are declared in one place and said in another are wrapped in `mark()`, which returns them
unchanged; a test collects both and fails when a catalog lacks one.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

LANGUAGES = ("en", "zh")
DEFAULT = "en"

_language = DEFAULT
_catalog: Mapping[str, str] = {}


def use(language: str) -> None:
    """Speak `language` (one of `LANGUAGES`; anything else means English) from now on."""
    global _language, _catalog
    _language = language if language in LANGUAGES else DEFAULT
    _catalog = {} if _language == DEFAULT else import_module(f"reformcli.locales.{_language}").SENTENCES


def language() -> str:
    """The language in use, one of `LANGUAGES`."""
    return _language


def preferred(environ: Mapping[str, str]) -> str:
    """The language that an environment asks for.

    `LC_ALL`, `LC_MESSAGES`, `LANG`: the first that is set decides. Only the letters before `_`, `-`, `.` or `@` count,
    so `zh_CN.UTF-8` and `zh-Hans` are both Chinese.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            tag = value.lower()
            for separator in "_-.@":
                tag = tag.partition(separator)[0]
            return tag if tag in LANGUAGES else DEFAULT
    return DEFAULT


def _(sentence: str, /, **facts: Any) -> str:
    """`sentence` in the language in use, with `{name}` replaced by the facts."""
    text = _catalog.get(sentence, sentence)
    return text.format_map(facts) if facts else text


def plural(singular: str, many: str, count: int, /, **facts: Any) -> str:
    """`singular` where `count` is 1, else `many`, in the language in use; `{n}` is the count.

    Languages without a plural (Chinese) need only the key `many`.
    """
    sentence = singular if count == 1 and _language == DEFAULT else many
    return _(sentence, n=count, **facts)


_SAID_TOO = {
    "red": ("红灯",),
    "yellow": ("amber", "黄灯"),
    "green": ("绿灯",),
    "blue": ("蓝灯",),
    "group": ("小组",),
    "county": ("县",),
    "city": ("市",),
    "province": ("省", "provincial"),
    "centre": ("国家级", "国家", "center", "national"),
}
"""Other words that people type for a word: the lights of projects are mostly red, amber, green."""


def in_every_language(sentence: str) -> tuple[str, ...]:
    """`sentence` as each language has it, English first: what people type is understood in all of them."""
    others = (import_module(f"reformcli.locales.{code}").SENTENCES for code in LANGUAGES if code != DEFAULT)
    return (sentence, *(catalog.get(sentence, sentence) for catalog in others), *_SAID_TOO.get(sentence, ()))


def typed_words(labels: Mapping[str, str]) -> list[str]:
    """The fixed words that `labels` maps to what people call them, as the reader types them.

    They are codes in English, labels in other languages.
    """
    return list(labels) if _language == DEFAULT else [_(label) for label in labels.values()]


def in_sequence(sentences: Iterable[str]) -> str:
    """Sentences one after the other, as the language in use sets them: Chinese has no space between them."""
    return ("" if _language == "zh" else " ").join(sentences)


def joined(words: Iterable[str]) -> str:
    """Words for a sentence, as the language in use lists them."""
    return ("、" if _language == "zh" else ", ").join(words)


def in_a_line(parts: Iterable[str]) -> str:
    """Parts that may hold commas themselves, on one line, as the language in use sets them."""
    return ("；" if _language == "zh" else "; ").join(parts)


def capitalised(text: str) -> str:
    """`text` as a sentence of its own begins."""
    return text[:1].upper() + text[1:]


def mark(sentence: str) -> str:
    """`sentence` itself: declares that it will be shown through `_()` elsewhere."""
    return sentence
