import SiteGenerator
import Synchronization

/// Serves a site from memory while somebody writes it: pages are made when they are asked for, and what changes on disk shows in the open browser.
///
/// Nothing is written but the cache. A class, because the command, the watch and the server hold it at once.
package final class DevServer: Sendable {
    /// What happened, for whoever prints it.
    package enum News: Sendable {
        case reading(BuildStage, done: Int, of: Int)
        /// The site was read: for the first time when `changes` is `nil`.
        case site(PlannedSite, changes: Changes?, time: Time, told: Told)
        /// The files can't be read; the site stays as it was.
        case failed(MachineError)
    }

    /// Milliseconds since the change began.
    package struct Time: Hashable, Sendable {
        /// When the changed pages were shown before the whole was ready.
        package var preview: Int?
        package var whole = 0
    }

    /// What was said to the open pages.
    package struct Told: Hashable, Sendable {
        package var open = 0
        package var reloaded = 0
        package var restyled = 0
    }

    private let options: BuildOptions
    private let state = SiteState()
    private let audience = Audience()
    private let server: HTTPServer
    private let news: @Sendable (News) -> Void
    /// What was changed since the site was last read, and how many changes there were before.
    private let pending = Mutex<(changes: Changes, began: Int, number: Int)>((Changes(), 0, 0))

    /// - Parameter news: Called on any thread.
    package init(_ options: BuildOptions, news: @escaping @Sendable (News) -> Void) throws(MachineError) {
        self.options = options
        self.news = news
        server = try HTTPServer()
    }

    package func stop() { server.stop() }

    /// Answers until `stop` is called.
    ///
    /// - Parameters:
    ///   - host: What the listener was made for: a name under which the server may be asked.
    ///   - looks: Looks for changes itself, even where the system would tell.
    ///   - started: Called when changes are watched, before the site is read.
    package func run(_ listener: Listener, host: String, looks: Bool, started: (FolderWatch.Method) -> Void) async throws(MachineError) {
        let (bells, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (steps, step) = AsyncStream.makeStream(of: Step.self)
        // Before the first reading, so that no change falls between the two.
        let watch = try FolderWatch(site: options.site, looks: looks) { changes, began in
            self.pending.withLock { pending in
                if pending.changes.isEmpty { pending.began = began }
                pending.changes.merge(changes)
                pending.number += 1
                // Before anybody can read the site with it: a change is never told after the reading that holds it.
                step.yield(.changed(changes, began: began, number: pending.number))
            }
            bell.yield()
        }
        started(watch.method)
        // A page is shown while the site is still being read for the change before.
        let showing = Task { await self.present(steps) }
        let building = Task {
            var session = BuildSession(options)
            step.yield(self.read(&session, changes: nil, began: monotonicMilliseconds(), number: self.pending.withLock { $0.number }))
            session.keep()
            for await _ in bells {
                // An open page is being painted with what has changed: reading takes every core, and waits that long.
                if !self.audience.connections.isEmpty { try? await Task.sleep(for: .milliseconds(120)) }
                let (changes, began, number) = self.pending.withLock { pending in
                    defer { pending.changes = Changes() }
                    return pending
                }
                guard !changes.isEmpty else { continue }
                step.yield(self.read(&session, changes: changes, began: began, number: number))
                session.keep(from: 500)
            }
        }
        let handler = SiteHandler(policy: HostPolicy(host: host), state: state, audience: audience, patience: .milliseconds(700))
        let audience = audience
        await server.run(listener, handler: { await handler.answer($0, on: $1) }, ended: { audience.remove($0) })
        bell.finish()
        building.cancel()
        step.finish()
        showing.cancel()
        withExtendedLifetime(watch) {}
    }

    /// What is to be shown, in the order in which it came.
    private enum Step: Sendable {
        /// Somebody has changed files; the changes are numbered.
        case changed(Changes, began: Int, number: Int)
        /// The site was read, with all changes up to a number.
        case read(Result<PlannedSite, MachineError>, changes: Changes?, began: Int, number: Int)
    }

    private func read(_ session: inout BuildSession, changes: Changes?, began: Int, number: Int) -> Step {
        do throws(MachineError) {
            let plan = try session.update { stage, done, of in
                self.news(.reading(stage, done: done, of: of))
                if changes == nil { self.tellProgress(stage, done, of) }
            }
            return .read(.success(plan), changes: changes, began: began, number: number)
        } catch {
            return .read(.failure(error), changes: changes, began: began, number: number)
        }
    }

    /// A change that the site as it was last read doesn't hold yet.
    private struct Waiting {
        var number: Int
        var changes: Changes
        /// When its pages were shown, milliseconds after it began; `nil` where they have to wait for the whole.
        var shown: Int?
        var told = Told()
    }

    private func present(_ steps: AsyncStream<Step>) async {
        var waiting: [Waiting] = []
        for await step in steps {
            switch step {
            case .changed(let changes, let began, let number):
                var change = Waiting(number: number, changes: changes)
                if let site = preview(changes, of: await state.site) {
                    change.told = await show(site, state.report, changes)
                    change.shown = monotonicMilliseconds() - began
                }
                waiting.append(change)
            case .read(.success(let plan), let changes, let began, let number):
                let held = waiting.filter { $0.number <= number }
                waiting.removeAll { $0.number <= number }
                let site = plan.hasSoundTemplates ? served(plan, with: waiting) : nil
                var told = await show(site, FaultReport(plan), changes)
                for early in held.map(\.told) {
                    told.reloaded = max(told.reloaded, early.reloaded)
                    told.restyled = max(told.restyled, early.restyled)
                }
                let time = Time(preview: held.lazy.compactMap(\.shown).first, whole: monotonicMilliseconds() - began)
                news(.site(plan, changes: changes, time: time, told: told))
            case .read(.failure(let error), let changes, _, _):
                _ = await show(nil, FaultReport(error), changes)
                news(.failed(error))
            }
        }
    }

    /// The site as it was read, and over it what has been changed since and is shown already: no page goes back to what it was.
    private func served(_ plan: PlannedSite, with waiting: [Waiting]) -> ServedSite {
        var newest = ServedSite(plan, contentFolder: options.contentFolder)
        for (place, change) in waiting.enumerated() {
            // Of a file that was saved several times, once is enough.
            if waiting[(place + 1)...].contains(where: { $0.changes.files == change.changes.files }) { continue }
            newest = preview(change.changes, of: newest) ?? newest
        }
        return newest
    }

    /// The site with the changed pages alone made anew, or with its new style; `nil` where that isn't enough.
    private func preview(_ changes: Changes, of site: ServedSite?) -> ServedSite? {
        guard let site, !changes.isEmpty, !changes.isEverything else { return nil }
        do throws(MachineError) {
            if let styles = try site.plan.styles(of: changes.files, options) { return site.restyled(styles) }
            guard let plan = try site.plan.preview(of: changes.files, options) else { return nil }
            return ServedSite(plan, contentFolder: options.contentFolder).restyled(site.newerStyles)
        } catch {
            // The reading of the whole will say it.
            return nil
        }
    }

    /// - Parameter site: `nil` when no pages can be made: then the last ones stay.
    private func show(_ site: ServedSite?, _ report: FaultReport, _ changes: Changes?) async -> Told {
        let before = await state.report
        await state.set(site, report)
        var told = Told(open: audience.connections.count)
        let assets = (changes?.files ?? []).filter { $0.utf8.starts(with: "Content/assets/".utf8) }.map { String($0.dropFirst("Content/".utf8.count)) }
        var news: [(ConnectionID, ServerEvent)] = []
        if let current = await state.site {
            news = audience.news(styles: current.styles, assets: assets.sorted(), signature: current.signature)
        } else {
            news = audience.news(styles: [], assets: [], signature: { _ in SpecialPage.faulty })
        }
        // A page that loads again asks for the report itself.
        var reloading: Set<ConnectionID> = []
        for (connection, event) in news {
            if event == .reload { reloading.insert(connection) } else if case .styles = event { told.restyled += 1 }
            server.send(event.bytes, to: connection)
        }
        told.reloaded = reloading.count
        if report != before {
            let bytes = ServerEvent.report(report).bytes
            for connection in audience.connections where !reloading.contains(connection) { server.send(bytes, to: connection) }
        }
        return told
    }

    private func tellProgress(_ stage: BuildStage, _ done: Int, _ of: Int) {
        let text = of > 0 ? "\(stage.rawValue) \(done) of \(of)" : stage.rawValue
        // One in a hundred is enough for an eye.
        guard of == 0 || done % max(1, of / 100) == 0 else { return }
        let (state, audience, server) = (state, audience, server)
        Task {
            await state.setProgress(text)
            for connection in audience.connections { server.send(ServerEvent.progress(text).bytes, to: connection) }
        }
    }
}
