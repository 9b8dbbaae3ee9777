import CommandLine
import Grading
import Notation
import Soundness

extension Bench {
  /// Judges claims whose truth is known, and prints what was told wrongly.
  mutating func tryOut() throws(UsageError) -> ExitStatus {
    let count = try number(Options.claims) ?? 20_000
    let seed = UInt64(try number(Options.seed) ?? 1)
    let maker: ClaimMaker
    do throws(Diagnostic) {
      maker = try ClaimMaker()
    } catch {
      errors.writeLine("bench: a rule cannot be read: \(error.message)")
      return .failed
    }
    output.writeLine("seed \(seed)")
    var tally = SoundnessTally()
    var next = 0
    var told = 0
    Workers.stream(
      count: count,
      next: {
        defer { next += 1 }
        return next < count ? next : nil
      },
      { SoundnessTrial($0, seed: seed, spellings: 3, maker: maker) },
      consume: { trial in
        tally.add(trial)
        for finding in tally.findings[told...] { output.writeLine(finding.text) }
        told = tally.findings.count
        output.flush()
      })
    output.writeLine(tally.summary)
    return tally.isSound(isTimed: true) ? .right : .found
  }

  private func number(_ option: OptionSpecification) throws(UsageError) -> Int? {
    guard let text = arguments.value(of: option)?.text else { return nil }
    guard let number = Int(text), number > 0 else {
      throw UsageError("--\(option.name) takes a whole number above 0, not \(text)")
    }
    return number
  }
}
