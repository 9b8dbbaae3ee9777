import Autodiff
import Bundled
import Checking
import CommandLine
import Grading
import JSONText
import Notation
import Scalars
import WorkedExamples

/// What the parts of the program cost, in a row each.
struct Bench: ~Copyable {
  private var output = Output.standardOutput()

  mutating func run() {
    output.writeLine("median    least     most      workload")
    identities()
    sheets()
    tapes()
    output.flush()
  }

  private mutating func row(_ name: String, _ sample: Sample) {
    output.writeLine("\(sample.median)\(sample.least)\(sample.most)\(name)")
  }

  /// An identity, checked as `verify --claim` checks it.
  private mutating func identity(_ name: String, _ claim: String, _ statements: [String] = []) {
    do throws(Diagnostic) {
      var names = Namespace()
      for statement in statements { try names.add(statement, visible: true) }
      let chain = try Chain.parse(claim, vocabulary: names.vocabulary)
      guard try Judge().check(claim: chain, names: names).verdict.isHeld else {
        output.writeLine("\(name) does not hold")
        return
      }
      let judge = Judge()
      row("identity, parsed: \(name)", Sample { _ = try? judge.check(claim: chain, names: names) })
      let declared = names
      row(
        "identity, parse included: \(name)",
        Sample {
          guard let chain = try? Chain.parse(claim, vocabulary: declared.vocabulary) else { return }
          _ = try? judge.check(claim: chain, names: declared)
        })
    } catch {
      output.writeLine("\(name): \(error.message)")
    }
  }

  private mutating func identities() {
    identity("the derivative of sigmoid", "sigmoid'(x) = sigmoid(x)*(1 - sigmoid(x))")
    identity(
      "an entry of the softmax Jacobian",
      "der(softmax(o)[i], o[j]) = softmax(o)[i]*(1[i = j] - softmax(o)[j])",
      ["o : vector(3)", "i : index(3)", "j : index(3)"])
    identity(
      "a tanh chain in four variables",
      "der(L, a) = 2*(yhat - y)*b*(1 - tanh(a*x)^2)*x",
      ["a, b, x, y : real", "yhat = b*tanh(a*x)", "L = (yhat - y)^2"])
  }

  private mutating func sheets() {
    do throws(FileError) {
      let library = try Library(addingFolder: nil)
      if let exercise = library.exercise("exercise5"),
        let solution = library.solution("exercise5")
      {
        let source = solution.document.source
        let key = AnswerKey(exercise)
        let judge = SheetJudge(key)
        row("one sheet of exercise 5, read", Sample { _ = try? AnswerSheet(source) })
        row("one sheet of exercise 5, judged", Sample { _ = judge.judge(solution) })
        row("exercise 5, answer key in exact numbers", Sample { _ = AnswerKey(exercise) })
      }
    } catch {
      output.writeLine(error.message)
    }
  }

  /// One ReLU unit, two samples, five parameters, as exercise 5 has it.
  private static func reluStep(_ tape: borrowing Tape<Double>, _ sink: inout Double) {
    let w0 = tape.input(1)
    let w1 = tape.input(1)
    let w2 = tape.input(0)
    let w3 = tape.input(1)
    let w4 = tape.input(0)
    func loss(_ a: Double, _ b: Double, _ target: Double) -> Variable<Double> {
      let z = w0 * tape.constant(a) + w1 * tape.constant(b) + w2
      let error = w3 * z.relu + w4 - tape.constant(target)
      return error * error
    }
    let risk = (loss(2, 1, 1.3) + loss(-3, 2, 1.9)) / tape.constant(2)
    let gradient = tape.gradient(of: risk)
    sink += gradient[w0] + gradient[w4]
  }

  private mutating func tapes() {
    let tape = Tape<Double>()
    var sink = 0.0
    row(
      "the tape on a ReLU unit: record and sweep",
      Sample {
        tape.reset()
        Self.reluStep(tape, &sink)
      })
    output.writeLine(sink.isFinite ? "" : "the gradient has no value")
  }
}
