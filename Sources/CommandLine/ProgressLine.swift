import Synchronization

/// One line on a terminal that says how far long work has come, and is gone at the end.
///
/// It is shown from the second second on, and never in a file or a pipe.
package final class ProgressLine: Sendable {
  private let total: Int
  private let noun: String
  private let isShown: Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  private struct State {
    var done = 0
    /// When the line is written next.
    var next = Duration.seconds(1)
    var isOnScreen = false
  }

  /// `noun` is what is counted, in the plural.
  package init(total: Int, of noun: String, isWanted: Bool, on terminal: Terminal = .standardError)
  {
    self.total = total
    self.noun = noun
    isShown = isWanted && terminal.isInteractive
  }

  /// Counts one more as done; from any thread.
  package func advance() {
    guard isShown else { return }
    let elapsed = ContinuousClock.now - start
    state.withLock { state in
      state.done += 1
      guard elapsed >= state.next, state.done < total else { return }
      state.next = elapsed + .milliseconds(200)
      state.isOnScreen = true
      Self.show(Self.text(done: state.done, of: total, noun, after: elapsed))
    }
  }

  /// Takes the line away, before anything else is written.
  package func end() {
    state.withLock { state in
      if state.isOnScreen { Self.show("") }
      state.isOnScreen = false
    }
  }

  /// `1200 of 10000 sheets, 400 a second, 22 s left`.
  static func text(done: Int, of total: Int, _ noun: String, after elapsed: Duration) -> String {
    let seconds = max(elapsed / .seconds(1), 0.001)
    let rate = Double(done) / seconds
    let left = Double(total - done) / max(rate, 0.001)
    let speed = rate >= 10 ? "\(Int(rate)) a second" : "\(Int(rate * 60)) a minute"
    return "\(done) of \(total) \(noun), \(speed), \(duration(left)) left"
  }

  private static func duration(_ seconds: Double) -> String {
    // Longer than a year is a guess from a rate near zero.
    guard seconds < 86_400 * 365 else { return "a long time" }
    let whole = Int(seconds.rounded(.up))
    if whole < 100 { return "\(whole) s" }
    let minutes = (whole + 59) / 60
    return minutes < 100 ? "\(minutes) min" : "\((minutes + 59) / 60) h"
  }

  private static func show(_ text: String) {
    // Back to the margin, and clear what stood there.
    try? System.write(Array("\r\u{1B}[K\(text)".utf8), to: Terminal.standardError.rawValue)
  }
}
