import SiteGenerator

/// The site as it stands now, for every request that comes. An actor, because requests and rebuilds meet here.
actor SiteState {
    /// The last one that could make pages.
    private(set) var site: ServedSite?
    private(set) var report = FaultReport()
    /// How far the first reading has come, in words.
    private(set) var progress = ""
    /// The first reading has ended, with or without a site.
    private var isReady = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// - Parameter site: `nil` keeps the one before.
    func set(_ site: ServedSite?, _ report: FaultReport) {
        if let site { self.site = site }
        self.report = report
        isReady = true
        release()
    }

    func setProgress(_ text: String) { progress = text }

    /// Waits until the site has been read for the first time, but no longer than somebody who looks at an empty window wants to.
    ///
    /// - Parameter patience: `nil` waits as long as it takes.
    func ready(patience: Duration?) async -> Bool {
        if isReady { return true }
        if let patience {
            Task {
                try? await Task.sleep(for: patience)
                release()
            }
        }
        await withCheckedContinuation { waiting.append($0) }
        return isReady
    }

    private func release() {
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
