/// Waiting for a key, or for something else to happen.
package enum KeyWait {
  package enum Event: Hashable, Sendable {
    /// A byte of what was typed, or came on standard input.
    case key(UInt8)
    /// Standard input has ended, or a person typed Ctrl-D.
    case endOfInput
    case happened
  }

  /// Waits; `hasHappened` is asked ten times a second.
  ///
  /// On a terminal keys come at once and unseen; its settings are put back before this returns,
  /// and before a signal ends or stops the process.
  package static func wait(until hasHappened: () -> Bool) -> Event {
    var keys = TerminalKeys(descriptor: Terminal.standardInput.rawValue)
    defer { keys.leave() }
    while true {
      if hasHappened() { return .happened }
      keys.heedSignals()
      switch keys.next(milliseconds: 100) {
      case .none: continue
      case .byte(4) where keys.isOn: return .endOfInput
      case .byte(let byte): return .key(byte)
      case .end: return .endOfInput
      }
    }
  }
}

/// A terminal that hands over each key as it is typed.
///
/// While it is on, the signals by which people end and stop programs are held back, so that the
/// settings can be put back first. They are not lost: ``heedSignals()`` obeys them.
private struct TerminalKeys: ~Copyable {
  private let descriptor: Int32
  private var settings: System.TerminalSettings?
  private var heldBack: System.HeldSignals?

  var isOn: Bool { settings != nil }

  init(descriptor: Int32) {
    self.descriptor = descriptor
    enter()
  }

  private mutating func enter() {
    // A program in the background would be stopped for touching the terminal.
    guard System.isTerminal(descriptor), System.ownsTerminal(descriptor) else { return }
    heldBack = System.HeldSignals()
    settings = System.takeKeys(from: descriptor)
    if settings == nil { releaseSignals() }
  }

  mutating func leave() {
    if let settings { System.restore(settings, of: descriptor) }
    settings = nil
    releaseSignals()
  }

  /// The next byte; of a terminal that now belongs to another program none is taken.
  func next(milliseconds: Int32) -> System.Input {
    guard isOn || !System.isTerminal(descriptor) else {
      System.sleep(milliseconds: milliseconds)
      return .none
    }
    return System.nextByte(descriptor, milliseconds: milliseconds)
  }

  private mutating func releaseSignals() {
    heldBack?.release()
    heldBack = nil
  }

  /// Obeys a signal that came: the process ends here, or stops and comes back.
  mutating func heedSignals() {
    guard heldBack == nil || System.HeldSignals.isAnyPending else { return }
    leave()
    enter()
  }
}
