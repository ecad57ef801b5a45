import Diagnostics

extension DiagnosticCode {
    package static let missingKey = DiagnosticCode(
        "missing-key", "A key without which the file or the post cannot be shown is not there, or has no value.")
    package static let unknownKey = DiagnosticCode(
        "unknown-key",
        "A front matter has a key that nothing reads. Most often it is misspelt, so what its author meant has no effect; where a key that is needed is misspelt, it is an error. Keys that begin with 'x-' are the site's own.")
    package static let wrongValue = DiagnosticCode(
        "wrong-value", "A key's value is of another kind than the key asks for: a list instead of a text, a word instead of a number.")
    package static let badTime = DiagnosticCode(
        "bad-time",
        "A time is not in the form of RFC 3339, or names a day or an hour that doesn't exist. Times are never guessed, because figures rest on them.")
    package static let badHandle = DiagnosticCode(
        "bad-handle",
        "A handle has a character that no address can hold, is too long, or is a name that disks or the site's own lists keep for themselves.")
    package static let badFileName = DiagnosticCode(
        "bad-file-name",
        "A file's name cannot become a page's address on every host and disk.")
    package static let badTag = DiagnosticCode("bad-tag", "A tag's name is empty, too long, or cannot become a page's address.")
    package static let badAlias = DiagnosticCode(
        "bad-alias", "An old address is not a path of a page below the site's root, so that no redirect can be put there.")
    package static let badURL = DiagnosticCode(
        "bad-url", "An address is neither http, https nor mailto, or is malformed. Other schemes can run programs or scripts at the reader's.")
    package static let badLanguage = DiagnosticCode("bad-language", "A language is not given as a tag of BCP 47, such as 'en' or 'zh-Hant'.")
    package static let badDuration = DiagnosticCode("bad-duration", "A length of time is not given in the form of '4h' or '1h30m'.")
    package static let badShare = DiagnosticCode("bad-share", "A share is not given as a percentage above 0 and up to 100, or as a number up to 1.")
    package static let badHours = DiagnosticCode("bad-hours", "The hours in which a promise runs are not given in the form of 'Mon-Fri 09:00-17:00'.")
    package static let promiseOrder = DiagnosticCode(
        "promise-order", "A rule's promises are not in the order of time, oldest first, so it can't be told which one a question is judged by.")
    package static let emptyAnswer = DiagnosticCode("empty-answer", "An answer or a comment has no text.")
    package static let unwrittenText = DiagnosticCode(
        "unwritten-text", "A post or a rule still begins with what 'answerable new' wrote for its author to replace. Readers would see it.")
    package static let unknownTimeZone = DiagnosticCode(
        "unknown-time-zone", "The settings name a time zone that is not in the IANA data base. Times without an offset are then read as UTC.")
    package static let badLog = DiagnosticCode(
        "bad-log", "A row of the question log has another number of fields than its header, a quote that is never closed, or lacks a field.")
}

/// Every fault that the readers of content files report, in the order of the manual.
package let readerCodes: [DiagnosticCode] = [
    .missingKey, .unknownKey, .wrongValue, .badTime, .badHandle, .badFileName, .badTag, .badAlias, .badURL, .badLanguage, .badDuration,
    .badShare, .badHours, .promiseOrder, .emptyAnswer, .unwrittenText, .unknownTimeZone, .badLog,
]
