"""What the elements of a JATS article are: the only place that lists their names by kind."""

from __future__ import annotations

from claimcheck.model.document import BlockKind

UNSEEN = {
    "alt-text", "article-categories", "article-id", "conference", "contrib-id", "copyright-holder", "copyright-year",
    "counts", "custom-meta-group", "custom-meta-wrap", "elocation-id", "fpage", "graphic", "inline-graphic",
    "issue", "issue-id", "journal-meta", "long-desc", "lpage", "object-id", "private-char", "processing-meta",
    "product", "pub-history", "related-article", "related-object", "self-uri", "tex-math", "title-group",
    "volume",
}  # fmt: skip
"""Elements of which nothing is written: what they say stands in the metadata, or is no text."""

BLOCKS = {
    "abstract", "ack", "aff", "app", "app-group", "article", "attrib", "author-notes", "award-group", "back", "bio",
    "body", "boxed-text", "caption", "contrib", "contrib-group", "copyright-statement", "corresp", "date", "def-item",
    "def-list", "disp-formula-group", "disp-quote", "fig", "fig-group", "floats-group", "floats-wrap", "fn",
    "fn-group", "front", "front-stub", "funding-group", "funding-statement", "glossary", "history", "kwd-group",
    "license", "license-p", "list", "list-item", "notes", "p", "permissions", "preformat", "pub-date", "ref",
    "ref-list", "response", "sec", "speech", "statement", "sub-article", "supplement", "supplementary-material",
    "table-wrap", "table-wrap-foot", "table-wrap-group", "title", "trans-abstract", "verse-group",
}  # fmt: skip
"""Elements that begin and end a block, or hold some."""

AROUND = {
    "ack": BlockKind.BOILERPLATE,
    "aff": BlockKind.BOILERPLATE,
    "author-notes": BlockKind.BOILERPLATE,
    "bio": BlockKind.BOILERPLATE,
    "contrib-group": BlockKind.BOILERPLATE,
    "funding-group": BlockKind.BOILERPLATE,
    "history": BlockKind.BOILERPLATE,
    "kwd-group": BlockKind.BOILERPLATE,
    "notes": BlockKind.BOILERPLATE,
    "permissions": BlockKind.BOILERPLATE,
    "pub-date": BlockKind.BOILERPLATE,
    "ref-list": BlockKind.REFERENCE,
    "trans-abstract": BlockKind.BOILERPLATE,
    "table-wrap-foot": BlockKind.FOOTNOTE,
    "fn": BlockKind.FOOTNOTE,
    "caption": BlockKind.CAPTION,
}
"""Elements that make all blocks inside them one kind; the outermost that is no caption or note decides."""

ABOUT_THE_ARTICLE = {
    "con", "coi-statement", "conflict", "corresp", "current-aff", "deceased", "edited-by", "equal",
    "financial-disclosure", "present-address", "presented-at", "presented-by", "previously-at", "reviewed-by",
    "supported-by", "supplementary-material",
    "aggregated-review-documents", "author-comment", "decision-letter", "editor-report", "referee-report", "reply",
    "reviewer-report", "translation",
}  # fmt: skip
"""Types of footnotes and of articles inside an article that speak of the article, or repeat it."""

ABOUT_THE_ARTICLE_SECTIONS = {"supplementary-material", "data-availability", "coi-statement", "ethics-statement"}
"""Types of sections that are about the article."""

APART = {
    "contrib", "aff", "corresp", "award-group", "kwd-group", "name", "string-name", "address", "ref", "citation",
    "date", "pub-date",
}  # fmt: skip
"""Elements whose parts are fields, often with nothing printed between them."""

INLINE = {"bold", "italic", "sub", "sup", "sc", "monospace", "underline", "xref", "styled-content", "roman"}
"""Parts of running text, even inside `APART`."""

FLOATS = {"table-wrap", "table-wrap-group", "fig", "fig-group", "boxed-text", "supplementary-material", "fn"}
"""What stands in a paragraph of the file, but not in the sentence where it stands."""

FORMULAS = {"disp-formula", "inline-formula", "math"}

LABELLED = {"table-wrap", "fig", "boxed-text", "supplementary-material", "fig-group", "table-wrap-group"}
"""Elements whose label opens their caption."""
