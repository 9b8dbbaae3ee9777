import Checking
import Notation
import Scalars
import Synchronization
import WorkedExamples

/// The numbers that a sheet may have been worked with instead of its student's own: those of the
/// exercise's file, and those of the others whose sheets lie in the same run.
///
/// Whose sheets these are is asked when the first sheet is suspicious, and then known for all: a
/// finding does not depend on the order in which sheets come, or on which of them are graded here.
package final class OtherNumbers: Sendable {
  /// Whose numbers they are.
  package enum Owner: Hashable, Sendable {
    case file
    case student(String)
  }

  private let base: SheetJudge
  private let students: @Sendable () -> Set<String>
  private let known = Mutex<[Outline]?>(nil)

  /// `students` have sheets with numbers of their own, by their ids in normal form.
  package init(
    _ base: SheetJudge, students: @escaping @Sendable () -> Set<String> = { [] }
  ) {
    self.base = base
    self.students = students
  }

  /// What the right values of one student are about, to look among many for few.
  private struct Outline: Sendable {
    let student: String
    let values: [String: [Float]]
  }

  /// How much must speak for the numbers of one among many, and for those of the file: right values
  /// of several steps, none of which comes of another, and so many digits together.
  private static let leastSteps = (student: 3, file: 2)
  private static let leastDigits = 6

  /// Whose numbers a sheet was worked with, if they are clearly not those that it was judged by.
  func owner(of finding: SheetFinding, judgedBy judge: SheetJudge) -> (Owner, AnswerKey)? {
    var evidence: [Evidence] = []
    for index in finding.steps.indices where finding.steps[index].credit != .one {
      if let found = Evidence(finding.steps[index]) { evidence.append(found) }
    }
    guard evidence.count >= Self.leastSteps.file, evidence.contains(where: \.isUnexplained) else {
      return nil
    }
    if judge.key.exercise.variant != nil {
      let found = matches(evidence, base.key)
      if found.count >= Self.leastSteps.file, found.count * 2 > evidence.count {
        return (.file, base.key)
      }
    }
    guard evidence.count >= Self.leastSteps.student else { return nil }
    var best: (student: String, key: AnswerKey, count: Int)?
    for outline in outlines where outline.student != judge.key.exercise.variant {
      let likely = evidence.count { $0.isNear(outline.values[$0.step] ?? []) }
      guard likely >= Self.leastSteps.student,
        let exercise = try? base.key.exercise.dealt(to: outline.student)
      else { continue }
      let key = AnswerKey(exercise)
      let found = matches(evidence, key)
      guard found.count >= Self.leastSteps.student, found.count * 2 > evidence.count,
        digits(of: found) >= Self.leastDigits
      else { continue }
      // Two may have some numbers in common: most of the sheet decides.
      let count = finding.steps.count { $0.isRight(by: key, base.judge) }
      if count > best?.count ?? 0 { best = (outline.student, key, count) }
    }
    return best.map { (.student($0.student), $0.key) }
  }

  /// How many digits speak together; a number counts once.
  private func digits(of evidence: [Evidence]) -> Int {
    var digits: [Rational: Int] = [:]
    for number in evidence.flatMap(\.numbers) where !number.value.isZero {
      digits[number.value] = min(number.digits.lowerBound, Self.leastDigits)
    }
    return digits.values.reduce(0, +)
  }

  private func matches(_ evidence: [Evidence], _ key: AnswerKey) -> [Evidence] {
    evidence.filter { $0.isRight(by: key, base.judge) }
  }

  private var outlines: [Outline] {
    known.withLock { known in
      if let outlines = known { return outlines }
      let exercise = base.key.exercise
      let outlines = Workers.map(students().sorted()) { student -> Outline? in
        guard let dealt = try? exercise.dealt(to: student) else { return nil }
        return Outline(student: student, values: AnswerKey(dealt).values.mapValues(\.approximate))
      }.compactMap(\.self)
      known = outlines
      return outlines
    }
  }

  /// A wrong answer in numbers that does not follow from the others of the sheet.
  private struct Evidence {
    let step: String
    let numbers: [WrittenNumber]
    let target: Target
    let isUnexplained: Bool

    init?(_ finding: StepFinding) {
      switch finding.outcome {
      case .wrong: break
      case .partly where !finding.entries.contains(.follows): break
      default: return nil
      }
      guard let target = finding.step.target, !target.isFormula,
        let result = finding.answer?.result, let numbers = WrittenNumber.all(of: result)
      else { return nil }
      step = finding.step.id
      self.numbers = numbers
      self.target = target
      isUnexplained = finding.slip == nil
    }

    /// Nothing that is right is farther away: this only leaves out what need not be looked at.
    func isNear(_ values: [Float]) -> Bool {
      values.count == numbers.count
        && zip(numbers, values).allSatisfy { number, value in
          let own = Float(Double(number.value))
          return abs(own - value) <= 0.02 * max(abs(own), abs(value))
            || target.isPercentage && abs(own - 100 * value) <= 0.02 * abs(own)
        }
    }

    func isRight(by key: AnswerKey, _ judge: Judge) -> Bool {
      key.values[step].map { judge.areRight(numbers, by: $0, target) } ?? false
    }
  }
}

