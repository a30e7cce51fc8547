"""Where the programme's pages stand: inside the host's base template, and how they fit it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from weakref import WeakKeyDictionary

from django.shortcuts import render
from django.template import Engine, Template
from django.template.base import Node, NodeList, VariableNode
from django.template.loader_tags import BlockNode, ExtendsNode

from .. import conf

#: The blocks of a host's base template that the programme fills; the first it cannot do without.
CONTENT, HEAD, BAR = "content", "extra_css", "casestudies_bar"


@dataclass(frozen=True, slots=True)
class Frame:
    """The host's base template; whether it has a block in its head, and a place for the bar."""

    base: str
    has_head: bool
    has_bar: bool


def frame_context() -> dict:
    """Return what a page needs in its context whose template extends ``casestudies/base.html``.

    A page without it fails at once. Raises TemplateDoesNotExist where the base is missing.
    """
    base = conf.value("BASE_TEMPLATE")
    blocks = blocks_of(base)
    frame = Frame(base, has_head=HEAD in blocks, has_bar=BAR in blocks)
    return {"casestudies": asdict(frame)}


def render_page(request, template, context=None, *, status=None):
    """Render a public page of the programme inside the host's base template."""
    return render(request, template, frame_context() | (context or {}), status=status)


_known: WeakKeyDictionary[Template, frozenset[str]] = WeakKeyDictionary()


def blocks_of(name: str) -> frozenset[str]:
    """Return the blocks that a page extending this template can fill and that would be shown.

    They are looked for once a compiled template. A parent that only a request can name is
    taken to show all blocks of its child. Raises TemplateDoesNotExist, TemplateSyntaxError.
    """
    template = Engine.get_default().get_template(name)
    if template not in _known:
        _known[template] = frozenset(_shown(list(_chain(template))))
    return _known[template]


def _chain(template: Template) -> Iterator[Template]:
    """Yield the template and what it extends, up to the root."""
    yield template
    for extends in template.nodelist.get_nodes_by_type(ExtendsNode):
        parent = extends.parent_name.var
        if isinstance(parent, str):
            yield from _chain(template.engine.get_template(parent))


def _shown(chain: list[Template]) -> set[str]:
    """Return the names of the blocks that are reached from the root, each as last overridden."""
    versions: dict[str, list[BlockNode]] = {}
    for template in chain:
        for block in template.nodelist.get_nodes_by_type(BlockNode):
            versions.setdefault(block.name, []).append(block)
    found, waiting = set(), list(_outer_blocks(chain[-1].nodelist))
    while waiting:
        name = waiting.pop().name
        if name not in found:
            found.add(name)
            for version in versions[name]:
                waiting += _outer_blocks(version.nodelist)
                if not _has_super(version):
                    break
    return found


def _outer_blocks(nodes: NodeList) -> Iterator[BlockNode]:
    """Yield the blocks among the nodes, but not those inside another."""
    for node in nodes:
        if isinstance(node, BlockNode):
            yield node
        else:
            for children in _children(node):
                yield from _outer_blocks(children)


def _children(node: Node) -> Iterator[NodeList]:
    for name in node.child_nodelists:
        if children := getattr(node, name, None):
            yield children


def _has_super(block: BlockNode) -> bool:
    variables = block.nodelist.get_nodes_by_type(VariableNode)
    return any(str(each.filter_expression.var) == "block.super" for each in variables)
