/// A name of the notation in its parts: `delta_yhat1` is a delta with ŷ₁ below.
struct MathName {
  /// The letter or the word, without accent and subscripts.
  let base: String
  /// The sign above it, such as a hat.
  let accent: String?
  let subscripts: [MathName]

  init(_ name: String) {
    let pieces = name.split(separator: "_", omittingEmptySubsequences: true).map(String.init)
    self.init(pieces: pieces.isEmpty ? [name] : pieces)
  }

  private init(pieces: [String]) {
    let first = pieces[0]
    let digits = String(first.reversed().prefix { "0"..."9" ~= $0 }.reversed())
    let word = String(first.dropLast(digits.count))
    var (letters, sign) = (word, String?.none)
    for (mark, symbol) in Self.accents where word.hasSuffix(mark) && word.count > mark.count {
      let rest = String(word.dropLast(mark.count))
      // Only a letter carries a sign: `yhat` is ŷ, and `crowbar` is a word.
      guard rest.count == 1 || Self.greek[rest] != nil else { continue }
      (letters, sign) = (rest, symbol)
    }
    base = letters.isEmpty ? first : Self.greek[letters] ?? letters
    accent = letters.isEmpty ? nil : sign
    let index = letters.isEmpty || digits.isEmpty ? [] : [digits]
    subscripts = index.map { MathName(plain: $0) } + pieces.dropFirst().map { MathName($0) }
  }

  private init(plain text: String) {
    (base, accent, subscripts) = (text, nil, [])
  }

  var markup: HTML {
    let isNumber = base.allSatisfy { "0"..."9" ~= $0 }
    var letter = HTML.tag(isNumber ? "mn" : "mi", base)
    if let accent {
      letter = .tag(
        "mover", ["accent": "true"], [letter, .tag("mo", ["stretchy": "false"], accent)])
    }
    guard !subscripts.isEmpty else { return letter }
    var below: [HTML] = []
    for part in subscripts {
      if !below.isEmpty { below.append(.tag("mo", ["separator": "true"], ",")) }
      below.append(part.markup)
    }
    return .tag("msub", [letter, below.count == 1 ? below[0] : .tag("mrow", below)])
  }

  private static let accents = [("hat", "^"), ("tilde", "~"), ("bar", "¯")]

  private static let greek = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  ]
}
