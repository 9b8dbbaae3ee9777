import Scalars

/// What answers are worth that are not simply right, as parts of a step's points.
package struct Worth: Sendable {
  /// In what way an answer is not simply right; the names stand in exercise files.
  package enum Kind: String, CaseIterable, Sendable {
    /// A right end, with a link before it that does not follow.
    case brokenLink = "broken-link"
    /// Correctly rounded, but to fewer digits than asked; never for a single digit.
    case tooCoarse = "too-coarse"
    /// Follows from values that were rounded, correctly, before it.
    case roundedEarly = "rounded-early"
    /// Right in value, and not in the form that is asked for.
    case notInForm = "not-in-form"
    /// Right in value, and still a computation.
    case notWorkedOut = "not-worked-out"
    /// The right entries, with rows and columns exchanged.
    case transposed
    /// A matrix of a single row or column for a vector, or the other way round.
    case rowForColumn = "row-for-column"
    /// The entries of a matrix as one list, row by row.
    case flattened
    /// A vector with one entry left out; it loses that entry in any case.
    case tooShort = "too-short"
    /// A vector with one entry too much.
    case tooLong = "too-long"
  }

  private var parts: [Kind: Rational] = [:]
  /// What an entry earns that follows from a wrong earlier answer.
  package var follow = Rational.one
  /// The part of the exercise's points that may be earned by follow-through.
  package var followInTotal = Rational.one

  package init() {}

  package subscript(kind: Kind) -> Rational {
    get {
      if let part = parts[kind] { return part }
      switch kind {
      case .roundedEarly, .rowForColumn, .tooShort: return .one
      case .notWorkedOut: return .zero
      case .brokenLink, .tooCoarse, .notInForm, .transposed, .flattened, .tooLong:
        return Rational(1) / Rational(2)
      }
    }
    set { parts[kind] = newValue }
  }
}
