import JSONText
import Scalars
import WorkedExamples

/// Answers that were judged already: a class writes the same ones again and again.
///
/// An answer is judged as it was before if its words are the same, and so are the answers to all
/// steps that it names; where it is not right by itself, also those to the steps that it builds
/// on. What only one sheet has is soon forgotten.
///
/// - Invariant: at most twice `limit` findings are kept, however large the class.
final class KnownFindings: Sendable {
  typealias State = SheetJudge.Ledger.State

  /// What was found out, and what it earned.
  final class Known: Sendable {
    let result: StepFinding.Result
    let credit: Rational
    /// What it leaves in the ledger.
    let slot: SheetJudge.Ledger.Slot

    init(_ finding: StepFinding, leaving slot: SheetJudge.Ledger.Slot) {
      result = finding.result
      credit = finding.credit
      self.slot = slot
    }
  }

  fileprivate struct Answer: Hashable {
    let position: Int
    let wording: Wording

    // Few steps share a part.
    func hash(into hasher: inout Hasher) { wording.hash(into: &hasher) }
  }

  /// What else a finding depends on.
  private struct Circumstances: Hashable {
    let states: [State]
    /// Nil where there are none, as nearly always.
    let guesses: Set<Rational>?

    init(_ sources: [Int], _ ledger: SheetJudge.Ledger, guesses: Set<Rational> = []) {
      var reached: Set<Int> = []
      for source in sources where !ledger.slots[source].entry.reach.isEmpty {
        reached.formUnion(ledger.slots[source].entry.reach)
      }
      let all = reached.isEmpty ? sources : Set(sources).union(reached).sorted()
      let slots = ledger.slots
      states = all.map { slots[$0].state }
      self.guesses = guesses.isEmpty ? nil : guesses
    }

    /// Whether these are the states of some steps, none of which reaches others.
    func areStates(of sources: [Int], _ ledger: SheetJudge.Ledger) -> Bool {
      guard states.count == sources.count, guesses == nil else { return false }
      let slots = ledger.slots
      for (index, source) in sources.enumerated() {
        guard slots[source].entry.reach.isEmpty, slots[source].state == states[index] else {
          return false
        }
      }
      return true
    }
  }

  /// What was found out about one answer; an object, to be looked at under a lock.
  fileprivate final class Variants {
    /// The steps that the answer names.
    let named: [Int]
    /// The steps that the answer names or builds on.
    let sources: [Int]
    /// What is right whatever it builds on: where it names nothing, and where it does.
    private var alwaysRight: Known?
    private var right: [Circumstances: Known] = [:]
    /// What most of the class has written, looked at first.
    private var usual: (circumstances: Circumstances, known: Known)?
    private var findings: [Circumstances: Known] = [:]

    init(named: [Int], sources: [Int]) {
      self.named = named
      self.sources = sources
    }

    var count: Int { right.count + findings.count + (alwaysRight == nil ? 0 : 1) }

    func known(_ ledger: SheetJudge.Ledger) -> Known? {
      if let alwaysRight { return alwaysRight }
      if let usual, usual.circumstances.areStates(of: named, ledger) { return usual.known }
      if !right.isEmpty, let known = right[Circumstances(named, ledger)] { return known }
      return findings.isEmpty
        ? nil : findings[Circumstances(sources, ledger, guesses: ledger.guesses)]
    }

    func keep(_ known: Known, _ ledger: SheetJudge.Ledger) {
      if known.result.isRightByItself, named.isEmpty {
        alwaysRight = known
      } else if known.result.isRightByItself {
        let circumstances = Circumstances(named, ledger)
        right[circumstances] = known
        usual = usual ?? (circumstances, known)
      } else {
        findings[Circumstances(sources, ledger, guesses: ledger.guesses)] = known
      }
    }

    /// The answer as it was read before; nil where it could read otherwise now.
    func parsed(_ ledger: SheetJudge.Ledger) -> ParsedAnswer? {
      let known = alwaysRight ?? right.first?.value ?? findings.first?.value
      guard let answer = known?.result.answer,
        answer.names.allSatisfy({ ledger.order.positions[$0] == nil || ledger.isAnswered($0) })
      else { return nil }
      return answer
    }
  }

  /// Sheets are judged on all cores, and seldom at the same step.
  private let memory: Memo<Answer, Variants>

  init(limit: Int = 2048) {
    memory = Memo(limit: limit)
  }

  /// How many findings are kept now.
  var count: Int { memory.sum { $1.count } }

  /// What is known of an answer: all, or how it reads.
  enum Recollection {
    case judged(Known)
    case parsed(ParsedAnswer)
  }

  func recall(_ wording: Wording, at position: Int, _ ledger: SheetJudge.Ledger) -> Recollection? {
    let answer = Answer(position: position, wording: wording)
    return memory.at(position) { memory in
      let young = memory.youngValue(of: answer)
      if let known = young?.known(ledger) { return .judged(known) }
      if let old = memory.old[answer], let known = old.known(ledger) {
        memory.keep(
          known, for: answer, ledger, variants: Variants(named: old.named, sources: old.sources))
        return .judged(known)
      }
      return (young ?? memory.old[answer])?.parsed(ledger).map { .parsed($0) }
    }
  }

