import Checking
import Grading
import Notation
import Scalars
import WorkedExamples

/// What is said of one step of one sheet; every format is written from it.
///
/// It has, in this order: what came out (`outcome`, with its `evidence` or, in prose, the `lead`),
/// why (`sentences`), where (`remark`, and each link in `strands`), what helps (`hint`), and what is
/// right, where that may be told. Of the sheet it reads the words of the answer only, never where
/// they stand, so that it serves all who answer alike; `fault(in:)` finds the place in a file.
///
///     yhat1  wrong
///       this link does not follow: only the sign differs
package struct StepAccount {
  let finding: StepFinding
  /// Whether right values may be told.
  let showsAnswers: Bool
  private let key: AnswerKey
  /// The number of an array's first entry.
  let firstIndex: Int

  /// Whether what the sides of a link come to may be told.
  private let tellsValues: Bool

  package init(
    _ finding: StepFinding, key: AnswerKey, showsAnswers: Bool = false, tellsValues: Bool = true
  ) {
    self.finding = finding
    self.key = key
    self.showsAnswers = showsAnswers
    self.tellsValues = tellsValues
    firstIndex =
      key.exercise.questions.first { $0.id == finding.question }?.scope.conventions.firstIndex ?? 0
  }

  var step: Step { finding.step }
  package var outcome: OutcomeKind { finding.outcome.kind }

  /// How it is known that the answer is right, where it is not simply that.
  var evidence: String? {
    guard case .right(let evidence) = finding.outcome, evidence != .exact else { return nil }
    return evidence.words
  }

  /// The outcome as it is said in prose; nil where the sentences say it all.
  var lead: String? {
    switch finding.outcome {
    case .open: "not answered yet"
    case .right: evidence.map { "known by: \($0)" }
    case .unreadable: "this could not be read, so it is neither right nor wrong"
    case .undecided: "this could not be decided, and a person will look at it"
    case .wrong where finding.isFailedDerivation: "not every link follows"
    case .wrong(.counterexample), .wrong(.smallerDomain): "counterexample"
    case .wrong:
      switch step.kind {
      case .choice: "this is not the right choice"
      case .computed, .prose: nil
      }
    default: nil
    }
  }

  // MARK: Why

  /// Why the step earns what it does, a sentence each, without capitals and full stops.
  package var sentences: [String] {
    var sentences: [String]
    switch finding.outcome {
    case .open, .unreadable: return []
    case .right: return shape
    case .roundedEarly: return [finding.roundedWords]
    case .followsThrough: return [finding.followsWords]
    case .awaitsMarker: return ["a person marks this"]
    case .undecided(let doubt): sentences = [doubt.words]
    case .notWorkedOut: sentences = ["work it out: the last member must be a number"]
    case .tooCoarse(let wanted): sentences = ["right as far as it goes: write \(wanted.words)"]
    case .notInForm(let complaint): sentences = [complaint.words]
    case .partly:
      sentences = [finding.entryWords(from: firstIndex)] + shape
      if finding.entries.contains(.follows) { sentences.append(finding.followsWords) }
    case .brokenLink: sentences = ["what it comes to is right, but not every link follows"]
    case .wrong(let failure): sentences = reasons(for: failure)
    }
    if showsAnswers, let detail = finding.slip?.detail { sentences.append(detail) }
    return sentences
  }

  private var shape: [String] { [finding.shapeWords].compactMap(\.self) }

  private func reasons(for failure: Failure) -> [String] {
    // The link that fails says it all.
    if finding.isFailedDerivation { return [] }
    switch failure {
    case .shapes(let own, let right): return ["a \(right) is asked for; this is a \(own)"] + shape
    case .counterexample(let example): return [finding.words(of: example)]
    case .noValue, .smallerDomain, .transposed:
      return [failure.words(of: finding.answer?.members ?? [])]
    case .differs: return finding.isUnearned ? [finding.unearnedWords] : []
    case .tooCoarse, .digitsLost: return []
    }
  }

  // MARK: Where

  /// What is said about a place in the answer.
  struct Remark {
    let words: String
    let spot: Spot

    enum Spot {
      /// Of which strand, and which link; from 0.
      case link(strand: Int, Int)
      /// What the chain begins with.
      case start
    }
  }

  var remark: Remark? {
    guard !outcome.isSound, outcome != .unreadable, let answer = finding.answer else { return nil }
    if let (strand, link) = finding.firstFailure {
      guard answer.strands.indices.contains(strand) else { return nil }
      return Remark(
        words: "this link \(words(ofLink: link, in: strand, of: answer))",
        spot: .link(strand: strand, link))
    }
    guard case .wrong(.differs) = finding.outcome, answer.strands.count == 1 else { return nil }
    return Remark(
      words: answer.strands[0].chain.members.count > 1
        ? "every link follows, so the mistake is in what this begins with"
        : "this is not what the step comes to", spot: .start)
  }

  /// The remark where it stands in a sheet, or what of the sheet could not be read.
  package func fault(in sheet: AnswerSheet) -> Fault? {
    if case .unreadable(let fault) = finding.outcome { return fault }
    guard let remark, let answer = finding.answer else { return nil }
    let strand: ParsedAnswer.Strand
    let range: Range<Int>
    switch remark.spot {
    case .start:
      strand = answer.strands[0]
      range = strand.chain.members[0].range
    case .link(let index, let link):
      strand = answer.strands[index]
      let members = strand.chain.members
      range = members[link].range.lowerBound..<members[link + 1].range.upperBound
    }
    return strand.inscription.fault(Diagnostic(remark.words, at: range), in: sheet.document)
  }

  // MARK: What helps

  var hint: String? { finding.slip?.hint }

  /// The right value, where it may be told and is not there already.
  var rightAnswer: String? {
    guard showsAnswers else { return nil }
    if case .right = finding.outcome { return nil }
    switch step.kind {
    case .prose: return nil
    case .choice(let choice): return choice.right
    case .computed(let target): return key.values[step.id]?.text ?? target.rightFormula
    }
  }

  /// What a strand must come to, by which a link is told; nil where it is told without values.
  func target(ofStrand strand: Int, of answer: ParsedAnswer) -> RealQuantity? {
    guard tellsValues else { return nil }
    let value = key.values[step.id]
    return answer.arrangement == nil ? value : value?.entry(strand)
  }
}

extension ParsedAnswer {
  var members: [Formula] { strands.flatMap(\.chain.members) }
}

extension StepAccount {
  /// What is said of the step in sentences with capitals and full stops.
  var prose: [String] {
    var sentences = self.sentences
    if case .unreadable(let fault) = finding.outcome {
      sentences = [fault.message] + (fault.help.map { ["help: \($0)"] } ?? [])
    }
    if let lead {
      sentences = ["\(lead)\(sentences.isEmpty ? "" : ": \(sentences[0])")"] + sentences.dropFirst()
    }
    if let remark, case .start = remark.spot { sentences.append(remark.words) }
    return sentences.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
  }
}

extension StepFinding {
  /// The answer as it was written, where it is no chain that could be read.
  func written(in sheet: AnswerSheet) -> String? {
    guard !isUnderstood, let content = sheet.answer(to: step.id)?.content, !content.isOpen
    else { return nil }
    return content.text
  }
}
