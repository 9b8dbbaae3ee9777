import CommandLine
import JSONText
import WorkedExamples

/// One hint, and how to ask for the next.
package struct HintReport {
  private let hints: StepHints
  /// Which hint is shown, from 0: the one that was asked for, or the last.
  private let index: Int
  private let ink: Ink
  private let width: Int

  package init(_ hints: StepHints, number: Int, ink: Ink = .plain, width: Int = 80) {
    self.hints = hints
    index = max(0, min(number, hints.texts.count) - 1)
    self.ink = ink
    self.width = width
  }

  private var count: Int { hints.texts.count }

  package var text: String {
    var lines = wrapped(hints.step.named.escapedForTerminal, indent: 0, width: width)
      .map { ink($0, .strong) }
    let lead = "hint \(index + 1) of \(count): "
    let words = wrapped(
      lead + hints.texts[index].escapedForTerminal, indent: 0, width: width - 2)
    lines += words.map { "  " + $0 }
    lines.append(
      ink(
        index + 1 < count
          ? "  for the next one: --hint \(hints.step.id):\(index + 2)"
          : "  there are no more hints for \(hints.step.id)", .quiet))
    return lines.joined(separator: "\n") + "\n"
  }

  package var json: JSONValue {
    [
      "step": .string(hints.step.id), "ask": .string(hints.step.ask),
      "number": .integer(index + 1), "count": .integer(count), "hint": .string(hints.texts[index]),
    ]
  }
}