extension Judge {
  /// Whether all numbers are right by some other value of their step.
  func areRight(_ numbers: [WrittenNumber], by right: RealQuantity, _ target: Target) -> Bool {
    right.exact.count == numbers.count
      && numbers.indices.allSatisfy { index in
        judge(numbers[index], against: right, index, precision: target.precision).isHeld
          || target.isPercentage
            && judge(
              numbers[index].asPercentage, against: right, index,
              precision: target.precision
            ).isHeld
      }
  }
}

extension SheetJudge {
  /// Judges a sheet; where it is clearly worked with `others`' numbers, nothing of them earns.
  package func judge(_ sheet: AnswerSheet, among others: OtherNumbers?) -> SheetFinding {
    let finding = judge(sheet)
    guard let (owner, key) = others?.owner(of: finding, judgedBy: self) else { return finding }
    var copied = disowning(key).judge(sheet)
    copied.numbersOf = owner
    return copied
  }

  /// What an answer is that is right by numbers which are not the sheet's own.
  var otherNumbersMistake: Mistake {
    Mistake(
      code: Mistake.otherNumbers,
      hint: key.exercise.variant == nil
        ? "this is right for other numbers than those that the sheet answers"
        : "this is right for other numbers than yours: start from the numbers of your own sheet")
  }
}

extension Mistake {
  /// The code of an answer that is right by somebody else's numbers.
  package static let otherNumbers = "other-numbers"
}

extension StepFinding {
  /// Whether its numbers are right by another key.
  fileprivate func isRight(by key: AnswerKey, _ judge: Judge) -> Bool {
    guard let target = step.target, !target.isFormula, let value = key.values[step.id],
      let numbers = answer.flatMap({ WrittenNumber.all(of: $0.result) })
    else { return false }
    return judge.areRight(numbers, by: value, target)
  }

  /// The same where an answer that is right by other numbers, and by these is not, earns nothing.
  func disowned(by judge: SheetJudge, of foreign: AnswerKey) -> StepFinding {
    switch outcome {
    case .wrong, .partly, .brokenLink, .notInForm, .tooCoarse: break
    default: return self
    }
    guard isRight(by: foreign, judge.judge), !isRight(by: judge.key, judge.judge) else {
      return self
    }
    return refused(for: judge.otherNumbersMistake)
  }
}

extension SheetFinding {
  /// What a person should know who gives marks to this sheet.
  var notes: [Fault] {
    guard let owner = numbersOf else { return [] }
    let whose =
      switch owner {
      case .file: "of the exercise's file"
      case .student(let student): "of \(student)"
      }
    return [
      Fault(
        "this sheet is worked with the numbers \(whose)", in: sheet.document.source,
        at: (sheet.document.root["variant"] ?? sheet.document.root["exercise"])?.range ?? 0..<0,
        help: "what is right by them earns nothing, nor does what follows from it")
    ]
  }
}

extension RealQuantity {
  fileprivate var approximate: [Float] {
    exact.indices.map { index in bounds(index).map { Float(Double($0.lower)) } ?? .nan }
  }
}
