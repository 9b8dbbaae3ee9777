#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The settings of a terminal, and the signals that its keys send.
extension System {
  struct TerminalSettings {
    fileprivate var raw: termios
  }

  /// Has a terminal hand over each key at once and unseen; returns the settings before.
  ///
  /// Ctrl-C and Ctrl-Z keep their meaning.
  static func takeKeys(from descriptor: Int32) -> TerminalSettings? {
    var old = termios()
    guard tcgetattr(descriptor, &old) == 0 else { return nil }
    var new = old
    new.c_lflag &= ~tcflag_t(ICANON | ECHO)
    withUnsafeMutableBytes(of: &new.c_cc) { bytes in
      bytes[Int(VMIN)] = 1
      bytes[Int(VTIME)] = 0
    }
    guard tcsetattr(descriptor, TCSANOW, &new) == 0 else { return nil }
    return TerminalSettings(raw: old)
  }

  static func restore(_ settings: TerminalSettings, of descriptor: Int32) {
    var old = settings.raw
    while tcsetattr(descriptor, TCSANOW, &old) != 0, errno == EINTR {}
  }

  /// Whether this process is the one that a terminal's keys go to.
  static func ownsTerminal(_ descriptor: Int32) -> Bool { tcgetpgrp(descriptor) == getpgrp() }

  enum Input {
    case none
    case byte(UInt8)
    case end
  }

  /// Waits so long for a byte.
  static func nextByte(_ descriptor: Int32, milliseconds: Int32) -> Input {
    var wait = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: POLLIN), revents: 0)
    let ready = poll(&wait, 1, milliseconds)
    guard ready > 0 else { return ready == 0 || errno == EINTR ? .none : .end }
    var bytes: [UInt8] = []
    guard let length = try? read(descriptor, upTo: 1, into: &bytes), length > 0 else { return .end }
    return .byte(bytes[0])
  }

  static func sleep(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }

  /// The signals that end or stop a program, held back as long as this is.
  struct HeldSignals {
    private var before = sigset_t()

    init() {
      var set = Self.all
      pthread_sigmask(SIG_BLOCK, &set, &before)
    }

    /// Lets them through; one that came meanwhile acts before this returns.
    mutating func release() { pthread_sigmask(SIG_SETMASK, &before, nil) }

    private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]

    private static var all: sigset_t {
      var set = sigset_t()
      sigemptyset(&set)
      for number in numbers { sigaddset(&set, number) }
      return set
    }

    static var isAnyPending: Bool {
      var set = sigset_t()
      sigpending(&set)
      return numbers.contains { sigismember(&set, $0) == 1 }
    }
  }
}
