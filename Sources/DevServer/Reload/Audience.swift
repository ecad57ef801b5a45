import Synchronization

/// The pages that are open in browsers, each with the state of it that the browser has. A class, because the server and the rebuilds share it.
final class Audience: Sendable {
    private struct Page {
        var path: String
        var signature: String
        /// `nil` while it isn't known which it has.
        var styles: [String]?
    }

    private let pages = Mutex<[ConnectionID: Page]>([:])

    func add(_ connection: ConnectionID, path: String, signature: String) {
        pages.withLock { $0[connection] = Page(path: path, signature: signature) }
    }

    /// What the page has been told, or is being told, as it joins.
    func set(signature: String, styles: [String], of connection: ConnectionID) {
        pages.withLock {
            $0[connection]?.signature = signature
            $0[connection]?.styles = styles
        }
    }

    func remove(_ connection: ConnectionID) {
        pages.withLock { $0[connection] = nil }
    }

    var connections: [ConnectionID] { pages.withLock { Array($0.keys) } }

    /// What each open page has to be told so that it shows the site as it is now.
    ///
    /// - Parameters:
    ///   - signature: Of a page as it is now.
    ///   - assets: Files that have changed under their names.
    func news(styles: [String], assets: [String], signature: (String) -> String) -> [(ConnectionID, ServerEvent)] {
        let open = pages.withLock { $0 }
        var known: [String: String] = [:]
        var news: [(ConnectionID, ServerEvent)] = []
        for (connection, page) in open.sorted(by: { $0.key < $1.key }) {
            let now = known[page.path] ?? signature(page.path)
            known[page.path] = now
            if now != page.signature {
                news.append((connection, .reload))
            } else {
                if let known = page.styles, known != styles { news.append((connection, .styles(styles))) }
                if !assets.isEmpty { news.append((connection, .assets(assets))) }
            }
            pages.withLock {
                $0[connection]?.signature = now
                $0[connection]?.styles = styles
            }
        }
        return news
    }
}
