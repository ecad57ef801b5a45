import Diagnostics

/// A check that needs the whole site (`checkQuestionLog` needs the clock too, and is called beside the list). To add one: a file with its function and its code, a row here, and a broken site in `Tests/Faults`.
typealias SiteCheck = @Sendable (SiteContent, Site) -> [Diagnostic]

let siteChecks: [SiteCheck] = [
    checkUniqueNames,
    checkTimeOrder,
    checkAcceptedAnswers,
    checkPeople,
    checkTags,
    checkTagTree,
    checkThreadReferences,
    checkTranslations,
]

package let siteCheckCodes: [DiagnosticCode] = [
    .duplicateSlug, .duplicateName, .answerBeforeQuestion, .closedBeforeAsked, .commentBeforePost, .afterAsOf, .twoAcceptedAnswers,
    .unknownPerson, .unknownTag, .unknownParentTag, .tagCircle, .synonymConflict, .unknownThread, .threadCircle, .translationOfTranslation, .translationLanguage, .logUnknownThread,
    .logDuplicateRow, .logContradictsThread, .logAnswerBeforeQuestion,
]

/// The path that messages print for a path below the content folder.
func messagePath(_ contentPath: String) -> String { "Content/" + contentPath }

func quotedList(_ names: [String]) -> String { names.map { "'\($0)'" }.joined(separator: ", ") }
