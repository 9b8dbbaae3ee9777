import Checking
import Grading
import Notation
import Scalars
import WorkedExamples

/// What a page tells about one step, in sentences; how it looks is decided elsewhere.
struct PageStep {
  let finding: StepFinding
  /// What it earns, as the rules of the course have it.
  let mark: GradeRow.StepMark
  let sheet: AnswerSheet
  let key: AnswerKey
  let showsAnswers: Bool

  var step: Step { finding.step }

  var points: String {
    switch mark.outcome {
    case .excused: return "does not count"
    case .marked: break
    default:
      if step.isProse { return "\(Marks.text(step.points)) to be given by a person" }
    }
    let bonus = mark.isBonus ? ", on top" : ""
    return "\(Marks.text(mark.points)) of \(counted(step.points))\(bonus)"
  }

  private func counted(_ points: Rational) -> String {
    "\(Marks.text(points)) point\(points == .one ? "" : "s")"
  }

  private var firstIndex: Int {
    key.exercise.questions.first { $0.id == finding.question }?.scope.conventions.firstIndex ?? 0
  }

  // MARK: What came of it

  var sentences: [String] {
    switch finding.outcome {
    case .open: ["Not answered yet."]
    case .right(.exact): shape
    case .right(let evidence): ["Known by: \(evidence.words)."] + shape
    case .roundedEarly: [sentence(finding.roundedWords)]
    case .followsThrough: [sentence(finding.followsWords)]
    case .awaitsMarker: mark.outcome == .awaitsMarker ? ["A person marks this."] : []
    case .unreadable(let fault):
      ["This could not be read, so it is neither right nor wrong: \(fault.message)."]
        + (fault.help.map { ["Help: \($0)."] } ?? [])
    case .undecided(let doubt):
      ["This could not be decided, and a person will look at it: \(doubt.words)."]
    case .notWorkedOut: ["Work it out: the last member must be a number."]
    case .tooCoarse(let wanted):
      ["Right as far as it goes: write \(wanted.words)."]
    case .notInForm(let why): ["\(why)."]
    case .partly:
      [sentence(finding.entryWords(from: firstIndex))] + shape
        + (finding.entries.contains(.follows) ? [sentence(finding.followsWords)] : [])
    case .brokenLink: ["What it comes to is right, but not every link follows."]
    case .wrong(let failure): wrong(failure)
    }
  }

  private func wrong(_ failure: Failure) -> [String] {
    guard !finding.isFailedDerivation else { return ["Not every link follows."] }
    switch failure {
    case .shapes(let own, let right): return ["A \(right) is asked for; this is a \(own)."] + shape
    case .counterexample(let example), .smallerDomain(let example):
      return ["Counterexample: \(finding.words(of: example))."]
    case .noValue: return ["\(failure.words(of: finding.answer?.members ?? []))."]
    case .differs where finding.isUnearned: return [sentence(finding.unearnedWords)]
    case .differs, .tooCoarse, .digitsLost, .transposed:
      guard case .computed = step.kind else { return ["This is not the right choice."] }
      guard finding.firstFailure == nil, let answer = finding.answer, answer.strands.count == 1
      else { return [] }
      return answer.strands[0].chain.members.count > 1
        ? ["Every link follows, so the mistake is in what this begins with."]
        : ["This is not what the step comes to."]
    }
  }

  private var shape: [String] { finding.shapeWords.map { [sentence($0)] } ?? [] }

  private func sentence(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst() + "."
  }

  var hint: String? { finding.slip?.hint }

  /// The right value, where it may be told and is not there already.
  var rightAnswer: String? {
    guard showsAnswers else { return nil }
    if case .right = finding.outcome { return nil }
    switch step.kind {
    case .prose: return nil
    case .choice(let choice): return choice.right
    case .computed(let target):
      if let value = key.values[step.id] { return value.text }
      return target.form.isEquation
        ? "\(target.value.formula) = 0" : (target.via ?? target.value).formula.description
    }
  }

  /// The answer as it was written, where it is no chain that could be read.
  var written: String? {
    guard finding.answer == nil, let content = sheet.answer(to: step.id)?.content, !content.isOpen
    else { return nil }
    return content.text
  }

  // MARK: Links

  struct Strand {
    let label: String?
    let members: [Formula]
    let links: [Link]
  }

  struct Link {
    enum Mark: String {
      case held, failed, undecided, notJudged
    }

    let relation: Relation
    let mark: Mark
    /// Whether this is the first that fails, where a reader should look.
    let isFirst: Bool
    let words: String
  }

  var strands: [Strand] {
    guard let answer = finding.answer else { return [] }
    return answer.strands.indices.map { index in
      let chain = answer.strands[index].chain
      return Strand(
        label: label(of: index, in: answer), members: chain.members,
        links: chain.links.indices.map { link(at: $0, ofStrand: index, in: chain) })
    }
  }

  private func label(of strand: Int, in answer: ParsedAnswer) -> String? {
    switch answer.arrangement {
    case nil: nil
    case .vector: "entry \(strand + firstIndex)"
    case .matrix(let columns):
      "entry \(strand / max(1, columns) + firstIndex), \(strand % max(1, columns) + firstIndex)"
    case .cases(let conditions):
      conditions.indices.contains(strand) ? "where \(conditions[strand])" : nil
    }
  }

  private func link(at index: Int, ofStrand strand: Int, in chain: Chain) -> Link {
    let relation = chain.links[index]
    guard finding.chains.indices.contains(strand),
      finding.chains[strand].links.indices.contains(index)
    else { return Link(relation: relation, mark: .notJudged, isFirst: false, words: "") }
    let first = finding.firstFailure
    let isFirst = first?.strand == strand && first?.link == index
    switch finding.chains[strand].links[index] {
    case .holds(let evidence):
      return Link(
        relation: relation, mark: .held, isFirst: false,
        words: evidence == .exact ? "follows" : "follows, \(evidence.words)")
    case .undecided(let doubt):
      return Link(
        relation: relation, mark: .undecided, isFirst: isFirst,
        words: "could not be decided: \(doubt.words)")
    case .fails(let failure):
      let words = "does not follow" + detail(failure, strand, index, in: chain)
      return Link(
        relation: relation, mark: .failed, isFirst: isFirst,
        words: isFirst ? "first link that fails: this \(words)" : words)
    }
  }

  private func detail(
    _ failure: Failure, _ strand: Int, _ link: Int, in chain: Chain
  ) -> String {
    switch failure {
    case .differs where showsAnswers && finding.chains[strand].members.indices.contains(link):
      return "; the left side comes to \(finding.chains[strand].members[link].text)"
    case .differs(let entries) where chain.isArray(link):
      return
        " in entry \(listed(entries.map { "\($0 + firstIndex)" })), counted from \(firstIndex)"
    case .differs: return ""
    default: return ": \(failure.words(ofLink: chain.members[link], chain.members[link + 1]))"
    }
  }
}

extension Target.Form {
  var isEquation: Bool { if case .equation = self { true } else { false } }
}

extension Ink.Tone {
  /// The tone as a class of the style.
  var styleClass: String {
    switch self {
    case .good: "good"
    case .bad: "bad"
    case .doubtful: "doubtful"
    case .quiet, .strong: "quiet"
    }
  }
}
