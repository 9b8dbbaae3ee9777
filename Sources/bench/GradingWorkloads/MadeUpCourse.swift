import Bundled
import Checking
import JSONText
import Notation
import Scalars
import WorkedExamples

/// Students of exercise 5, the same in every run.
///
/// Half of them write the worked chains, half the bare numbers. In every tenth place there is a
/// mistake: half the time one that the exercise knows, else a number that nobody else has. Who
/// writes bare numbers leaves some places open.
struct MadeUpCourse {
  let exercise: Exercise
  private let answers: [JSONMember]
  private let key: AnswerKey

  init() throws {
    let library = try Library(addingFolder: nil)
    guard let exercise = library.exercise("exercise5"),
      let answers = library.solution("exercise5")?.document.root["answers"]?.members
    else { throw Missing() }
    self.exercise = exercise
    self.answers = answers
    key = AnswerKey(exercise)
  }

  private struct Missing: Error {}

  /// The sheet of who makes no mistake.
  var worked: String { text("worked", answers.map { JSONMember($0.key, right($0)) }) }

  /// The sheet of one student.
  func sheet(_ number: Int) -> String {
    var generator = SplitMix64(seed: UInt64(number))
    let writesChains = number.isMultiple(of: 2)
    let members = answers.map { member in
      let value = key.values[member.key]
      if generator.next(upperBound: UInt64(10)) == 0, let value {
        return JSONMember(member.key, mistake(at: member.key, value, &generator))
      }
      guard !writesChains, let value, value.isExact else {
        return JSONMember(member.key, right(member))
      }
      return JSONMember(
        member.key, generator.next(upperBound: UInt64(12)) == 0 ? .null : self.number(value))
    }
    return text("s\(number)", members)
  }

  private func right(_ member: JSONMember) -> JSONValue { member.value["answer"] ?? member.value }

  private func mistake(at step: String, _ right: RealQuantity, _ generator: inout SplitMix64)
    -> JSONValue
  {
    let slips = exercise.step(step)?.target?.slips ?? []
    if !slips.isEmpty, generator.next(upperBound: UInt64(2)) == 0,
      let question = exercise.questions.first(where: { $0.steps.contains { $0.id == step } }),
      let step = exercise.step(step),
      let wrong = try? key.setting(for: step, in: question)
        .evaluate(slips[Int(generator.next(upperBound: UInt64(slips.count)))].value.formula)
    {
      return number(wrong)
    }
    let change = Rational(Int(generator.next(upperBound: UInt64(100_000)))) / 1000
    return number(
      RealQuantity(Quantity(right.shape, right.exact.map { $0 + change })))
  }

  private func number(_ value: RealQuantity) -> JSONValue {
    let entries = value.exact.map { JSONValue.string("\($0)") }
    return entries.count == 1 ? entries[0] : JSONValue(.array(entries))
  }

  private func text(_ student: String, _ members: [JSONMember]) -> String {
    JSONWriter(.indented).text(
      of: [
        "exercise": .string(exercise.id), "student": .string(student),
        "answers": JSONValue(.object(members)),
      ])
  }
}
