import JSONText
import Testing

@testable import WorkedExamples

/// What an exercise asks to have drawn, and every mistake in asking.
@Suite("Reading pictures")
struct PictureReadingTests {
  /// An exercise with these pictures in its one question.
  private static func exercise(_ pictures: String) -> String {
    #"{"id": "e", "given": ["a = (1, 2)", "H = [[2, 0], [0, 1]]"], "definitions": ["L = a[0]^2"], "questions": [{"id": "1", "steps": [{"id": "k", "value": "5"}], "pictures": "#
      + "\n\(pictures)}]}"
  }

  @Test("each kind has its fields")
  func kinds() throws {
    let document = try JSONDocument(
      name: "x.json",
      text: Self.exercise(
        #"""
        [{"kind": "network", "layers": ["a", "L"], "loss": "L", "caption": "All of it."},
         {"kind": "shrinkage", "hessian": "H", "penalty": 0.5, "minimizer": "a"},
         {"kind": "descent", "loss": "L", "parameters": "a", "rate": "1/10"},
         {"kind": "run", "losses": "descend(L, (a), 0.1, 3)"},
         {"kind": "function", "function": "relu(t) + t", "of": "t", "from": -1, "to": "2"}]
        """#))
    let pictures = try Exercise(document).questions[0].pictures
    #expect(pictures.map(\.caption) == ["All of it.", "", "", "", ""])
    let kinds = pictures.map { picture in
      switch picture.content {
      case .network(let layers, let loss): "network \(layers.map(\.formula)) \(loss.formula)"
      case .shrinkage(let hessian, let penalty, _): "\(hessian.formula) \(penalty.formula)"
      case .descent(_, let parameters, let rate): "\(parameters.formula) \(rate.formula)"
      case .run(let losses): "\(losses.formula)"
      case .function(let function, let variable, let from, let to):
        "\(function.formula) in \(variable) from \(from?.formula.description ?? "") to \(to?.formula.description ?? "")"
      }
    }
    #expect(
      kinds == [
        "network [a, L] L", "H 0.5", "a 1/10", "descend(L, a, 0.1, 3)",
        "relu(t) + t in t from -1 to 2",
      ])
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let json: String
    let complaints: [String]
    var testDescription: String { json }
    init(_ json: String, _ complaints: String...) {
      (self.json, self.complaints) = (json, complaints)
    }
  }

  static let cases = [
    Case("{}", #"2:1: "pictures" must be a list"#),
    Case("[3]", "2:2: a picture must be an object"),
    Case("[{}]", #"2:2: a picture has no "kind""#),
    Case(#"[{"kind": 3}]"#, #"2:11: "kind" must be a string"#),
    Case(
      #"[{"kind": "netwrok"}]"#,
      #"2:11: there is no picture of the kind netwrok / did you mean "network"?"#),
    Case(
      #"[{"kind": "pie"}]"#,
      "2:11: there is no picture of the kind pie / the kinds are network, shrinkage, descent, run, function"
    ),
    Case(
      #"[{"kind": "shrinkage", "penalty": 1}]"#,
      #"2:2: a picture of the kind shrinkage has no "hessian""#,
      #"2:2: a picture of the kind shrinkage has no "minimizer""#),
    Case(
      #"[{"kind": "run", "losses": "a", "loses": "b"}]"#,
      #"2:33: a picture of the kind run has no field "loses" / did you mean "losses"?"#),
    Case(
      #"[{"kind": "network", "layers": ["a"], "loss": "L"}]"#,
      "2:32: a network has two layers or more"),
    Case(
      #"[{"kind": "network", "layers": ["a", "2*a"], "loss": "L"}]"#,
      #"2:38: "layers" takes names, because derivatives are taken by them / add a definition for this"#
    ),
    Case(
      #"[{"kind": "descent", "loss": "L", "parameters": "(a)[0]", "rate": 1}]"#,
      #"2:49: "parameters" takes names, because derivatives are taken by them / add a definition for this"#
    ),
    Case(
      #"[{"kind": "function", "function": "t^2", "of": "t + 1"}]"#,
      #"2:48: "of" takes the name of a number"#),
  ]

  @Test("every mistake is told, with its place", arguments: cases)
  func mistakes(_ example: Case) throws {
    #expect(try complaints(exercise: Self.exercise(example.json)) == example.complaints)
  }

  @Test("a name that is not defined is told at its place")
  func undefined() throws {
    let found = try complaints(
      exercise: Self.exercise(#"[{"kind": "run", "losses": "2*b"}]"#))
    #expect(found.count == 1 && found[0].hasPrefix("2:31: b is not defined"), "\(found)")
  }
}
