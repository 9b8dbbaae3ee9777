import Notation
import Scalars

/// How the numbers of an exercise may be drawn, and when they may be dealt.
package struct VariantPlan: Sendable {
  /// What makes the numbers of one course differ from those of another.
  package let salt: String
  /// Whether only a sheet with the student's own numbers is graded.
  package let isRequired: Bool
  /// Numbers and conditions of the exercise as a whole, then those of its questions.
  package let sections: [Section]
  /// The most significant digits of a step's value, for steps that differ from the others.
  package let digits: [String: Int]
  /// The most significant digits of every other step's value; nil where nobody counts them.
  package let otherDigits: Int?
  /// Where the plan stands in the file.
  package let place: Range<Int>
  /// What is given and asked, as it was written: with places for numbers.
  let given: [String]
  let questions: [Question]

  /// The most digits that a step's value may have, if it has a last one.
  package func digits(of step: String) -> Int? { digits[step] ?? otherDigits }

  package struct Section: Sendable {
    /// The question that it belongs to, by its number; nil for the exercise as a whole.
    package let question: Int?
    package let numbers: [DrawnNumber]
    package let conditions: [VariantCondition]
    /// All names that conditions may use.
    package let scope: Scope
  }
}

/// Something given whose numbers are drawn.
package struct DrawnNumber: Sendable {
  package let name: String
  /// Which entity of the scope it is, and which of the statements that are given.
  let entity: Int
  let statement: Int
  let shape: Shape
  let choices: Choices

  enum Choices: Sendable {
    /// One of several, whole.
    case whole([String])
    /// Entry by entry, row by row.
    case entries([NumberChoice])
  }
}

/// The numbers that one entry may be.
enum NumberChoice: Sendable {
  /// Always this number.
  case fixed(String)
  /// One of these.
  case values([String])
  /// From n/d to m/d, but for some; the numerators are drawn.
  case grid(NumberGrid)
}

/// Fractions with one denominator, from the first numerator on.
struct NumberGrid: Sendable {
  let first: Int
  let count: Int
  let denominator: Int
  /// Which of them are left out, in order.
  let excepted: [Int]
  /// Whether a number is written as a fraction, and not as a decimal.
  let isFraction: Bool

  var choices: Int { count - excepted.count }

  /// The number at a place among those that are not left out.
  func text(at place: Int) -> String {
    var index = place
    for gap in excepted where gap <= index { index += 1 }
    let value = Rational(first + index) / Rational(denominator)
    guard isFraction, !value.isInteger else { return value.description }
    return "\(value.numerator)/\(value.denominator)"
  }
}

/// `z(x1) > 0 > z(x2)`: what must hold of the numbers drawn.
package struct VariantCondition: Sendable {
  package let members: [Formula]
  package let links: [Relation]
  package let inscription: Inscription
}

/// What was drawn: for each section of a plan, its numbers as they are written.
package struct Draw: Sendable {
  let sections: [[Drawn]]

  struct Drawn: Sendable {
    let number: DrawnNumber
    let text: String
    let formula: Formula
  }

  /// Each number by its name, as it is written.
  package var texts: [(name: String, text: String)] {
    sections.joined().map { ($0.number.name, $0.text) }
  }
}

// MARK: - Drawing

extension VariantPlan {
  /// Draws all numbers; nil where something was drawn that is no formula, which the reader excludes.
  package func draw(from seed: inout VariantSeed) -> Draw? {
    var drawn: [[Draw.Drawn]] = []
    for section in sections {
      var numbers: [Draw.Drawn] = []
      for number in section.numbers {
        let text = number.draw(from: &seed, vectors: section.scope.conventions.vectors)
        guard let formula = try? Formula.parse(text, vocabulary: Vocabulary()) else { return nil }
        numbers.append(Draw.Drawn(number: number, text: text, formula: formula))
      }
      drawn.append(numbers)
    }
    return Draw(sections: drawn)
  }

  /// The scope of a section's conditions, with the numbers drawn.
  package func scope(of section: Int, with draw: Draw) -> Scope {
    draw.applied(to: sections[section].scope, question: sections[section].question, of: self)
  }

  /// The names that are drawn for the exercise as a whole or for one question.
  package func names(in question: Int) -> Set<String> {
    Set(
      sections.filter { $0.question == nil || $0.question == question }
        .flatMap { $0.numbers.map(\.name) })
  }
}

extension DrawnNumber {
  func draw(from seed: inout VariantSeed, vectors: Shape.Orientation) -> String {
    switch choices {
    case .whole(let texts): return texts[seed.next(below: texts.count)]
    case .entries(let entries):
      let texts = entries.map { $0.draw(from: &seed) }
      switch shape {
      case .number: return texts[0]
      case .vector: return "(\(texts.joined(separator: ", ")))"
      case .matrix(_, let columns):
        let rows = stride(from: 0, to: texts.count, by: max(1, columns)).map { start in
          "[\(texts[start..<min(start + columns, texts.count)].joined(separator: ", "))]"
        }
        return "[\(rows.joined(separator: ", "))]"
      }
    }
  }
}

extension NumberChoice {
  fileprivate func draw(from seed: inout VariantSeed) -> String {
    switch self {
    case .fixed(let text): text
    case .values(let texts): texts[seed.next(below: texts.count)]
    case .grid(let grid): grid.text(at: seed.next(below: grid.choices))
    }
  }
}

// MARK: - An exercise with other numbers

extension Draw {
  fileprivate func applied(to scope: Scope, question: Int?, of plan: VariantPlan) -> Scope {
    var scope = scope
    for (section, drawn) in zip(plan.sections, sections)
    where section.question == nil || section.question == question {
      for item in drawn { scope.redefine(at: item.number.entity, as: item.formula) }
    }
    return scope
  }

  /// What is given, with the numbers drawn for the exercise or for one question.
  fileprivate func applied(to given: [String], question: Int?, of plan: VariantPlan) -> [String] {
    var given = given
    for (section, drawn) in zip(plan.sections, sections) where section.question == question {
      for item in drawn where given.indices.contains(item.number.statement) {
        given[item.number.statement] = "\(item.number.name) = \(item.text)"
      }
    }
    return given
  }
}

extension VariantPlan {
  /// The questions with the numbers of the file.
  var basicQuestions: [Question] {
    questions.map { question in
      var question = question
      question.fillPlaceholders()
      return question
    }
  }
}

extension Exercise {
  /// The exercise with the numbers of one student; itself where nothing is drawn.
  package func dealt(_ draw: Draw, to student: String) -> Exercise {
    guard let plan = variants else { return self }
    return Exercise(
      id: id, title: title, source: source,
      given: draw.applied(to: plan.given, question: nil, of: plan),
      questions: plan.questions.enumerated().map { number, question in
        var question = question
        question.given = draw.applied(to: question.given, question: number, of: plan)
        question.scope = draw.applied(to: question.scope, question: number, of: plan)
        question.fillPlaceholders()
        return question
      }, fixed: fixed, unchecked: unchecked, hasDecimalCommas: hasDecimalCommas, worth: worth,
      variants: plan,
      variant: student, tests: [], document: document)
  }
}
