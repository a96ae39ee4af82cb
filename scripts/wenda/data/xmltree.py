"""XML documents of one namespace, written the same way every time."""

from __future__ import annotations

from xml.etree import ElementTree as ET

XML = "http://www.w3.org/XML/1998/namespace"


def start(namespace: str, name: str, /, **attributes: str) -> ET.Element:
    """The root of a document; names of its children are in its namespace."""
    return ET.Element(f"{{{namespace}}}{name}", _named(attributes))


def add(parent: ET.Element, name: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    """A child. `xml_id` is xml:id, `xml_lang` xml:lang, and a `_` at the end is dropped."""
    namespace = parent.tag.partition("}")[0] + "}"
    element = ET.SubElement(parent, namespace + name, _named(attributes))
    element.text = text
    return element


def write(root: ET.Element) -> bytes:
    """The document in UTF-8, an element a line and nothing added inside text.

    Without indentation, which would be a twelfth of all.
    """
    ET.indent(root, "")
    ET.register_namespace("", root.tag[1:].partition("}")[0])
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _named(attributes: dict[str, str]) -> dict[str, str]:
    return {
        f"{{{XML}}}{name[4:]}" if name.startswith("xml_") else name.rstrip("_"): value
        for name, value in attributes.items()
    }
