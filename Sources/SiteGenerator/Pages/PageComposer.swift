import Diagnostics
import KnowledgeBase
import Markdown
import TemplateEngine

/// Makes the views of one page: knows the site, the interface's language and where the page lies.
///
/// Each page kind is an extension of it in a file of its own, and a row in `pageKinds`.
struct PageComposer: Sendable {
    @Shared private(set) var model: SiteModel
    @Shared private(set) var phrases: Phrases
    @Shared private(set) var assets: ThemeAssets
    /// Of all pages of the plan.
    let rowMemory: RowMemory
    /// The page's path below the site's root.
    let path: String
    let url: RelativeURLs

    init(_ model: Shared<SiteModel>, phrases: Shared<Phrases>, assets: Shared<ThemeAssets>, rowMemory: RowMemory, path: String, notFoundRoot: String? = nil) {
        _model = model
        _phrases = phrases
        _assets = assets
        self.rowMemory = rowMemory
        self.path = path
        // A host shows its 404 page under any address: with a base URL its links can be right everywhere.
        if path == Permalinks.notFound, let base = notFoundRoot ?? model.wrappedValue.site.settings.baseURL {
            url = RelativeURLs(root: base)
        } else {
            url = RelativeURLs(page: path)
        }
    }

    var site: Site { _read { yield model.site } }

    func person(_ handle: String) -> PersonView {
        let person = model.people[handle]
        let name = person?.name ?? handle
        return PersonView(
            name: name, url: person == nil ? nil : url(Permalinks.person(handle)), initial: initial(of: name), tone: tone(of: handle),
            bot: person?.isBot ?? false)
    }

    func tag(_ name: String, count: Int? = nil) -> TagView {
        TagView(
            name: name, url: url(Permalinks.tag(model.tags[name]?.slug ?? tagSlug(name))), count: count.map { phrases.numberText($0) } ?? "")
    }

    func time(_ time: Timestamp) -> TimeView { TimeView(iso: isoText(time), text: phrases.time(time)) }

    /// The day alone, for lists in which the minute is noise.
    func day(_ time: Timestamp) -> TimeView { TimeView(iso: isoText(time), text: phrases.shortDate(time.local.date)) }

    func body(_ body: PostBody, in contentPath: String) -> SafeHTML {
        SafeHTML(trusted: body.rendered.htmlBytes { slot in
            switch model.links.target(of: slot, in: contentPath) {
            case .path(let target, let fragment): url(target, fragment: fragment)
            case .fragment(let id): "#" + encodedPath(id)
            // Reported when links were checked; the reader gets what the author wrote.
            case .missing: slot.destination
            }
        } size: { model.links.size(of: $0, in: contentPath) })
    }

    /// Where a file can be edited, when the settings say how.
    func editUrl(_ contentPath: String) -> String? {
        site.settings.editLink.map { filled($0, contentPath) }
    }

    /// A pattern's `{path}` becomes the file's path in the repository.
    func filled(_ pattern: String, _ contentPath: String) -> String {
        let parts = pattern.utf8.split(separator: "{path}".utf8, omittingEmptySubsequences: false)
        guard parts.count > 1 else { return pattern }
        return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: encodedPath("Content/" + contentPath))
    }

    /// `nil` when it is the site's own, so that only what differs is marked.
    func language(_ language: String?) -> String? {
        language.flatMap { $0.utf8.elementsEqual(site.settings.language.utf8) ? nil : $0 }
    }

    func licence(_ name: String?) -> LicenceView? { name.map { LicenceView(text: $0, url: licenceURL($0)) } }

    private func initial(of name: String) -> String {
        // A whole Character here is for the eye alone; it is escaped on bytes like every text.
        name.first { $0.isLetter || $0.isNumber }.map { String($0).uppercased() } ?? "?"
    }

    /// FNV-1a of the handle's bytes, so that a person's colour is the same in every build.
    private func tone(of handle: String) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in handle.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int((hash ^ hash >> 15) % 8)
    }
}

/// The address of the text of a well-known licence.
private func licenceURL(_ name: String) -> String? {
    let parts = name.uppercased().utf8.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    if parts.first == "CC0" { return "https://creativecommons.org/publicdomain/zero/1.0/" }
    guard parts.count == 3, parts[0] == "CC", ["BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND"].contains(parts[1]),
        ["2.0", "2.5", "3.0", "4.0"].contains(parts[2])
    else { return nil }
    return "https://creativecommons.org/licenses/\(parts[1].lowercased())/\(parts[2])/"
}
