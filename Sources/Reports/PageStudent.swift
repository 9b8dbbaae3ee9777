import Checking
import Grading
import Notation
import Scalars
import WorkedExamples

/// The page of feedback for one sheet, as HTML and as Markdown.
package struct StudentPage {
  let finding: SheetFinding
  let key: AnswerKey
  /// The marks, as the rules of the course have them.
  let row: GradeRow
  let showsAnswers: Bool

  package init(_ finding: SheetFinding, key: AnswerKey, row: GradeRow, showsAnswers: Bool) {
    self.finding = finding
    self.key = key
    self.row = row
    self.showsAnswers = showsAnswers
  }

  var student: String { row.student }

  var exercise: Exercise { key.exercise }

  func steps(of question: Question) -> [PageStep] {
    zip(finding.steps, row.steps).filter { $0.0.question == question.id }.map {
      PageStep(
        finding: $0, mark: $1, sheet: finding.sheet, key: key, showsAnswers: showsAnswers)
    }
  }

  var title: String { "\(student.cut(to: 120)): \(exercise.title)" }

  /// The first step that is wrong, and the first that is open.
  var next: (wrong: Step?, open: Step?) {
    (
      finding.steps.first { !$0.outcome.isSound }?.step,
      finding.steps.first { if case .open = $0.outcome { true } else { false } }?.step
    )
  }

  var score: (points: String, possible: String, percent: String) {
    (Marks.text(row.points), Marks.text(row.possible), Marks.percent(row.share))
  }

  /// Which attempt it is, and how late.
  var remarks: [String] {
    var remarks: [String] = []
    if let attempt = row.attempt { remarks.append("attempt \(attempt)") }
    if let lateness = row.lateness { remarks.append(lateness.words) }
    return remarks
  }

  // MARK: HTML

  package var html: String {
    var formulas = PageFormulas()
    var sections: [HTML] = [overview]
    if let map = StepMap(finding, exercise)?.figure { sections.append(map) }
    if !exercise.given.isEmpty {
      sections.append(.tag("details", [.tag("summary", "Given"), formulas.given(exercise.given)]))
    }
    for (index, question) in exercise.questions.enumerated() {
      sections.append(section(question, index, &formulas))
    }
    if !finding.strays.isEmpty { sections.append(strays) }
    return HTMLPage(
      title: title, header: head, main: sections,
      footer:
        "Each link and each value was recomputed, exactly or with certain bounds. What could not be read or decided counts neither as right nor as wrong."
    ).text
  }

  private var head: [HTML] {
    let score = score
    return [
      .tag("h1", exercise.title),
      .tag(
        "p", ["class": "quiet"],
        [.tag("strong", student.cut(to: 120)), " · \(exercise.id) · ", .code(fileName)]),
      .tag(
        "p", ["class": "score"],
        [
          .tag("strong", score.points), " of \(score.possible) points",
          .tag(
            "span", ["class": "quiet"],
            ([" · \(score.percent) %"] + remarks).joined(separator: " · ")),
        ]),
    ]
  }

  /// The file without the folders above, which are nobody's business.
  var fileName: String {
    String(finding.sheet.document.source.name.split(separator: "/").last ?? "").cut(to: 120)
  }

  private var overview: HTML {
    var parts: [HTML] = []
    if let wrong = next.wrong { parts.append(pointer("Look first at", to: wrong)) }
    if let open = next.open { parts.append(pointer("Go on with", to: open)) }
    let rows = exercise.questions.enumerated().map { index, question -> [HTML] in
      let steps = steps(of: question)
      let words = Dictionary(grouping: steps, by: { $0.mark.outcome.word })
        .map { (word: $0.key, count: $0.value.count) }.sorted {
          ($1.count, $0.word) < ($0.count, $1.word)
        }
      let mark = row.questions[index]
      return [
        .tag("a", ["href": "#q\(index + 1)"], question.id),
        .text(mark.possible.isZero && mark.points.isZero ? "–" : Marks.text(mark.points)),
        .text(mark.possible.isZero ? "–" : Marks.text(mark.possible)),
        .text(words.map { "\($0.count) \($0.word)" }.joined(separator: ", ")),
      ]
    }
    parts.append(
      .table(
        ["question", "points", "of", "steps"], caption: "Points by question", numeric: [1, 2], rows)
    )
    return .tag("section", ["aria-label": "overview"], parts)
  }

  private func pointer(_ words: String, to step: Step) -> HTML {
    .tag(
      "p",
      [
        "\(words) ", .tag("a", ["href": "#\(anchor(step))"], step.id), ": \(step.ask)",
      ])
  }

  /// A step's place on the page; names of steps need not be good for one.
  func anchor(_ step: Step) -> String {
    "s\((exercise.steps.firstIndex { $0.id == step.id } ?? 0) + 1)"
  }

  private func section(
    _ question: Question, _ index: Int, _ formulas: inout PageFormulas
  ) -> HTML {
    var parts = [
      HTML.tag("h2", ["id": "q\(index + 1)"], "Question \(question.id)"),
      .tag("p", question.ask),
    ]
    if !question.given.isEmpty { parts.append(formulas.given(question.given)) }
    for step in steps(of: question) { parts.append(article(step, &formulas)) }
    if showsAnswers { parts += AskedPictures(question, of: exercise).figures }
    return .tag("section", ["aria-labelledby": "q\(index + 1)"], parts)
  }

  private func article(_ step: PageStep, _ formulas: inout PageFormulas) -> HTML {
    let outcome = step.finding.outcome
    let tone = step.mark.outcome.tone.styleClass
    var parts: [HTML] = [
      .tag(
        "header",
        [
          .tag("h3", [.code(step.step.id), "  \(step.step.ask)"]),
          .tag("span", ["class": "badge \(tone)"], step.mark.outcome.word),
          .tag("span", ["class": "points"], step.points),
        ])
    ]
    if let written = step.written {
      parts.append(.written([.code(written.cut(to: 3_000))], "your answer"))
    }
    for strand in step.strands.prefix(64) {
      if let label = strand.label { parts.append(.tag("p", ["class": "quiet"], label)) }
      parts.append(formulas.chain(strand))
    }
    if step.strands.count > 64 {
      parts.append(.tag("p", ["class": "quiet"], "\(step.strands.count - 64) more entries"))
    }
    for sentence in step.sentences { parts.append(.tag("p", sentence.cut(to: 1_000))) }
    if case .unreadable(let fault) = outcome {
      let lines = FaultReport(width: HTML.excerptWidth).excerpt(fault)
      if !lines.isEmpty {
        parts.append(.excerpt(lines))
      }
    }
    if let hint = step.hint {
      parts.append(.tag("p", ["class": "hint"], [.tag("strong", "Hint: "), .text(hint)]))
    }
    if let comment = step.mark.comment {
      parts.append(.tag("p", [.tag("strong", "Comment: "), .text(comment.cut(to: 3_000))]))
    }
    if let right = step.rightAnswer {
      parts.append(
        .tag("p", [.tag("strong", "Right: "), .code(right.cut(to: 1_000))]))
    }
    parts += StepPictures.figures(for: step, in: finding)
    return .tag("section", ["class": "step \(tone)", "id": anchor(step.step)], parts)
  }

  private var strays: HTML {
    let items = finding.strays.prefix(50).map { stray -> HTML in
      .tag("li", stray.message.cut(to: 300) + (stray.help.map { " (\($0))" } ?? ""))
    }
    return .tag(
      "section", ["aria-labelledby": "strays"],
      [.tag("h2", ["id": "strays"], "What could not be used"), .tag("ul", items)])
  }
}
