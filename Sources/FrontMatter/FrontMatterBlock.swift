import Diagnostics

/// One part of a content file: a front matter and the body below it.
package struct FrontMatterBlock: Hashable, Sendable {
    /// The `---` that opens the block; empty when the file's first block has no front matter.
    package var marker: SourceRange
    /// The lines between the two `---` lines, their line breaks included.
    package var frontMatter: SourceRange
    package var fields: FrontMatterMapping
    /// From the line after the closing `---` to the next block, or to the end of the file.
    package var body: SourceRange
    /// Whether the front matter was read to its end. When it wasn't, an error says why, and a missing key means nothing.
    package var isComplete: Bool

    package init(marker: SourceRange, frontMatter: SourceRange, fields: FrontMatterMapping, body: SourceRange, isComplete: Bool) {
        self.marker = marker
        self.frontMatter = frontMatter
        self.fields = fields
        self.body = body
        self.isComplete = isComplete
    }
}

/// What a front matter may hold, so that no file can cost more than it should.
package struct FrontMatterLimits: Hashable, Sendable {
    /// The largest front matter in bytes that is read.
    package var bytes: Int
    /// Values inside values: `a: [[b]]` is 3 deep (the mapping, the list, the list in it).
    package var depth: Int

    package init(bytes: Int = 8192, depth: Int = 4) {
        self.bytes = bytes
        self.depth = depth
    }
}
