import Diagnostics
import FrontMatter
import KnowledgeBase

/// An old address that is certain to be a thread's, by its id or its title, and the file that gets it as an alias.
package struct AliasFix: Hashable, Sendable {
    /// Below the content folder.
    package let contentPath: String
    package let alias: String
}

extension PlannedSite {
    /// What can be mended without a guess: a near name is none of it, because a redirect to the wrong page is worse than none.
    package func aliasFixes(since published: PublishedAddresses) -> [AliasFix] {
        vanishedPaths(since: published).compactMap { address in
            certainSuccessor(of: address.path, in: published.folder).map { AliasFix(contentPath: $0.thread.source.path, alias: address.path) }
        }
    }

    /// Writes the aliases into the content's files.
    ///
    /// - Returns: Those that were written. A file whose front matter can't be edited so that it says what it should is left as it is.
    package func write(_ fixes: [AliasFix]) throws(MachineError) -> [AliasFix] {
        var content = try ContentFolder(loaded.contentFolder)
        var written: [AliasFix] = []
        for fix in fixes {
            let bytes = try content.read(fix.contentPath)
            guard let mended = adding(fix.alias, toFrontMatterOf: bytes, path: fix.contentPath) else { continue }
            try writeOwnFile(mended, at: loaded.contentFolder + "/" + fix.contentPath)
            written.append(fix)
        }
        return written
    }
}

/// The file with one more alias; `nil` where the result would not read as that.
func adding(_ alias: String, toFrontMatterOf bytes: [UInt8], path: String) -> [UInt8]? {
    let splitter = BlockSplitter(openers: ["answer", "comment"])
    guard let block = splitter.split(SourceFile(path: path, bytes: bytes)).blocks.first else { return nil }
    let quoted = "\"" + alias + "\""
    var mended = bytes
    guard let field = block.fields["aliases"] else {
        // A line of its own, where the front matter ends.
        var at = block.frontMatter.upperBound
        let needsBreak = at > block.frontMatter.lowerBound && bytes[at - 1] != 0x0A
        if needsBreak { while at > 0, bytes[at - 1] == 0x0D { at -= 1 } }
        mended.insert(contentsOf: ((needsBreak ? "\n" : "") + "aliases: [\(quoted)]" + (needsBreak ? "" : "\n")).utf8, at: at)
        return holds(alias, mended, path, splitter) ? mended : nil
    }
    switch field.value {
    case .scalar(let scalar):
        let old = String(decoding: bytes[scalar.range], as: UTF8.self)
        mended.replaceSubrange(scalar.range, with: ((scalar.isNull && old.isEmpty ? " " : "") + "[" + (scalar.isNull ? "" : old + ", ") + quoted + "]").utf8)
    case .sequence(let items, let range):
        guard let last = items.last else {
            mended.replaceSubrange(range, with: "[\(quoted)]".utf8)
            break
        }
        if bytes[range.lowerBound] == UInt8(ascii: "[") {
            mended.insert(contentsOf: ", \(quoted)".utf8, at: last.range.upperBound)
        } else {
            // As far in as the first item is.
            let line = bytes[..<range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            mended.insert(contentsOf: [0x0A] + bytes[line..<range.lowerBound] + "- \(quoted)".utf8, at: last.range.upperBound)
        }
    case .mapping: return nil
    }
    return holds(alias, mended, path, splitter) ? mended : nil
}

private func holds(_ alias: String, _ bytes: [UInt8], _ path: String, _ splitter: BlockSplitter) -> Bool {
    let (blocks, diagnostics) = splitter.split(SourceFile(path: path, bytes: bytes))
    guard !diagnostics.contains(where: { $0.severity == .error }), case .sequence(let items, _) = blocks.first?.fields["aliases"]?.value else { return false }
    return items.contains { if case .scalar(let scalar) = $0 { scalar.text.utf8.elementsEqual(alias.utf8) } else { false } }
}
