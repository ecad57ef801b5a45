import Diagnostics
import FrontMatter
import KnowledgeBase
import Markdown
import TemplateEngine

/// Every kind of fault that the program can report, sorted by its code: the contents of Docs/Diagnostics.md.
package let allDiagnosticCodes: [DiagnosticCode] =
    (frontMatterCodes + readerCodes + historyCodes + markdownCodes + siteCheckCodes + contentTreeCodes + linkCodes + outputCodes + workerCodes + templateCodes
    + themeCodes + extraCheckCodes).sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
