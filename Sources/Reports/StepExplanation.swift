import Checking
import Grading
import Notation
import WorkedExamples

/// Why a step does not earn all its points, in sentences, and the place that they are about.
package struct StepExplanation: Sendable {
  /// What a student reads first, a sentence each.
  private(set) var sentences: [String] = []
  /// What is said about a place in the student's own file.
  private(set) var fault: Fault?
  private(set) var hint: String?

  private let finding: StepFinding
  private let sheet: AnswerSheet
  private let showsAnswers: Bool
  /// What the step must come to, where what is said may depend on it.
  private let target: RealQuantity?
  /// The number of an array's first entry.
  private let firstIndex: Int

  init(
    _ finding: StepFinding, in sheet: AnswerSheet, of exercise: Exercise,
    showsAnswers: Bool = false, target: RealQuantity? = nil
  ) {
    self.finding = finding
    self.sheet = sheet
    self.showsAnswers = showsAnswers
    self.target = target
    firstIndex =
      exercise.questions.first { $0.id == finding.question }?.scope.conventions.firstIndex ?? 0
    switch finding.outcome {
    case .open: break
    case .right: sentences = finding.shapeWords.map { [$0] } ?? []
    case .roundedEarly: sentences = [finding.roundedWords]
    case .followsThrough: sentences = [finding.followsWords]
    case .awaitsMarker: sentences = ["a person marks this"]
    case .unreadable(let fault): self.fault = fault
    default: explain()
    }
  }

  private mutating func explain() {
    switch finding.outcome {
    case .undecided(let doubt): sentences.append(doubt.words)
    case .notWorkedOut: sentences.append("work it out: the last member must be a number")
    case .tooCoarse(let wanted):
      sentences.append("right as far as it goes: write \(wanted.words)")
    case .notInForm(let why): sentences.append(why)
    case .partly:
      sentences.append(finding.entryWords(from: firstIndex))
      sentences += [finding.shapeWords].compactMap(\.self)
      if finding.entries.contains(.follows) { sentences.append(finding.followsWords) }
    case .brokenLink: sentences.append("what it comes to is right, but not every link follows")
    // The link that fails says it all.
    case .wrong where finding.isFailedDerivation: break
    case .wrong(.shapes(let own, let right)):
      sentences.append("a \(right) is asked for; this is a \(own)")
      sentences += [finding.shapeWords].compactMap(\.self)
    case .wrong(.counterexample(let example)): sentences.append(finding.words(of: example))
    case .wrong(let failure):
      switch failure {
      case .noValue, .smallerDomain, .transposed:
        sentences.append(failure.words(of: finding.answer?.members ?? []))
      case .differs where finding.isUnearned: sentences.append(finding.unearnedWords)
      default: break
      }
    default: break
    }
    if let (strand, link) = finding.firstFailure {
      fault = brokenLink(strand, link)
    } else if case .wrong(.differs) = finding.outcome {
      fault = start
    }
    hint = finding.slip?.hint
    if showsAnswers, let detail = finding.slip?.detail { sentences.append(detail) }
  }

  private func numbered(_ entries: [Int]) -> String {
    "\(listed(entries.map { "\($0 + firstIndex)" })), counted from \(firstIndex)"
  }

  /// Points at the link that does not follow.
  private func brokenLink(_ strand: Int, _ link: Int) -> Fault? {
    guard let answer = finding.answer, answer.strands.indices.contains(strand) else { return nil }
    let chain = answer.strands[strand].chain
    let range = chain.members[link].range.lowerBound..<chain.members[link + 1].range.upperBound
    var message = "this link does not follow"
    switch finding.chains[strand].links[link] {
    case .fails(.differs) where showsAnswers:
      message += ": the left side comes to \(finding.chains[strand].members[link].text)"
    case .fails(.differs(let entries)) where chain.isArray(link):
      message += " in entry \(numbered(entries))"
    case .fails(.differs):
      let own = answer.arrangement == nil ? target : target?.entry(strand)
      let words = LinkWords(chain, link: link, finding.chains[strand], target: own)
      if let text = words?.text { message += ": \(text)" }
    case .holds: break
    case .fails(let failure):
      message += ": \(failure.words(ofLink: chain.members[link], chain.members[link + 1]))"
    case .undecided(let doubt): message += " for certain: \(doubt.words)"
    }
    return answer.strands[strand].inscription.fault(
      Diagnostic(message, at: range), in: sheet.document)
  }

  /// All links follow, so the mistake is in what the answer starts from.
  private var start: Fault? {
    guard let answer = finding.answer, let strand = answer.strands.first,
      answer.strands.count == 1
    else { return nil }
    let message =
      strand.chain.members.count > 1
      ? "every link follows, so the mistake is in what this begins with"
      : "this is not what the step comes to"
    return strand.inscription.fault(
      Diagnostic(message, at: strand.chain.members[0].range), in: sheet.document)
  }

  // MARK: On one line

  /// The explanation for formats that show a line and a place; nil where all is well.
  package static func annotation(
    _ finding: StepFinding, in sheet: SheetFinding, of exercise: Exercise
  ) -> Annotation? {
    // Nearly all answers: nothing is to be said of them.
    switch finding.outcome {
    case .open: return nil
    case .right where finding.misshape == nil: return nil
    default: break
    }
    let explanation = StepExplanation(finding, in: sheet.sheet, of: exercise)
    var sentences = explanation.sentences
    if let fault = explanation.fault {
      sentences.append(fault.message)
      if let help = fault.help { sentences.append(help) }
    }
    guard !sentences.isEmpty || explanation.hint != nil else {
      return finding.outcome.isSound ? nil : Annotation("", at: explanation.answerPlace)
    }
    return Annotation(
      sentences.joined(separator: "; "), hint: explanation.hint,
      at: explanation.fault?.place ?? explanation.answerPlace)
  }

  /// Where the answer stands, or the first of its entries that is not right.
  private var answerPlace: Annotation.Place? {
    var place = sheet.answer(to: finding.step.id)?.content.place
    if let strands = finding.answer?.strands, strands.count == finding.entries.count,
      let first = finding.entries.firstIndex(of: .wrong)
    {
      place = strands[first].inscription.place
    }
    return place.flatMap { Fault("", in: sheet.document.source, at: $0).place }
  }
}

extension ParsedAnswer {
  var members: [Formula] { strands.flatMap(\.chain.members) }
}

extension Chain {
  func isArray(_ link: Int) -> Bool {
    switch members[link + 1].node {
    case .vector, .matrix: true
    default: false
    }
  }
}
