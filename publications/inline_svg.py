"""Turns matplotlib's SVG into one that may sit inline: no styles, own ids, title and description."""

import re

from lxml import etree

NAMESPACE = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"


def accessible(svg: bytes, title: str, description: str, prefix: str) -> str:
    """The drawing as a string: styles become attributes, ids get the prefix, and it says what it shows."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(svg, parser)
    for tag in ("metadata", "style", "title"):
        for element in list(root.iter(f"{NAMESPACE}{tag}")):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    for element in root.iter(etree.Element):
        _restyle(element)
        _own_ids(element, prefix)
    for attribute in ("width", "height"):
        root.attrib.pop(attribute, "")
    _describe(root, title, description, prefix)
    return etree.tostring(root, encoding="unicode")


def _restyle(element: etree._Element) -> None:
    for declaration in str(element.attrib.pop("style", "")).split(";"):
        name, colon, value = (part.strip() for part in declaration.partition(":"))
        if not colon:
            continue
        if name == "font":
            _font(element, value)
        else:
            element.set(name, value)


def _font(element: etree._Element, value: str) -> None:
    found = re.match(r"(?:(?:bold|italic|\d{3})\s+)*([\d.]+)px", value)
    if found:
        element.set("font-size", found[1])
    if "bold" in value:
        element.set("font-weight", "bold")


def _own_ids(element: etree._Element, prefix: str) -> None:
    if element.get("id"):
        element.set("id", f"{prefix}-{element.get('id')}")
    for attribute in (LINK, "clip-path", "fill"):
        value = element.get(attribute)
        if value and "#" in value and (attribute == LINK or value.startswith("url(")):
            element.set(attribute, value.replace("#", f"#{prefix}-"))


def _describe(root: etree._Element, title: str, description: str, prefix: str) -> None:
    for tag, text in (("desc", description), ("title", title)):
        element = etree.Element(f"{NAMESPACE}{tag}", id=f"{prefix}-{tag}")
        element.text = text
        root.insert(0, element)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")
    root.set("class", "app-chart__drawing")
    root.set("focusable", "false")
