"""What the theme's own templates say that HTML does not allow, mended as they are read."""

from jinja2 import Environment
from jinja2.ext import Extension

_MENDED = (
    # No checkbox has this attribute. It kept Firefox from opening the menu again on a reload;
    # where scripts run, `theme.js` does.
    ('id="__drawer" autocomplete="off"', 'id="__drawer"'),
    ('id="__search" autocomplete="off"', 'id="__search"'),
    # A label of the navigation that nobody can reach has an empty one.
    ('tabindex="{{ tabindex }}"', '{% if tabindex %}tabindex="{{ tabindex }}"{% endif %}'),
)


class _Mending(Extension):
    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        del name, filename
        for wrong, right in _MENDED:
            source = source.replace(wrong, right)
        return source


def mend(environment: Environment) -> None:
    environment.add_extension(_Mending)
