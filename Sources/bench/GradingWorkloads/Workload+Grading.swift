import Bundled
import Checking
import CommandLine
import Grading
import Notation
import WorkedExamples

/// The workloads of judging, without an anchor: nobody judges by hand.
extension Workload {
  static let all = engine + identities + sheets

  static let identities = [
    identity(
      "identity-sigmoid", "the derivative of sigmoid", "sigmoid'(x) = sigmoid(x)*(1 - sigmoid(x))"),
    identity(
      "identity-softmax", "an entry of the softmax Jacobian",
      "der(softmax(o)[i], o[j]) = softmax(o)[i]*(1[i = j] - softmax(o)[j])",
      ["o : vector(3)", "i : index(3)", "j : index(3)"]),
    identity(
      "identity-tanh", "a tanh chain in four variables",
      "der(L, a) = 2*(yhat - y)*b*(1 - tanh(a*x)^2)*x",
      ["a, b, x, y : real", "yhat = b*tanh(a*x)", "L = (yhat - y)^2"]),
  ].flatMap { $0 }

  /// An identity, checked as `verify --claim` checks it.
  private static func identity(
    _ name: String, _ summary: String, _ claim: String, _ statements: [String] = []
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
      Workload(name, summary + ", parsed", goals: [.microseconds(100)]) {
        guard let (chain, names, fault) = prepared() else { return .impossible }
        return Trial(
          run: { times in
            for _ in 0..<times { _ = try? judge.check(claim: chain, names: names) }
          }, mistake: { fault })
      },
      Workload(name + "-parse", summary + ", parse included", goals: [.microseconds(200)]) {
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
    sheet("sheet-read", "one sheet of exercise 5, read") { exercise, solution in
      let source = solution.document.source
      return { _ = try? AnswerSheet(source) }
    },
    sheet("sheet-judged", "one sheet of exercise 5, judged", goals: [.microseconds(10)]) {
      exercise, solution in
      let judge = SheetJudge(AnswerKey(exercise))
      return { _ = judge.judge(solution) }
    },
    sheet("answer-key", "exercise 5, its answer key in exact numbers") { exercise, _ in
      { _ = AnswerKey(exercise) }
    },
  ]

  private static func sheet(
    _ name: String, _ summary: String, goals: [Goal] = [],
    work: @escaping @Sendable (Exercise, AnswerSheet) -> () -> Void
  ) -> Workload {
    Workload(name, summary, goals: goals) {
      guard let library = try? Library(addingFolder: nil),
        let exercise = library.exercise("exercise5"),
        let solution = library.solution("exercise5")
      else { return .impossible }
      let work = work(exercise, solution)
      return Trial(run: { times in for _ in 0..<times { work() } })
    }
  }
}
