import Bundled
import Checking
import CommandLine
import Grading
import JSONText
import Notation
import Scalars
import WorkedExamples

/// The workloads of judging, without an anchor: nobody judges by hand.
extension Workload {
  static let all = engine + identities + sheets + programs

  static let identities = [
    identity(
      "identity-sigmoid", "the derivative of sigmoid", "sigmoid'(x) = sigmoid(x)*(1 - sigmoid(x))"),
    identity(
      "identity-entry", "an entry of the softmax Jacobian",
      "der(softmax(o)[1], o[2]) = -softmax(o)[1]*softmax(o)[2]", ["o : vector(3)"]),
    identity(
      "identity-softmax", "all nine entries of the softmax Jacobian",
      "der(softmax(o)[i], o[j]) = softmax(o)[i]*(1[i = j] - softmax(o)[j])",
      ["o : vector(3)", "i : index(3)", "j : index(3)"], isOne: false),
    identity(
      "identity-tanh", "a tanh chain in four variables",
      "der(L, a) = 2*(yhat - y)*b*(1 - tanh(a*x)^2)*x",
      ["a, b, x, y : real", "yhat = b*tanh(a*x)", "L = (yhat - y)^2"]),
  ].flatMap { $0 }

  /// An identity, checked as `verify --claim` checks it; the goals are for one, not for a claim with
  /// indices that stands for several.
  private static func identity(
    _ name: String, _ summary: String, _ claim: String, _ statements: [String] = [],
    isOne: Bool = true
  ) -> [Workload] {
    @Sendable func prepared() -> (chain: Chain, names: Namespace, fault: String?)? {
      do throws(Diagnostic) {
        var names = Namespace()
        for statement in statements { try names.add(statement, visible: true) }
        let chain = try Chain.parse(claim, vocabulary: names.vocabulary)
        let isHeld = try Judge().check(claim: chain, names: names).verdict.isHeld
        return (chain, names, isHeld ? nil : "it does not hold")
      } catch {
        return nil
      }
    }
    let judge = Judge()
    return [
      Workload(name, summary + ", parsed", goals: isOne ? [.microseconds(100)] : []) {
        guard let (chain, names, fault) = prepared() else { return .impossible }
        return Trial(
          run: { times in
            for _ in 0..<times { _ = try? judge.check(claim: chain, names: names) }
          }, mistake: { fault })
      },
      Workload(
        name + "-parse", summary + ", parse included", goals: isOne ? [.microseconds(200)] : []
      ) {
        guard let (_, names, fault) = prepared() else { return .impossible }
        return Trial(
          run: { times in
            for _ in 0..<times {
              guard let chain = try? Chain.parse(claim, vocabulary: names.vocabulary) else {
                return
              }
              _ = try? judge.check(claim: chain, names: names)
            }
          }, mistake: { fault })
      },
    ]
  }

  static let sheets = [
    sheet("sheet-read", "one sheet of exercise 5, read") { _, text in
      { _ = try? AnswerSheet(text) }
    },
    sheet(
      "sheet-judged", "one sheet of exercise 5, judged, answered as others did before",
      goals: [.microseconds(10)]
    ) { exercise, text in
      let judge = SheetJudge(AnswerKey(exercise))
      let sheet = try? AnswerSheet(text)
      return { if let sheet { _ = judge.judge(sheet) } }
    },
    sheet(
      "sheet-marked", "one sheet, from its bytes to its marks", goals: [.microseconds(40)]
    ) { exercise, text in
      let judge = SheetJudge(AnswerKey(exercise))
      return { if let sheet = try? AnswerSheet(text) { _ = judge.judge(sheet).points } }
    },
    sheet("sheet-first", "one sheet, judged by who has seen no other") { exercise, text in
      let key = AnswerKey(exercise)
      let sheet = try? AnswerSheet(text)
      return { if let sheet { _ = SheetJudge(key).judge(sheet) } }
    },
    sheet("answer-key", "exercise 5, its answer key in exact numbers") { exercise, _ in
      { _ = AnswerKey(exercise) }
    },
    sheet("answer-replay-exact", "exercise 5, all its numbers in fractions") { exercise, _ in
      { replay(exercise, in: (), as: Rational.self) }
    },
    sheet("answer-replay-certified", "exercise 5, all its numbers in balls of 64 bits") {
      exercise, _ in
      { replay(exercise, in: 64, as: Ball.self) }
    },
  ]

  /// Records each question's numbers on one tape.
  private static func replay<N: Number>(_ exercise: Exercise, in setting: N.Setting, as: N.Type) {
    for question in exercise.questions {
      let evaluation = Evaluation<N>(question.scope, setting: setting)
      for step in question.steps {
        guard let target = step.target, !target.isFormula else { continue }
        _ = try? evaluation.value(of: target.value.formula)
      }
    }
  }

  /// A workload about the solution of exercise 5 as a student would hand it in.
  private static func sheet(
    _ name: String, _ summary: String, goals: [Goal] = [],
    work: @escaping @Sendable (Exercise, SourceText) -> () -> Void
  ) -> Workload {
    Workload(name, summary, goals: goals) {
      guard let course = try? MadeUpCourse()
      else { return .impossible }
      let work = work(course.exercise, SourceText(name: "s.json", text: course.worked))
      return Trial(run: { times in for _ in 0..<times { work() } })
    }
  }
}
