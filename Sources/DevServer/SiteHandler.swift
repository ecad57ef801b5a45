import SiteGenerator

/// Answers requests: from the site as it stands, and with the development server's own files.
struct SiteHandler: Sendable {
    let policy: HostPolicy
    let state: SiteState
    let audience: Audience
    /// How long a page may wait for the site's first reading before it shows how far that is.
    let patience: Duration

    func answer(_ request: HTTPRequest, on connection: ConnectionID) async -> HTTPResponse {
        guard policy.allows(request.headers["host"]) else {
            return .text(
                request.headers["host"] == nil ? 400 : 403,
                "This server answers under 'localhost', under an address of this machine, and under the name given with --host; not under '\(request.headers["host"] ?? "")'.")
        }
        switch request.path {
        case OwnPaths.script: return own(developmentScript, "text/javascript; charset=utf-8", request)
        case OwnPaths.style: return own(developmentStyle, "text/css; charset=utf-8", request)
        case OwnPaths.events: return await events(request, connection)
        default: break
        }
        let isPage = (request.headers["accept"] ?? "").contains("text/html")
        guard await state.ready(patience: isPage ? patience : nil) else { return waitingPage(request, "Reading the site…", signature: SpecialPage.reading) }
        guard let site = await state.site else { return waitingPage(request, "The templates have errors", signature: SpecialPage.faulty) }
        switch site.answer(request.path) {
        case .entity(let entity): return entity.response(to: request)
        case .moved(let target): return .text(301, "See \(target)", headers: [("Location", encoded(target))])
        case .unreadable(let path): return .text(500, "'\(path)' can't be read.")
        }
    }

    private func own(_ text: String, _ type: String, _ request: HTTPRequest) -> HTTPResponse {
        let bytes = Array(text.utf8)
        return Entity(content: .bytes(bytes), type: type, tag: contentHash(bytes)).response(to: request)
    }

    private func events(_ request: HTTPRequest, _ connection: ConnectionID) async -> HTTPResponse {
        guard let path = request.value(of: "path"), let signature = request.value(of: "signature") else {
            return .text(400, "An open page asks here for news of itself; '?path=' and '&signature=' are missing.")
        }
        // First, so that a change that comes now is told as well.
        audience.add(connection, path: path, signature: signature)
        let site = await state.site
        // Whoever lost the connection comes again half a second later.
        var first = Array("retry: 500\n\n".utf8) + ServerEvent.report(await state.report).bytes
        let progress = await state.progress
        if site == nil, !progress.isEmpty { first += ServerEvent.progress(progress).bytes }
        // Between the page and this stream the site may have changed; a style may have, too, and telling it twice does no harm.
        if let site {
            let now = site.signature(path)
            audience.set(signature: now, styles: site.styles, of: connection)
            first += now != signature ? ServerEvent.reload.bytes : ServerEvent.styles(site.styles).bytes
        }
        return HTTPResponse(200, headers: [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")], body: .events(first))
    }

    private func waitingPage(_ request: HTTPRequest, _ title: String, signature: String) -> HTTPResponse {
        let page = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'self'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            <link rel="stylesheet" href="\(OwnPaths.style)">
            </head>
            <body class="answerable-waiting">
            <h1>\(title)</h1>
            <p data-answerable-progress></p>
            <noscript><p>Load this page again in a moment.</p></noscript>
            </body>
            </html>

            """
        let bytes = withDevelopmentScript(Array(page.utf8), path: request.path, signature: signature)
        return HTTPResponse(
            503, headers: [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"), ("Retry-After", "1")], body: .bytes(bytes))
    }

    /// For a header: what is no plain letter of an address as `%XX`.
    private func encoded(_ path: String) -> String {
        var out: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                out.append(byte)
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        // '//host/' would lead to another host.
        return "/" + String(decoding: out.drop { $0 == UInt8(ascii: "/") }, as: UTF8.self)
    }
}

/// Signatures of pages that are none of the site's: any page of the site is another.
enum SpecialPage {
    static let reading = "reading"
    static let faulty = "faulty"
}
