import CCmarkGFM
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// While cmark-gfm parses inlines it changes process-wide tables, and two parsers at once give wrong HTML without any sign of it: so
/// there is one at a time in a process. Worker processes have one thread each and never wait here; the tests have many.
let parserLock = Mutex<Void>(())

/// Parses `bytes` and hands over the root of the tree, which is freed afterwards. Only under `parserLock`.
func withMarkdownTree<Result>(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (OpaquePointer) -> Result) -> Result? {
    withParsedMarkdown(bytes) { root, _ in body(root) }
}

/// The HTML that cmark-gfm itself prints, raw HTML included: for the tests, which compare ours with it. Never for a page.
package func referenceHTML(_ bytes: [UInt8]) -> String {
    parserLock.withLock { _ in
        let html = bytes.withUnsafeBufferPointer { bytes in
            withParsedMarkdown(bytes) { root, parser -> String in
                let options = parseOptions | CMARK_OPT_UNSAFE
                guard let html = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser)) else { return "" }
                defer { cmark_get_default_mem_allocator().pointee.free(html) }
                return String(cString: html)
            }
        }
        return html ?? ""
    }
}

/// What `&name;` or `&#number;` stands for, by the parser's own table; `nil` when it stands for nothing. Only under `parserLock`.
func characterReference(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let root = bytes.withUnsafeBufferPointer { bytes in
        bytes.withMemoryRebound(to: CChar.self) { cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_VALIDATE_UTF8) }
    }
    guard let root else { return nil }
    defer { cmark_node_free(root) }
    guard let paragraph = cmark_node_first_child(root), let text = cmark_node_first_child(paragraph),
        cmark_node_get_type(text) == CMARK_NODE_TEXT, cmark_node_next(text) == nil, let literal = cmark_node_get_literal(text)
    else { return nil }
    let value = Array(cBytes(literal))
    return value.elementsEqual(bytes) ? nil : value
}

/// The bytes of a C string, without its NUL.
@inline(__always)
func cBytes(_ string: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let string else { return UnsafeBufferPointer(start: nil, count: 0) }
    let count = strlen(string)
    return string.withMemoryRebound(to: UInt8.self, capacity: count) { UnsafeBufferPointer(start: $0, count: count) }
}

/// UTF-8 is validated even though every file was checked: without it a cut-off byte before a quote would change what is parsed.
private let parseOptions = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_FOOTNOTES

private func withParsedMarkdown<Result>(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (_ root: OpaquePointer, _ parser: OpaquePointer) -> Result) -> Result? {
    cmark_gfm_core_extensions_ensure_registered()
    guard let parser = cmark_parser_new(parseOptions) else { return nil }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
        guard let found = cmark_find_syntax_extension(name) else { continue }
        _ = cmark_parser_attach_syntax_extension(parser, found)
    }
    bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    guard let root = cmark_parser_finish(parser) else { return nil }
    defer { cmark_node_free(root) }
    return body(root, parser)
}
