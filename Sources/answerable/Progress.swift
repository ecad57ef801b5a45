import Foundation
import SiteGenerator
import Synchronization

/// Tells on the terminal what is being done and how long it still takes, and keeps how long each stage took. Nothing is shown in a pipe, and nothing
/// of what is done within a second.
///
/// A class, because outputs are made on several threads at once.
final class Progress: Sendable {
    private struct State {
        var stage: BuildStage?
        var began = ContinuousClock.now
        var done = 0
        var count = 0
        var isShown = false
        var lastShown = ContinuousClock.now
        var timings: [(stage: BuildStage, seconds: Double)] = []
    }

    private let isTerminal: Bool
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    init(isQuiet: Bool = false) {
        isTerminal = Terminal.isErrorTerminal && !isQuiet
    }

    /// `done` of `count` is finished of a stage; the first call for a stage ends the one before it. A count of 0 means that nobody can tell.
    func report(_ stage: BuildStage, _ done: Int, _ count: Int) {
        state.withLock { state in
            let now = ContinuousClock.now
            if state.stage != stage {
                finish(&state, now)
                state.stage = stage
                state.began = now
            }
            state.done = done
            state.count = count
            show(&state, now)
        }
    }

    /// One more of the stage's work is finished.
    func advance() {
        state.withLock { state in
            state.done += 1
            // Looking at the clock costs more than counting.
            if state.done % 32 == 0 { show(&state, .now) }
        }
    }

    /// Ends the last stage and takes the line away.
    func end() {
        state.withLock { state in
            finish(&state, .now)
            state.stage = nil
            if state.isShown { writeError("\r\u{1B}[2K") }
            state.isShown = false
        }
    }

    /// Each stage with its seconds, in the order of the build.
    var timings: [(stage: BuildStage, seconds: Double)] { state.withLock { $0.timings } }

    var seconds: Double { (ContinuousClock.now - start).seconds }

    private func finish(_ state: inout State, _ now: ContinuousClock.Instant) {
        if let stage = state.stage { state.timings.append((stage, (now - state.began).seconds)) }
    }

    private func show(_ state: inout State, _ now: ContinuousClock.Instant) {
        guard isTerminal, let stage = state.stage, (now - start).seconds > 1, !state.isShown || (now - state.lastShown).seconds > 0.1 else { return }
        state.isShown = true
        state.lastShown = now
        let line = progressLine(stage.rawValue, done: state.done, count: state.count, seconds: (now - state.began).seconds)
        writeError("\r\u{1B}[2K" + String(line.prefix(Terminal.width - 1)))
    }
}

/// "parse 1,200 of 10,000 · 3,400 a second · 3 s left"
func progressLine(_ stage: String, done: Int, count: Int, seconds: Double) -> String {
    guard count > 0 else { return stage + "…" }
    let done = min(done, count)
    let line = "\(stage) \(grouped(done)) of \(grouped(count))"
    guard done > 0, seconds > 0.2 else { return line }
    let rate = Double(done) / seconds
    let left = Int((Double(count - done) / rate).rounded(.up))
    return line + " · \(grouped(Int(rate))) a second · " + (left < 60 ? "\(left) s left" : "\(left / 60) min \(left % 60) s left")
}

/// Digits in groups of three.
private func grouped(_ number: Int) -> String {
    var digits = Array(String(number).utf8)
    var at = digits.count - 3
    while at > 0 {
        digits.insert(UInt8(ascii: ","), at: at)
        at -= 3
    }
    return String(decoding: digits, as: UTF8.self)
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
