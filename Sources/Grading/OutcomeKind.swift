/// What came out for a step, in a word: what is kept of an outcome when its sheet is closed.
package enum OutcomeKind: String, CaseIterable, Sendable {
  case open
  case right
  case roundedEarly = "rounded early"
  case followsThrough = "follows"
  case brokenLink = "link fails"
  case tooCoarse = "too coarse"
  case notWorkedOut = "not worked out"
  case notInForm = "not in form"
  case partly = "partly right"
  case wrong
  case undecided
  case unreadable
  case awaitsMarker = "to be marked"
  /// A person gave its points.
  case marked
  /// A person left it out.
  case excused

  /// One or two words, also for programs: the one place where they are spelled.
  package var word: String { rawValue }

  /// Whether nothing is wrong with it.
  package var isSound: Bool {
    switch self {
    case .right, .roundedEarly, .followsThrough, .awaitsMarker, .open, .marked, .excused: true
    case .brokenLink, .tooCoarse, .notWorkedOut, .notInForm, .partly, .wrong, .undecided,
      .unreadable:
      false
    }
  }
}

extension Outcome {
  /// Whether an answer, or a part of it, is worth what earlier ones make of it.
  var isFollowing: Bool {
    switch self {
    case .followsThrough, .roundedEarly: true
    default: false
    }
  }

  package var kind: OutcomeKind {
    switch self {
    case .open: .open
    case .right: .right
    case .roundedEarly: .roundedEarly
    case .followsThrough: .followsThrough
    case .brokenLink: .brokenLink
    case .tooCoarse: .tooCoarse
    case .notWorkedOut: .notWorkedOut
    case .notInForm: .notInForm
    case .partly: .partly
    case .wrong: .wrong
    case .undecided: .undecided
    case .unreadable: .unreadable
    case .awaitsMarker: .awaitsMarker
    }
  }

  /// Whether nothing is wrong with it.
  package var isSound: Bool { kind.isSound }
}
