/// How a program ends, as a number that scripts read; the worst is the greatest.
package enum ExitStatus: Int32, Comparable, CaseIterable, Sendable {
  /// Everything is right.
  case right = 0
  /// Something was found wrong, or could not be decided.
  case found = 1
  /// The work could not be done.
  case failed = 2

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The worst of many; nothing at all is right.
  package static func worst(of statuses: some Sequence<ExitStatus>) -> ExitStatus {
    statuses.max() ?? .right
  }

  /// Ends the program; text that an `Output` still keeps is lost, so flush first.
  package func end() -> Never { System.end(rawValue) }
}
