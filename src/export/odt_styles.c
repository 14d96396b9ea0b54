/*
 * odt_styles: the constant parts of an ODT.
 */
#include "export/odt_styles.h"

#define URN "urn:oasis:names:tc:opendocument:xmlns:"

void
odt_root(struct xml *x, const char *name)
{
	xml_open(x, name, "xmlns:office", URN "office:1.0", "xmlns:text",
	    URN "text:1.0", "xmlns:table", URN "table:1.0", "xmlns:style",
	    URN "style:1.0", "xmlns:fo", URN "xsl-fo-compatible:1.0",
	    "xmlns:draw", URN "drawing:1.0", "xmlns:svg",
	    URN "svg-compatible:1.0", "xmlns:meta", URN "meta:1.0",
	    "xmlns:xlink", "http://www.w3.org/1999/xlink", "xmlns:dc",
	    "http://purl.org/dc/elements/1.1/", "office:version", "1.3",
	    NULL);
}

/* A paragraph's style, and the same at the top of a new page. */
#define STYLE(name, parent, paragraph, text) \
	"<style:style style:name=\"" name "\" style:family=\"paragraph\" " \
	"style:parent-style-name=\"" parent "\">" \
	"<style:paragraph-properties " paragraph "/>" \
	"<style:text-properties " text "/></style:style>" \
	FRESH(name)
#define FRESH(name) \
	"<style:style style:name=\"" name "_fresh\" " \
	"style:family=\"paragraph\" style:parent-style-name=\"" name "\">" \
	"<style:paragraph-properties fo:break-before=\"page\"/>" \
	"</style:style>"
/* What follows its mark begins where its other lines do. */
#define ITEM(name, left, first) \
	"<style:style style:name=\"" name "\" style:family=\"paragraph\" " \
	"style:parent-style-name=\"Standard\">" \
	"<style:paragraph-properties fo:margin-left=\"" left "\" " \
	"fo:text-indent=\"" first "\" fo:margin-bottom=\"2pt\">" \
	"<style:tab-stops><style:tab-stop style:position=\"0mm\"/>" \
	"</style:tab-stops></style:paragraph-properties></style:style>" \
	FRESH(name)
#define SIZE(n) "fo:font-size=\"" n "pt\" style:font-size-complex=\"" n "pt\""
#define BOLD "fo:font-weight=\"bold\" style:font-weight-complex=\"bold\""
#define HEADING(n, size, above) \
	"<style:style style:name=\"Heading_" n "\" style:display-name=" \
	"\"Heading " n "\" style:family=\"paragraph\" " \
	"style:parent-style-name=\"Standard\" " \
	"style:default-outline-level=\"" n "\">" \
	"<style:paragraph-properties fo:keep-with-next=\"always\" " \
	"fo:margin-top=\"" above "pt\" fo:margin-bottom=\"4pt\"/>" \
	"<style:text-properties " BOLD " " SIZE(size) "/></style:style>" \
	FRESH("Heading_" n)
#define CELL(name, more) \
	"<style:style style:name=\"" name "\" style:family=\"table-cell\">" \
	"<style:table-cell-properties fo:padding=\"2pt\" " \
	"fo:border=\"0.5pt solid #808080\" " more "/></style:style>"

const char odt_styles[] =
    "<office:styles>"
    "<style:default-style style:family=\"paragraph\">"
    "<style:paragraph-properties fo:margin-bottom=\"5pt\" "
    "fo:line-height=\"115%\" fo:orphans=\"2\" fo:widows=\"2\" "
    "style:tab-stop-distance=\"10mm\"/>"
    "<style:text-properties fo:font-family=\"Liberation Sans, Arial, "
    "'Noto Sans'\" style:font-family-complex=\"Noto Sans Arabic\" "
    SIZE("10.5") " fo:language=\"en\" fo:country=\"GB\" "
    "style:language-complex=\"ar\" style:country-complex=\"SA\"/>"
    "</style:default-style>"
    "<style:style style:name=\"Standard\" style:family=\"paragraph\"/>"
    FRESH("Standard")
    STYLE("Title", "Standard", "fo:margin-bottom=\"3pt\"",
    BOLD " " SIZE("18"))
    STYLE("Subtitle", "Standard", "fo:margin-bottom=\"6pt\"",
    "fo:color=\"#444444\"")
    STYLE("Notice", "Standard", "fo:padding-left=\"6pt\" "
    "fo:border-left=\"2pt solid #808080\"", "fo:font-style=\"normal\"")
    HEADING("1", "14", "16")
    HEADING("2", "12", "12")
    HEADING("3", "11", "10")
    STYLE("Field", "Standard", "fo:margin-bottom=\"2pt\"",
    "fo:font-style=\"normal\"")
    ITEM("Item", "10mm", "-5mm")
    ITEM("Marked", "30mm", "-25mm")
    STYLE("Text_cell", "Standard", "fo:margin-bottom=\"0pt\" "
    "fo:line-height=\"100%\"", SIZE("9"))
    STYLE("Text_head", "Text_cell", "fo:margin-bottom=\"0pt\"", BOLD)
    STYLE("Edge", "Standard", "fo:text-align=\"center\" "
    "fo:margin-bottom=\"0pt\"", SIZE("9"))
    "<style:style style:name=\"Strong\" style:family=\"text\">"
    "<style:text-properties " BOLD "/></style:style>"
    "</office:styles>";

/* Programs look for these among the styles of the content. */
const char odt_table_styles[] =
    "<style:style style:name=\"Table\" style:family=\"table\">"
    "<style:table-properties style:rel-width=\"100%\" "
    "table:align=\"margins\"/></style:style>"
    "<style:style style:name=\"Row\" style:family=\"table-row\">"
    "<style:table-row-properties fo:keep-together=\"always\"/>"
    "</style:style>"
    CELL("Cell", "")
    CELL("Cell_head", "fo:background-color=\"#e8e8e8\"");

#define PAGE(wide, high, way) \
	"<style:page-layout style:name=\"Page\">" \
	"<style:page-layout-properties fo:page-width=\"" wide "\" " \
	"fo:page-height=\"" high "\" style:print-orientation=\"" way "\" " \
	"fo:margin-top=\"12mm\" fo:margin-bottom=\"12mm\" " \
	"fo:margin-left=\"20mm\" fo:margin-right=\"20mm\"/>" \
	"<style:header-style><style:header-footer-properties " \
	"fo:min-height=\"10mm\" fo:margin-bottom=\"4mm\"/>" \
	"</style:header-style><style:footer-style>" \
	"<style:header-footer-properties fo:min-height=\"10mm\" " \
	"fo:margin-top=\"4mm\"/></style:footer-style></style:page-layout>"

const char odt_page_upright[] = PAGE("210mm", "297mm", "portrait");
const char odt_page_lying[] = PAGE("297mm", "210mm", "landscape");
