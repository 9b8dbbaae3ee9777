import JSONText
import Notation
import Scalars

/// An exercise: what is given, what is asked, and formulas that say what is right.
package struct Exercise: Sendable {
  package let id: String
  package let title: String
  /// Where the exercise comes from, in words.
  package let source: String
  /// What the student is told, as written.
  package let given: [String]
  package internal(set) var questions: [Question]
  /// Given or defined numbers that belong together, so that none of them can be another.
  let fixed: Set<String>
  /// What the source claims and nobody can recompute here.
  package let unchecked: [Unchecked]
  /// Whether answers in quotes have decimal commas, and lists semicolons.
  package let hasDecimalCommas: Bool
  package let worth: Worth
  /// How its numbers may be drawn, so that each student has some of their own.
  package let variants: VariantPlan?
  /// Whose numbers these are; nil for those of the file.
  package let variant: String?
  /// Answer sheets of the author's, with the marks that they must get.
  package let tests: [SelfTest]
  package let document: JSONDocument

  package var steps: [Step] { questions.flatMap(\.steps) }

  package func step(_ id: String) -> Step? {
    for question in questions {
      if let step = question.steps.first(where: { $0.id == id }) { return step }
    }
    return nil
  }
}

package struct Unchecked: Sendable {
  package let what: String
  package let why: String
}

package struct Question: Sendable {
  package let id: String
  package internal(set) var ask: String
  /// What this question adds to what is given, as written.
  package internal(set) var given: [String]
  /// All names: those of the exercise, then those of the question.
  package internal(set) var scope: Scope
  /// The names of the scope that answers may use, sizes among them; definitions are private.
  package let visible: Set<String>
  /// The names that the question introduces itself, and where in its scope they begin.
  let ownNames: Set<String>
  let firstOwnEntity: Int
  /// Numbers of its own that belong together.
  let fixed: Set<String>
  /// What introduces the names of the scope, by their places in it.
  package let statements: [Int: Inscription]
  package internal(set) var steps: [Step]
  package let pictures: [Picture]

  /// Whether the ids of all steps mean these steps here.
  package var seesAllSteps: Bool { ownNames.isEmpty }

  /// Whether a step's id means that step's answer here, and not a name of this question.
  package func sees(_ step: String) -> Bool {
    !ownNames.contains(step) || steps.contains { $0.id == step }
  }
}

/// One thing that is asked for.
package struct Step: Sendable {
  package let id: String
  package internal(set) var ask: String
  package let points: Rational
  /// Whether its points come on top of those that are possible.
  package let isBonus: Bool
  package let kind: Kind
  package let worth: Worth
  /// What its author says to who is stuck, one after the other.
  package let hints: [Inscription]
  /// Where the step stands in the exercise's file.
  package let place: Range<Int>

  /// Boxed, since findings carry their steps along.
  package indirect enum Kind: Sendable {
    /// Something with a value, judged by computing.
    case computed(Target)
    /// One of several answers, the right one among them.
    case choice(Choice)
    /// Marked by a person.
    case prose
  }

  package var target: Target? {
    switch kind {
    case .computed(let target): target
    case .choice, .prose: nil
    }
  }

  package var isProse: Bool {
    switch kind {
    case .prose: true
    case .computed, .choice: false
    }
  }
}

/// A question with a few answers to choose from.
package struct Choice: Sendable {
  package let options: [String]
  package let right: String
  /// How the place of the right option follows from earlier answers, from the first index on.
  package let via: Written?
  package let slips: [Slip]

  /// The place of the option that a text chooses, from 0: capitals, spaces and which sign is typed
  /// for a minus do not matter where they tell no options apart.
  package func place(of text: String) -> Int? {
    if let place = options.firstIndex(of: text) { return place }
    let near = options.indices.filter { options[$0].loosely == text.loosely }
    return near.count == 1 ? near[0] : nil
  }

  /// A wrong option that tells why somebody chose it.
  package struct Slip: Sendable {
    package let code: String
    package let option: String
    package let hint: String
  }
}

/// What a computed step must come to, and how.
package struct Target: Sendable {
  package let value: Written
  /// How the step follows from earlier answers: the second witness.
  package let via: Written?
  package let form: Form
  /// For an answer that is a formula: the only names it may use.
  package let names: [String]?
  /// The only functions it may use; `1[]` stands for indicators.
  package let functions: [String]?
  /// The indices in which an entry is asked for.
  package let entry: [Declaration]
  /// What a bare function name in an answer is applied to.
  package let variable: String?
  /// How closely a rounded answer must be written.
  package let precision: Precision
  /// Whether a percentage is asked for, so that a bare 12.5 may mean 12.5%.
  package let isPercentage: Bool
  /// Whether only the exact value will do.
  package let isExact: Bool
  /// Whether values where a sign or a step jumps count, too.
  package let everywhere: Bool
  /// The most operations that a formula may take, in the named sizes.
  package let operations: Written?
  package let slips: [Slip]

  package enum Form: Sendable {
    /// Numbers, worked out.
    case numbers
    /// A formula in names; for an entry, in its indices too.
    case formula
    /// A chain from one formula to the other, in either direction.
    case derivation(Derivation)
    /// An equation, up to a factor; the value is the difference of its sides.
    case equation

    // What most of the house asks of a form is answered here, where a new one must answer it, too.

    /// Whether the answer is a formula in free variables, and not numbers.
    package var isFormula: Bool {
      switch self {
      case .numbers: false
      case .formula, .derivation, .equation: true
      }
    }

    package var isEquation: Bool {
      switch self {
      case .equation: true
      case .numbers, .formula, .derivation: false
      }
    }

    package var derivation: Derivation? {
      switch self {
      case .derivation(let derivation): derivation
      case .numbers, .formula, .equation: nil
      }
    }
  }

  /// "Show that A = B", or that A < B: the value is B.
  package struct Derivation: Sendable {
    package let start: Written
    /// `=`, `<` or `<=`.
    package let relation: Relation
    /// The fewest links between members that differ.
    package let links: Int
    /// Functions of which some member must make use.
    package let through: [String]
  }

  /// Whether the answer is a formula in free variables, and not numbers.
  package var isFormula: Bool { form.isFormula }

  /// The names of the entry's indices.
  package var indices: [String] { entry.flatMap(\.names) }

  /// The names in the two ends of a derivation: its answer must write these, be they private.
  var endNames: Set<String> {
    guard let derivation = form.derivation else { return [] }
    return Set((derivation.start.formula.names + value.formula.names).map(\.name))
  }
}

/// A formula with its place in the file.
package struct Written: Sendable {
  package let formula: Formula
  package let inscription: Inscription
}

/// A mistake people make, as the formula that they would have computed.
package struct Slip: Sendable {
  /// A short stable name, by which a class can be counted.
  package let code: String
  package let value: Written
  package internal(set) var hint: String
  /// The code of an earlier slip that comes to the same at these numbers, as the author knows.
  package let twin: String?
}

extension String {
  /// Without capitals and spaces, and with one sign for a minus.
  fileprivate var loosely: String {
    String(
      lowercased().filter { !$0.isWhitespace }
        .map { "\u{2212}\u{2013}\u{2010}".contains($0) ? "-" : $0 })
  }
}
