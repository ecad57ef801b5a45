import SiteGenerator
import Synchronization

/// Serves a site from memory while somebody writes it: pages are made when they are asked for, and what changes on disk shows in the open browser.
///
/// Nothing is written. A class, because the command, the watch and the server hold it at once.
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
            let number = self.pending.withLock { pending in
                if pending.changes.isEmpty { pending.began = began }
                pending.changes.merge(changes)
                pending.number += 1
                return pending.number
            }
            step.yield(.changed(changes, began: began, number: number))
            bell.yield()
        }
        started(watch.method)
        // A page is shown while the site is still being read for the change before.
        let showing = Task { await self.present(steps) }
        let building = Task {
            var session = BuildSession(options)
            step.yield(self.read(&session, changes: nil, began: monotonicMilliseconds(), number: self.pending.withLock { $0.number }))
            for await _ in bells {
                let (changes, began, number) = self.pending.withLock { pending in
                    defer { pending.changes = Changes() }
                    return pending
                }
                if !changes.isEmpty { step.yield(self.read(&session, changes: changes, began: began, number: number)) }
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

    private func present(_ steps: AsyncStream<Step>) async {
        // What the site as it was last read doesn't hold yet.
        var waiting: [(number: Int, changes: Changes)] = []
        var early: (told: Told, time: Int?) = (Told(), nil)
        for await step in steps {
            switch step {
            case .changed(let changes, let began, let number):
                waiting.append((number, changes))
                guard let preview = preview(changes, of: await state.site?.plan) else { continue }
                let told = await show(ServedSite(preview, contentFolder: options.contentFolder), state.report, changes)
                early.told.reloaded = max(early.told.reloaded, told.reloaded)
                early.time = early.time ?? monotonicMilliseconds() - began
            case .read(.success(let plan), let changes, let began, let number):
                waiting.removeAll { $0.number <= number }
                var later = Changes()
                for change in waiting { later.merge(change.changes) }
                // What was changed since is shown already: the page must not go back to what it was.
                let newest = preview(later, of: plan) ?? plan
                let site = plan.hasSoundTemplates ? ServedSite(newest, contentFolder: options.contentFolder) : nil
                var told = await show(site, FaultReport(plan), changes)
                told.reloaded = max(told.reloaded, early.told.reloaded)
                news(.site(plan, changes: changes, time: Time(preview: early.time, whole: monotonicMilliseconds() - began), told: told))
                early = (Told(), nil)
            case .read(.failure(let error), let changes, _, _):
                _ = await show(nil, FaultReport(error), changes)
                news(.failed(error))
            }
        }
    }

    /// The site with the changed pages alone made anew; `nil` where that isn't enough.
    private func preview(_ changes: Changes, of plan: PlannedSite?) -> PlannedSite? {
        guard let plan, !changes.isEmpty, !changes.isEverything else { return nil }
        return (try? plan.preview(of: changes.files, options)) ?? nil
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
