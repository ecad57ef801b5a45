import ArgumentParser
import Diagnostics
import SearchIndex
import SiteGenerator

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Asks a built site's own search index.",
        discussion: "Reads the index that the pages read, with the same ranking.")

    @Argument(help: "What to look for.")
    var query: [String]

    @Option(name: .long, help: ArgumentHelp("The built site.", valueName: "DIR"))
    var output = "Output"

    @Option(name: .long, help: ArgumentHelp("How many results at most.", valueName: "N"))
    var limit = 10

    @Option(name: .long, help: "text or json.")
    var format = TextFormat.text

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit must be at least 1") }
    }

    func run() async throws {
        try await reportingFailures {
            let folder = output
            guard let reader = SearchReader(read: { (try? readFile(folder + "/" + $0)) ?? nil }) else {
                throw UsageError("there is no search index in '\(output)' (build the site first, or name its folder with --output)")
            }
            let answer = reader.search(query.joined(separator: " "), limit: limit)
            switch format {
            case .text: writeOutput(answer.hits.isEmpty ? "nothing found\n" : answer.hits.map { "\($0.title)\n  \(folder)/\($0.url)\n" }.joined())
            case .json: writeOutput(json(answer))
            }
        }
    }

    private func json(_ answer: SearchReader.Answer) -> [UInt8] {
        var json = JSONWriter(isPretty: true)
        json.array { json in
            for hit in answer.hits {
                json.object { json in
                    json.member("url", hit.url)
                    json.member("title", hit.title)
                    json.key("score")
                    json.integer(hit.score)
                    if let post = hit.post { json.member("post", post) } else { json.key("post"); json.null() }
                }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}
