import Checking
import JSONText
import Testing
import WorkedExamples

/// What pictures show, against values that come from elsewhere.
@Suite("Drawings")
struct DrawingTests {
  private func exercise(_ definitions: String, _ pictures: String) throws -> Exercise {
    let text =
      #"{"id": "e", "given": [\#(definitions)], "questions": [{"id": "1", "steps": [{"id": "k", "value": 5}], "pictures": ["#
      + "\n\(pictures)]}]}"
    return try Exercise(JSONDocument(SourceText(name: "x.json", text: text)))
  }

  private func drawing(_ definitions: String, _ picture: String) throws -> Drawing {
    let exercise = try exercise(definitions, picture)
    let question = exercise.questions[0]
    return try question.pictures[0].drawing(in: question.scope, of: exercise)
  }

  private func complaint(_ definitions: String, _ picture: String) throws -> String {
    let faults = AnswerKey(try exercise(definitions, picture)).pictureFaults()
    return faults.map { "\($0.position.map { "\($0)" } ?? ""): \($0.message)" }
      .joined(separator: "; ")
  }

  // MARK: Shrinkage

  @Test(
    "the factors are what the engine's own solution does along each eigenvector",
    arguments: [
      "[[35.29, 47.04], [47.04, 62.73]]", "[[2, 0], [0, 1]]", "[[4, 2], [2, 1]]",
      "[[2, -1, 0], [-1, 2, -1], [0, -1, 2]]",
    ])
  func shrinkage(_ hessian: String) throws {
    let size = hessian.split(separator: "]").count
    let minimizer = (1...size).map { "\($0).5" }.joined(separator: ", ")
    guard
      case .shrinkage(let shrinkage) = try drawing(
        #""H = \#(hessian)", "w = (\#(minimizer))""#,
        #"{"kind": "shrinkage", "hessian": "H", "penalty": 0.25, "minimizer": "w"}"#)
    else { throw Unexpected() }
    #expect(shrinkage.directions.count == size)
    #expect(
      shrinkage.directions.map(\.eigenvalue)
        == shrinkage.directions.map(\.eigenvalue).sorted(by: >))
    for direction in shrinkage.directions {
      // Hv = λv and |v| = 1; rounding of some ten operations on numbers below 100.
      for (row, entry) in zip(shrinkage.hessian, direction.vector) {
        let product = zip(row, direction.vector).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - direction.eigenvalue * entry) < 1e-11)
      }
      let kept = zip(direction.vector, shrinkage.shrunk).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(kept - direction.factor * direction.component) < 1e-11)
    }
  }

  @Test(
    "what has no shrinkage is told",
    arguments: [
      ("[[1, 2], [3, 4]]", "1", "2:35: a Hessian is symmetric, and this is not"),
      ("[[1, 2]]", "1", "2:35: a Hessian is a square matrix; this is a 1×2 matrix"),
      (
        "[[-7, 24], [24, 7]]", "1",
        "2:35: an eigenvalue is negative, so that the loss has no minimizer"
      ),
      ("[[1, 0], [0, 1]]", "0", "2:51: the penalty must be above 0"),
      ("[[1, 0], [0, 1]]", "w", "2:51: a number is drawn here; this is a 2-vector"),
      ("[[1, 0], [0, 1]]", "1/0", "2:51: this has no value: it divides by 0"),
      (
        "eye(3)", "1",
        "2:69: the minimizer has 3 components, one for each row of the Hessian; this is a 2-vector"
      ),
      ("eye(13)", "1", "2:35: up to 12 eigenvectors are drawn"),
    ])
  func noShrinkage(_ hessian: String, _ penalty: String, _ complaint: String) throws {
    let text = try self.complaint(
      #""w = (1, 2)", "H = \#(hessian)""#,
      #"{"kind": "shrinkage", "hessian": "H", "penalty": "\#(penalty)", "minimizer": "w"}"#)
    #expect(text == complaint)
  }

  // MARK: Networks

  @Test("a network shows values forward and adjoints backward")
  func network() throws {
    guard
      case .network(let layers) = try drawing(
        #""x = (2, 1)", "W = [[1, 3], [-1, 0]]", "z = W*x", "h = relu(z)", "L = (h[0] + h[1] - 4)^2""#,
        #"{"kind": "network", "layers": ["x", "z", "h", "L"], "loss": "L"}"#)
    else { throw Unexpected() }
    // z = (5, -2), h = (5, 0), L = 1; backward 2·1 = 2, through relu (2, 0), through W (2, 6).
    #expect(layers.map(\.values) == [[2, 1], [5, -2], [5, 0], [1]])
    #expect(layers.map(\.adjoints) == [[2, 6], [2, 0], [2, 2], [1]])
    #expect(
      layers.map(\.derivatives) == [[], [[1, 3], [-1, 0]], [[1, 0], [0, 0]], [[2, 2]]])
  }

  @Test(
    "a network that is none is told",
    arguments: [
      (#""x", "z""#, "L does not depend on z"), (#""y", "W""#, "a layer is a number or a vector"),
      (#""x", "many""#, "a layer is drawn with up to 12 units; this has 13"),
    ])
  func noNetwork(_ layers: String, _ complaint: String) throws {
    let text = try self.complaint(
      #""x = 2", "y = 3*x", "z = 4", "W = [[1, 2], [3, x]]", "many = x*ones(13)", "L = x^2 + y^2 + norm2(many)^2 + W[1, 1]""#,
      #"{"kind": "network", "layers": [\#(layers)], "loss": "L"}"#)
    #expect(text.contains(complaint), "\(text)")
  }

  // MARK: Curves

  @Test("a descent line is the loss along its step")
  func descent() throws {
    guard
      case .descent(let line) = try drawing(
        #""w = 3", "L = w^2""#,
        #"{"kind": "descent", "loss": "L", "parameters": "w", "rate": 0.25}"#)
    else { throw Unexpected() }
    // w - 0.25·2w = w/2.
    #expect(line.start == 9 && line.end == 2.25)
    for point in line.points {
      let moved = 3 - point.x * 6
      #expect(abs(point.y - moved * moved) < 1e-13)
    }
  }

  @Test("a function is drawn with its slope, and nothing where it has no value")
  func function() throws {
    guard
      case .function(let curve) = try drawing(
        #""f(x) = ln(x)""#,
        #"{"kind": "function", "function": "f(t)", "of": "t", "from": -2, "to": 2}"#)
    else { throw Unexpected() }
    #expect(curve.points.first?.x == -2 && curve.points.last?.x == 2)
    for point in curve.points {
      #expect(point.value.isFinite == (point.x > 0))
      if point.x > 0 { #expect(abs(point.slope * point.x - 1) < 1e-14) }
    }
  }

  @Test(
    "what cannot be drawn is told",
    arguments: [
      (
        #"{"kind": "run", "losses": "w"}"#,
        "a run is a vector of two losses or more; this is a number"
      ),
      (
        #"{"kind": "descent", "loss": "w^2", "parameters": "w", "rate": -1}"#,
        "a rate above 0 is drawn"
      ),
      (
        #"{"kind": "descent", "loss": "4", "parameters": "w", "rate": 1}"#,
        "4 does not depend on w"
      ),
      (
        #"{"kind": "function", "function": "ln(t)", "of": "t", "to": -1}"#,
        #"this has no value anywhere from "from" to "to""#
      ),
      (
        #"{"kind": "function", "function": "t^2", "of": "t", "from": 1, "to": 1}"#,
        #""from" is not below "to""#
      ),
      (
        #"{"kind": "function", "function": "(t, t)", "of": "t"}"#,
        "a function of a number is drawn; this is a 2-vector"
      ),
    ])
  func nothingToDraw(_ picture: String, _ complaint: String) throws {
    let text = try self.complaint(#""w = 3""#, picture)
    #expect(text.hasSuffix(complaint), "\(text)")
  }

  struct Unexpected: Error {}
}
