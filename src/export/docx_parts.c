/*
 * docx_parts: the constant files of a DOCX (ECMA-376, WordprocessingML).
 */
#include "export/docx_parts.h"

#include <stddef.h>

#define DECLARED "<?xml version=\"1.0\" encoding=\"UTF-8\" " \
	"standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define OPC "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define WORD "application/vnd.openxmlformats-officedocument." \
	"wordprocessingml."

static const char types[] = DECLARED
    "<Types xmlns=\"" OPC "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/"
    "vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"png\" ContentType=\"image/png\"/>"
    "<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD
    "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD
    "styles+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"" WORD
    "numbering+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD
    "settings+xml\"/>"
    "<Override PartName=\"/word/header1.xml\" ContentType=\"" WORD
    "header+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"" WORD
    "footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
    "vnd.openxmlformats-package.core-properties+xml\"/>"
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
    "</Types>";

static const char package_links[] = DECLARED
    "<Relationships xmlns=\"" OPC "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE
    "relationships/officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE
    "relationships/metadata/core-properties\" "
    "Target=\"docProps/core.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" OFFICE
    "relationships/extended-properties\" Target=\"docProps/app.xml\"/>"
    "</Relationships>";

static const char app[] = DECLARED
    "<Properties xmlns=\"" OFFICE "extended-properties\">"
    "<Application>minutebook</Application></Properties>";

static const char settings[] = DECLARED
    "<w:settings xmlns:w=\"" MAIN "\">"
    "<w:defaultTabStop w:val=\"567\"/>"
    "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
    "</w:compat>"
    "<w:themeFontLang w:val=\"en-GB\"/></w:settings>";

/* One bullet; the sign is a letter of the text's own font. */
static const char numbering[] = DECLARED
    "<w:numbering xmlns:w=\"" MAIN "\">"
    "<w:abstractNum w:abstractNumId=\"0\">"
    "<w:multiLevelType w:val=\"singleLevel\"/>"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
    "<w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\xE2\x80\xA2\"/>"
    "<w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"567\" "
    "w:hanging=\"283\"/></w:pPr></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    "</w:numbering>";

#define FONTS(f) "<w:rFonts w:ascii=\"" f "\" w:hAnsi=\"" f "\" w:cs=\"" f \
	"\" w:eastAsia=\"" f "\"/>"
#define PARAGRAPH(id, name, based, more) \
	"<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" \
	name "\"/><w:basedOn w:val=\"" based "\"/><w:next w:val=\"Normal\"/>" \
	"<w:qFormat/>" more "</w:style>"
#define HEADING(n, level, size, before) \
	PARAGRAPH("Heading" n, "heading " n, "Normal", \
	"<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"" before \
	"\" w:after=\"80\"/><w:outlineLvl w:val=\"" level "\"/></w:pPr>" \
	"<w:rPr><w:b/><w:bCs/><w:sz w:val=\"" size "\"/><w:szCs w:val=\"" \
	size "\"/></w:rPr>")
#define EDGE(name) "<w:" name " w:val=\"single\" w:sz=\"4\" w:space=\"0\" " \
	"w:color=\"808080\"/>"

static const char styles[] = DECLARED
    "<w:styles xmlns:w=\"" MAIN "\">"
    "<w:docDefaults><w:rPrDefault><w:rPr>" FONTS("Arial")
    "<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"
    "<w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/>"
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    "<w:spacing w:after=\"100\" w:line=\"264\" w:lineRule=\"auto\"/>"
    "</w:pPr></w:pPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
    "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
    "<w:style w:type=\"character\" w:default=\"1\" "
    "w:styleId=\"DefaultParagraphFont\"><w:name "
    "w:val=\"Default Paragraph Font\"/></w:style>"
    PARAGRAPH("Title", "Title", "Normal",
    "<w:pPr><w:keepNext/><w:spacing w:after=\"60\"/></w:pPr>"
    "<w:rPr><w:b/><w:bCs/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>"
    "</w:rPr>")
    PARAGRAPH("Subtitle", "Subtitle", "Normal",
    "<w:rPr><w:color w:val=\"444444\"/></w:rPr>")
    PARAGRAPH("Notice", "Notice", "Normal",
    "<w:pPr><w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" "
    "w:color=\"808080\"/></w:pBdr></w:pPr>")
    HEADING("1", "0", "28", "320")
    HEADING("2", "1", "24", "240")
    HEADING("3", "2", "22", "200")
    PARAGRAPH("ListBullet", "List Bullet", "Normal",
    "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr>"
    "<w:spacing w:after=\"40\"/></w:pPr>")
    PARAGRAPH("MarkedItem", "Marked Item", "Normal",
    "<w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"1701\"/></w:tabs>"
    "<w:spacing w:after=\"40\"/>"
    "<w:ind w:left=\"1701\" w:hanging=\"1418\"/></w:pPr>")
    PARAGRAPH("Field", "Field", "Normal",
    "<w:pPr><w:spacing w:after=\"40\"/></w:pPr>")
    PARAGRAPH("Cell", "Cell", "Normal",
    "<w:pPr><w:spacing w:after=\"0\" w:line=\"240\" "
    "w:lineRule=\"auto\"/></w:pPr><w:rPr><w:sz w:val=\"18\"/>"
    "<w:szCs w:val=\"18\"/></w:rPr>")
    PARAGRAPH("Header", "header", "Normal",
    "<w:pPr><w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/></w:pPr>"
    "<w:rPr><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/></w:rPr>")
    PARAGRAPH("Footer", "footer", "Header", "")
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
    "<w:name w:val=\"Normal Table\"/></w:style>"
    "<w:style w:type=\"table\" w:styleId=\"Grid\">"
    "<w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/>"
    "<w:tblPr><w:tblBorders>" EDGE("top") EDGE("left") EDGE("bottom")
    EDGE("right") EDGE("insideH") EDGE("insideV") "</w:tblBorders>"
    "<w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/>"
    "<w:left w:w=\"80\" w:type=\"dxa\"/>"
    "<w:bottom w:w=\"40\" w:type=\"dxa\"/>"
    "<w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
    "</w:style></w:styles>";

const struct docx_part docx_parts[] = {
	{ "[Content_Types].xml", types },
	{ "_rels/.rels", package_links },
	{ "docProps/app.xml", app },
	{ "word/settings.xml", settings },
	{ "word/styles.xml", styles },
	{ "word/numbering.xml", numbering },
	{ NULL, NULL }
};
