import Diagnostics

/// Cuts a content file into blocks, each a front matter between two `---` lines and a body below it.
///
/// The first block opens at the file's first line that is not blank. A later one opens at a `---` that follows a blank line, whose
/// next line begins with one of `openers`, outside a fenced code block. Every other `---` is Markdown.
///
///     let (blocks, diagnostics) = BlockSplitter(openers: ["answer", "comment"]).split(file)
///     let title = blocks[0].fields["title"]
package struct BlockSplitter: Hashable, Sendable {
    /// The first keys of later blocks; none for a file of one block.
    package var openers: [String]
    /// The keys, one a line, that an author who left out the front matter is told to write.
    package var example: String
    package var limits: FrontMatterLimits

    package init(openers: [String] = [], example: String = "title: …", limits: FrontMatterLimits = FrontMatterLimits()) {
        self.openers = openers
        self.example = example
        self.limits = limits
    }

    /// There is always a first block, empty if need be. Blocks and diagnostics are in the order of the file.
    package func split(_ file: SourceFile) -> (blocks: [FrontMatterBlock], diagnostics: [Diagnostic]) {
        var pass = SplitterPass(splitter: self, file: file)
        pass.run()
        return (pass.blocks, pass.diagnostics)
    }
}
