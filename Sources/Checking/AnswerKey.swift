import Notation
import Scalars
import WorkedExamples

/// What is right for every step of an exercise, computed once; an object, since all who judge a sheet
/// hold it.
package final class AnswerKey: Sendable {
  package let exercise: Exercise
  /// The right values of the steps that ask for numbers.
  package let values: [String: RealQuantity]
  /// What keeps a step from having a right value.
  package let faults: [Fault]

  /// The key of all steps, or of some.
  package init(_ exercise: Exercise, of steps: Set<String>? = nil) {
    self.exercise = exercise
    var values: [String: RealQuantity] = [:]
    var faults: [Fault] = []
    for question in exercise.questions {
      let targets = question.steps.filter {
        $0.target?.isFormula == false && steps?.contains($0.id) ?? true
      }
      let setting = Setting(question.scope)
      let formulas = targets.compactMap { $0.target?.value.formula }
      // What they share is computed once; if one has no value, each is asked for itself.
      let together = try? setting.evaluate(formulas)
      for (index, step) in targets.enumerated() {
        guard let right = step.target?.value else { continue }
        do throws(Diagnostic) {
          let value: RealQuantity
          if let together {
            value = together[index]
          } else {
            value = try setting.evaluate(right.formula)
          }
          if let obstacle = value.obstacle, obstacle.isCertain {
            throw Diagnostic("this has no value: \(obstacle.reason)", at: right.formula.range)
          }
          values[step.id] = value
        } catch {
          let fault = exercise.fault(error, of: right.inscription, in: question)
          if !faults.contains(fault) { faults.append(fault) }
        }
      }
    }
    self.values = values
    self.faults = faults
  }

  /// The right values of some steps.
  package func values(of names: Set<String>) -> [String: RealQuantity] {
    var some: [String: RealQuantity] = [:]
    for name in names { some[name] = values[name] }
    return some
  }

  /// Where the formulas of a step are evaluated: the question's names, and what the other steps
  /// that they name come to if they are right.
  ///
  /// No other steps: a formula that has nothing to do with an irrational number can be proven.
  package func setting(for step: Step, in question: Question) -> Setting {
    var setting = Setting(scope(for: step, in: question) { $0.target?.value.formula })
    for name in step.target?.usedNames ?? [] where name != step.id && question.sees(name) {
      setting.bindings[name] = values[name]
    }
    return setting
  }

  /// The question's scope, with the indices of an entry that is asked for, and with earlier
  /// formula steps as definitions of their own.
  package func scope(
    for step: Step, in question: Question, formula: (Step) -> Formula?
  ) -> Scope {
    var scope = question.scope
    for declaration in step.target?.entry ?? [] {
      for name in declaration.names {
        scope.add(name, .variable(declaration.domain, declaration.bounds))
      }
    }
    for earlier in question.steps.prefix(while: { $0.id != step.id })
    where earlier.target?.isFormula == true && scope.meaning(of: earlier.id) == nil {
      if let formula = formula(earlier) { scope.add(earlier.id, .definition(formula)) }
    }
    return scope
  }
}

extension Target {
  /// The names in what is right, in how it follows by hand, and in the mistakes people make.
  fileprivate var usedNames: Set<String> {
    var formulas = [value.formula] + slips.map(\.value.formula)
    if let via { formulas.append(via.formula) }
    if case .derivation(let derivation) = form { formulas.append(derivation.start.formula) }
    return Set(formulas.flatMap { $0.names.map(\.name) })
  }
}

extension Obstacle {
  /// The obstacle in words, after "this has no value: ".
  package var reason: String {
    switch self {
    case .divisionByZero: "it divides by 0"
    case .outsideDomain(let function): "\(function) is not defined there"
    case .irrational: "it is not rational"
    case .tooLarge: "it has more digits than a check may use"
    case .tooMuchWork: "it takes more work than a check may use"
    case .undecided: "it could not be computed closely enough"
    }
  }
}

extension Exercise {
  /// What is wrong with a formula of the file, told where it is: in the definition that is wrong,
  /// if it uses one.
  func fault(_ error: Diagnostic, of formula: Inscription, in question: Question) -> Fault {
    // Where numbers were drawn, definitions are no longer what is written.
    guard variant == nil, case .definition(let position, let message, let range)? = error.origin,
      let statement = question.statements[position]
    else { return formula.fault(error, in: document) }
    return statement.fault(
      Diagnostic(message, at: range, help: error.help, mistake: error.mistake), in: document)
  }
}