  /// Keeps a finding for whoever answers alike; the ledger has taken it in already.
  func keep(
    _ finding: StepFinding, at position: Int, _ wording: Wording, _ ledger: SheetJudge.Ledger
  ) {
    // A fault tells where in its own file it is.
    if case .unreadable = finding.outcome { return }
    // The finding's own misses came after it.
    let slot = ledger.slots[position]
    guard slot.entry.misses.isEmpty || ledger.guesses.isEmpty else { return }
    let known = Known(finding, leaving: slot)
    memory.at(position) {
      let named = finding.answer.map { ledger.order.positions(of: $0.names) } ?? []
      $0.keep(
        known, for: Answer(position: position, wording: wording), ledger,
        variants: Variants(
          named: named.sorted(),
          sources: ledger.order.sources[position].union(named).sorted()))
    }
  }
}

extension Generations<KnownFindings.Answer, KnownFindings.Variants> {
  /// Keeps a finding; `variants` says what it depends on.
  fileprivate mutating func keep(
    _ known: KnownFindings.Known, for answer: KnownFindings.Answer, _ ledger: SheetJudge.Ledger,
    variants: @autoclosure () -> KnownFindings.Variants
  ) {
    let isNew = young[answer] == nil && old[answer] == nil
    let variants = young[answer] ?? variants()
    // What is wrong in a way of its own is not worth keeping: only that somebody wrote it.
    if !isNew || !known.credit.isZero { variants.keep(known, ledger) }
    keep(variants, for: answer)
  }
}

extension StepFinding.Result {
  /// Whether what was found out depends on no other answers but those that are named.
  fileprivate var isRightByItself: Bool {
    switch outcome {
    case .right, .brokenLink, .notInForm:
      misshape == nil && slip == nil && origins.isEmpty && entries.allSatisfy { $0 == .right }
    default: false
    }
  }
}

/// An answer's words, wherever they stand.
struct Wording: Hashable, Sendable {
  private let content: Answer.Content

  /// Nil where the answer is so long that nobody will write it again.
  init?(_ content: Answer.Content) {
    var left = 1024
    guard content.fits(&left) else { return nil }
    self.content = content
  }

  static func == (left: Wording, right: Wording) -> Bool {
    left.content.isWorded(as: right.content)
  }

  func hash(into hasher: inout Hasher) { content.hash(into: &hasher) }
}

extension Answer.Content {
  fileprivate func fits(_ left: inout Int) -> Bool {
    switch self {
    case .open, .unusable: return true
    case .text(let inscription), .number(let inscription):
      left -= inscription.text.utf8.count
      return left >= 0
    case .array(let items, _):
      left -= items.count
      return left >= 0 && items.allSatisfy { $0.fits(&left) }
    case .cases(let cases, _):
      left -= cases.count
      return left >= 0
        && cases.allSatisfy {
          left -= $0.condition.text.utf8.count
          return left >= 0 && $0.content.fits(&left)
        }
    }
  }

  fileprivate func isWorded(as other: Answer.Content) -> Bool {
    switch (self, other) {
    case (.open, .open): true
    case (.text(let one), .text(let other)), (.number(let one), .number(let other)):
      one.text.isSpelled(as: other.text)
    case (.array(let some, _), .array(let others, _)):
      some.elementsEqual(others) { $0.isWorded(as: $1) }
    case (.cases(let some, _), .cases(let others, _)):
      some.elementsEqual(others) {
        $0.condition.text.isSpelled(as: $1.condition.text)
          && $0.content.isWorded(as: $1.content)
      }
    case (.unusable(let what, _), .unusable(let other, _)): what == other
    default: false
    }
  }

  fileprivate func hash(into hasher: inout Hasher) {
    switch self {
    case .open: hasher.combine(0)
    case .text(let inscription), .number(let inscription):
      hasher.combine(inscription.text.digest.number)
    case .array(let items, _):
      hasher.combine(items.count)
      for item in items { item.hash(into: &hasher) }
    case .cases(let cases, _):
      hasher.combine(cases.count)
      for item in cases {
        hasher.combine(item.condition.text.digest.number)
        item.content.hash(into: &hasher)
      }
    case .unusable(let what, _): hasher.combine(what)
    }
  }

  /// Whatever is written as a chain, in order.
  fileprivate func forEachInscription(_ body: (Inscription) -> Void) {
    switch self {
    case .open, .unusable: break
    case .text(let inscription), .number(let inscription): body(inscription)
    case .array(let items, _): for item in items { item.forEachInscription(body) }
    case .cases(let cases, _): for item in cases { item.content.forEachInscription(body) }
    }
  }
}

extension String {
  /// Whether a text has the same bytes: as strings, a Greek question mark equals a semicolon, and
  /// it reads otherwise.
  fileprivate func isSpelled(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let isSame = utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { bytes in
        // A loop without a way out, so that many bytes are compared at a time.
        own.indices.reduce(into: 0 as UInt8) { $0 |= own[$1] ^ bytes[$1] } == 0
      } ?? own.elementsEqual(other.utf8)
    }
    return isSame ?? utf8.elementsEqual(other.utf8)
  }
}

extension ParsedAnswer {
  /// The same answer where its words stand elsewhere.
  func moved(to content: Answer.Content) -> ParsedAnswer {
    var inscriptions: [Inscription] = []
    inscriptions.reserveCapacity(strands.count)
    content.forEachInscription { inscriptions.append($0) }
    return ParsedAnswer(
      strands: zip(strands, inscriptions).map { Strand(chain: $0.chain, inscription: $1) },
      arrangement: arrangement)
  }
}
