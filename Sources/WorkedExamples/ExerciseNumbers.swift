import Notation
import Scalars

/// Something that an exercise gives or defines in numbers alone, and that might be others.
package struct ExerciseNumbers: Sendable {
  package let name: String
  package let value: Quantity<Rational>
  /// The question that introduces them, by its number; nil for the exercise as a whole.
  let question: Int?
  let entity: Int
  /// What variants may draw, which is then all that the numbers may be.
  let choices: DrawnNumber?
  let vectors: Shape.Orientation

  /// Numbers as a variant may have them; nil where variants leave these alone.
  package func dealt(from seed: inout VariantSeed) -> Quantity<Rational>? {
    guard let choices,
      let formula = try? Formula.parse(
        choices.draw(from: &seed, vectors: vectors), vocabulary: Vocabulary())
    else { return nil }
    var scope = Scope()
    scope.conventions.vectors = vectors
    return try? Evaluation<Rational>(scope, setting: ()).value(of: formula)
  }
}

extension Exercise {
  /// All numbers of the exercise that may be others: those that are not said to be `"fixed"`.
  package var freeNumbers: [ExerciseNumbers] {
    var all: [ExerciseNumbers] = []
    for (number, question) in questions.enumerated() {
      let scope = question.scope
      // What the exercise gives, every question has in the same places.
      for position in scope.entities.indices
      where number == 0 || position >= question.firstOwnEntity {
        guard let value = scope.plainNumbers(at: position) else { continue }
        let name = scope.entities[position].name
        let isOwn = position >= question.firstOwnEntity
        guard !(isOwn ? question.fixed : fixed).contains(name) else { continue }
        all.append(
          ExerciseNumbers(
            name: name, value: value, question: isOwn ? number : nil, entity: position,
            choices: variants?.sections
              .first { $0.question == (isOwn ? number : nil) }?.numbers
              .first { $0.entity == position },
            vectors: scope.conventions.vectors))
      }
    }
    return all
  }

  /// The exercise with other numbers in the place of its own.
  package func putting(_ values: [(ExerciseNumbers, Quantity<Rational>)]) -> Exercise {
    var exercise = self
    for (numbers, value) in values {
      let formula = Formula(value)
      for index in questions.indices where numbers.question ?? index == index {
        exercise.questions[index].scope.redefine(at: numbers.entity, as: formula)
      }
    }
    return exercise
  }
}

extension Scope {
  /// What a definition comes to that names nothing but sizes, if that is exact.
  fileprivate func plainNumbers(at position: Int) -> Quantity<Rational>? {
    guard case .definition(let body) = entities[position].meaning,
      body.names.allSatisfy({ sizes[$0.name] != nil }),
      otherSizes.isEmpty || body.names.isEmpty
    else { return nil }
    var isDerived = false
    body.forEachFunction { if has($0.name) { isDerived = true } }
    guard !isDerived,
      let value = try? Evaluation<Rational>(self, setting: ()).value(of: body),
      value.entries.allSatisfy({ $0.obstacle == nil })
    else { return nil }
    return value
  }
}

extension Formula {
  /// Exact numbers as they are written.
  fileprivate init(_ quantity: Quantity<Rational>) {
    let entries = quantity.entries.map { value in
      let number = Formula(
        .number(Literal(value: value.magnitude, text: "\(value.magnitude)")))
      return value < .zero ? Formula(.negative(number)) : number
    }
    switch quantity.shape {
    case .number: self = entries[0]
    case .vector: self = Formula(.vector(entries))
    case .matrix(_, let columns):
      let rows = stride(from: 0, to: entries.count, by: max(1, columns)).map { start in
        Array(entries[start..<min(start + columns, entries.count)])
      }
      self = Formula(.matrix(rows))
    }
  }
}
