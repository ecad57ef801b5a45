import Foundation

// Writes a Swift file that holds every file below a folder as a string literal.
// Usage: ThemeEmbedder FOLDER OUTPUT FILE...   (FILE: paths below FOLDER)

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
    FileHandle.standardError.write(Data("usage: ThemeEmbedder FOLDER OUTPUT FILE...\n".utf8))
    exit(2)
}
let folder = URL(fileURLWithPath: arguments[1])
var source = "// Written by the build from Templates/. Do not edit.\n\nextension DefaultTheme {\n    package static let files: [File] = [\n"
for path in arguments.dropFirst(3) {
    let text = try String(decoding: Data(contentsOf: folder.appendingPathComponent(path)), as: UTF8.self)
    // More marks than any run in the text, so that nothing in it ends the literal or begins an interpolation.
    var marks = "#"
    while text.contains("\"\"\"" + marks) || text.contains("\\" + marks) { marks += "#" }
    // The line break before the closing quotes is not part of the literal.
    source += "        File(path: \(marks)\"\(path)\"\(marks), content: \(marks)\"\"\"\n\(text)\n\"\"\"\(marks)),\n"
}
source += "    ]\n}\n"
try Data(source.utf8).write(to: URL(fileURLWithPath: arguments[2]))
