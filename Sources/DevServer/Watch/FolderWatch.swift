import Foundation
import SiteGenerator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tells what changes in a site's folders. A class, because it owns a thread, which ends with it.
///
/// What comes together is told together: a checkout of hundreds of files is one change.
package final class FolderWatch: Sendable {
    /// How changes are found.
    package enum Method: Hashable, Sendable {
        /// The system tells (inotify).
        case system
        /// By looking again and again: where the system can't tell, as on drives of the network.
        case looking
    }

    package let method: Method
    private let stopping: Wakeup

    /// - Parameters:
    ///   - looks: Looks itself, even where the system would tell.
    ///   - tell: Called on the watch's own thread, with when the change began (`monotonicMilliseconds`).
    package init(site: String, looks: Bool = false, tell: @escaping @Sendable (Changes, _ began: Int) -> Void) throws(MachineError) {
        let stopping = try Wakeup()
        self.stopping = stopping
        #if os(Linux)
            if !looks, let tree = InotifyTree(site: site) {
                method = .system
                Self.startThread { follow(tree, until: stopping, tell) }
                return
            }
        #endif
        method = .looking
        let first = TreeSnapshot(of: site)
        Self.startThread { look(at: site, first, until: stopping, tell) }
    }

    deinit { stopping.ring() }

    private static func startThread(_ work: @escaping @Sendable () -> Void) {
        let thread = Thread(block: work)
        thread.name = "watch"
        thread.start()
    }
}

/// When a change that goes on may be told, in milliseconds.
enum Gathering {
    /// Silence that ends a change of a few files.
    static let pause = 10
    /// Silence that ends a change of more than `few` files: a checkout, a replacement everywhere.
    static let pauseOfMany = 100
    static let few = 8
    /// A change that never pauses is told all the same.
    static let longest = 3000

    /// - Returns: The time at which the change is to be told.
    static func end(_ changes: Changes, began: Int, last: Int) -> Int {
        let isMany = changes.files.count > few || changes.isEverything
        return min(last + (isMany ? pauseOfMany : pause), began + longest)
    }
}

#if os(Linux)
    /// Waits for what the system tells, without any work while nothing changes.
    private func follow(_ tree: InotifyTree, until stopping: Wakeup, _ tell: (Changes, Int) -> Void) {
        var tree = tree
        var changes = Changes()
        var began = 0
        var last = 0
        while true {
            let now = monotonicMilliseconds()
            let end = Gathering.end(changes, began: began, last: last)
            if !changes.isEmpty, end <= now {
                tell(changes, began)
                changes = Changes()
                continue
            }
            var polls = [
                pollfd(fd: tree.descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: stopping.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&polls, 2, changes.isEmpty ? -1 : Int32(end - now)) < 0, errno != EINTR { return }
            if polls[1].revents != 0 { return tree.close() }
            guard polls[0].revents != 0 else { continue }
            let news = tree.read()
            guard !news.isEmpty else { continue }
            last = monotonicMilliseconds()
            if changes.isEmpty { began = last }
            changes.merge(news)
        }
    }
#endif

/// Looks at every file in turns; the more files there are the less often, so that it takes at most a twentieth of one core.
private func look(at site: String, _ first: TreeSnapshot, until stopping: Wakeup, _ tell: (Changes, Int) -> Void) {
    var seen = first
    var changes = Changes()
    var began = 0
    var pause = 300
    while true {
        var polls = [pollfd(fd: stopping.descriptor, events: Int16(POLLIN), revents: 0)]
        if poll(&polls, 1, Int32(pause)) != 0, polls[0].revents != 0 { return }
        let start = monotonicMilliseconds()
        let now = TreeSnapshot(of: site)
        let news = now.changes(since: seen)
        seen = now
        if changes.isEmpty { began = start }
        changes.merge(news)
        // Many changes go on until a look finds no further one.
        if !changes.isEmpty, news.isEmpty || changes.files.count <= Gathering.few || start - began > Gathering.longest {
            tell(changes, began)
            changes = Changes()
        }
        pause = max(300, 20 * (monotonicMilliseconds() - start))
    }
}
