import Testing

@testable import Notation

@Suite("Shapes")
struct ShapeTests {
  private static let matrix = Shape.matrix(rows: 2, columns: 3)

  private func result(
    _ operation: Operator, _ left: Shape, _ right: Shape, _ vectors: Shape.Orientation = .column
  ) -> String {
    do throws(Shape.Misfit) {
      return try Shape.of(operation, left, right, vectors: vectors).description
    } catch {
      return error.message + (error.help.map { "; " + $0 } ?? "")
    }
  }

  @Test(
    "sums want equal shapes, or a number",
    arguments: [
      (Shape.number, Shape.number, "number"),
      (.number, .vector(3), "3-vector"),
      (.vector(3), .number, "3-vector"),
      (matrix, .number, "2×3 matrix"),
      (.number, .vector(1), "1-vector"),
      (.vector(3), .vector(3), "3-vector"),
      (.matrix(rows: 1, columns: 1), .number, "number"),
      (.number, .matrix(rows: 1, columns: 1), "number"),
      (.vector(2), .vector(3), "these shapes do not add: 2-vector + 3-vector"),
      (
        matrix, .vector(3),
        "these shapes do not add: 2×3 matrix + 3-vector; "
          + "repmat(v, 2) writes a vector in each of so many rows"
      ),
      (matrix, .vector(2), "these shapes do not add: 2×3 matrix + 2-vector"),
      (
        .matrix(rows: 1, columns: 1), .vector(3),
        "these shapes do not add: 1×1 matrix + 3-vector; "
          + "a product with one entry is a number only as a factor: write dot(x, y)"
      ),
    ])
  func sums(_ left: Shape, _ right: Shape, _ shape: String) {
    #expect(result(.plus, left, right) == shape)
  }

  @Test(
    "products of columns",
    arguments: [
      (Shape.number, Shape.vector(3), "3-vector"),
      (matrix, .number, "2×3 matrix"),
      (matrix, .vector(3), "2-vector"),
      (matrix, .matrix(rows: 3, columns: 4), "2×4 matrix"),
      (.matrix(rows: 1, columns: 3), .vector(3), "1×1 matrix"),
      (.vector(3), .matrix(rows: 1, columns: 2), "3×2 matrix"),
      (.matrix(rows: 1, columns: 1), matrix, "2×3 matrix"),
      (.vector(3), .matrix(rows: 1, columns: 1), "3-vector"),
      (
        matrix, .vector(2),
        "these shapes do not multiply: 2×3 matrix * 2-vector; "
          + "the transpose of the left factor fits"
      ),
      (matrix, .vector(4), "these shapes do not multiply: 2×3 matrix * 4-vector"),
      (
        .matrix(rows: 4, columns: 3), matrix,
        "these shapes do not multiply: 4×3 matrix * 2×3 matrix; "
          + "the transpose of the right factor fits"
      ),
      (
        .vector(3), .vector(3),
        "these shapes do not multiply: 3-vector * 3-vector; write dot(x, y), x*y^T or x .* y"
      ),
      (
        .vector(3), .vector(2),
        "these shapes do not multiply: 3-vector * 2-vector; write x*y^T for the outer product"
      ),
    ])
  func products(_ left: Shape, _ right: Shape, _ shape: String) {
    #expect(result(.times, left, right) == shape)
  }

  @Test(
    "products of rows",
    arguments: [
      (Shape.vector(2), matrix, "3-vector"),
      (.vector(3), .matrix(rows: 3, columns: 1), "1×1 matrix"),
      (.matrix(rows: 3, columns: 1), .vector(2), "3×2 matrix"),
      (matrix, .matrix(rows: 3, columns: 1), "2×1 matrix"),
      (
        .vector(3), .vector(3),
        "these shapes do not multiply: 3-vector * 3-vector; write dot(x, y), x^T*y or x .* y"
      ),
    ])
  func productsOfRows(_ left: Shape, _ right: Shape, _ shape: String) {
    #expect(result(.times, left, right, .row) == shape)
  }

  @Test(
    "quotients, powers and what goes entry by entry",
    arguments: [
      (Operator.over, Shape.vector(3), Shape.number, "3-vector"),
      (.over, .vector(3), .matrix(rows: 1, columns: 1), "3-vector"),
      (
        .over, .vector(3), .vector(3),
        "these shapes do not divide: 3-vector / 3-vector; write ./ to divide entry by entry"
      ),
      (.power, .number, .number, "number"),
      (.power, .matrix(rows: 2, columns: 2), .number, "2×2 matrix"),
      (
        .power, .vector(3), .number,
        "these shapes do not make a power: 3-vector ^ number; write .^ for powers entry by entry"
      ),
      (
        .power, matrix, .number,
        "these shapes do not make a power: 2×3 matrix ^ number; write .^ for powers entry by entry"
      ),
      (
        .power, .number, .vector(3),
        "these shapes do not make a power: number ^ 3-vector; "
          + "write .^ or exp(x), which go entry by entry"
      ),
      (.entrywiseTimes, .vector(3), .vector(3), "3-vector"),
      (.entrywisePower, .vector(3), .number, "3-vector"),
      (.entrywisePower, .number, matrix, "2×3 matrix"),
      (.entrywiseOver, .number, .number, "number"),
      (
        .entrywiseTimes, .vector(3), .vector(2),
        "these shapes do not go entry by entry: 3-vector .* 2-vector"
      ),
    ])
  func others(_ operation: Operator, _ left: Shape, _ right: Shape, _ shape: String) {
    #expect(result(operation, left, right) == shape)
  }

  private static let shapes: [Shape] =
    [.number] + (1...3).map(Shape.vector)
    + (1...3).flatMap { m in (1...3).map { .matrix(rows: m, columns: $0) } }

  @Test("transposing twice changes nothing", arguments: shapes, Shape.Orientation.allCases)
  func transposes(_ shape: Shape, _ vectors: Shape.Orientation) {
    let table = shape.table(vectors: vectors)
    let transposed = shape.transposed(vectors: vectors)
    #expect(transposed.table(vectors: vectors)?.rows == table?.columns)
    let again = transposed.transposed(vectors: vectors).table(vectors: vectors)
    #expect(again?.rows == table?.rows && again?.columns == table?.columns)
  }

  @Test("(AB)^T has the shape of B^T A^T", arguments: shapes, shapes)
  func transposedProduct(_ left: Shape, _ right: Shape) {
    for vectors in Shape.Orientation.allCases {
      let first = try? Shape.of(.times, left, right, vectors: vectors).transposed(vectors: vectors)
      let second = try? Shape.of(
        .times, right.transposed(vectors: vectors), left.transposed(vectors: vectors),
        vectors: vectors)
      #expect(first == second)
    }
  }

  private func entry(
    _ shape: Shape, _ subscripts: String, _ vectors: Shape.Orientation = .column
  ) throws -> String {
    let formula = try Formula.parse("x[\(subscripts)]", vocabulary: vocabulary)
    guard case .entry(_, let parts) = formula.node else { return "no entry" }
    do throws(Shape.Misfit) {
      return try shape.entry(parts, vectors: vectors).description
    } catch {
      return error.message + (error.help.map { "; " + $0 } ?? "")
    }
  }

  @Test(
    "entries, rows and columns",
    arguments: [
      (Shape.vector(3), "0", "number"),
      (.vector(3), ":", "3-vector"),
      (matrix, "0, 1", "number"),
      (matrix, "0, :", "1×3 matrix"),
      (matrix, ":, 1", "2-vector"),
      (matrix, ":, :", "2×3 matrix"),
      (.matrix(rows: 1, columns: 3), "2", "number"),
      (matrix, "0", "a 2×3 matrix has two subscripts; write W[k, j], or W[k, :] for a row"),
      (.vector(3), "0, 1", "a 3-vector has one subscript"),
      (.number, "0", "a number has no entries"),
    ])
  func entries(_ shape: Shape, _ subscripts: String, _ result: String) throws {
    #expect(try entry(shape, subscripts) == result)
  }

  @Test("where vectors are rows, a row is a vector")
  func rows() throws {
    #expect(try entry(Self.matrix, "0, :", .row) == "3-vector")
    #expect(try entry(Self.matrix, ":, 0", .row) == "2×1 matrix")
  }

  @Test("indices begin where the exercise says")
  func offsets() throws {
    #expect(try Shape.offset(ofIndex: 0, from: 0, count: 3) == 0)
    #expect(try Shape.offset(ofIndex: 3, from: 1, count: 3) == 2)
    for (index, first) in [(3, 0), (-1, 0), (0, 1), (4, 1), (Int.min, 1), (Int.max, 0)] {
      let misfit = #expect(throws: Shape.Misfit.self) {
        try Shape.offset(ofIndex: index, from: first, count: 3)
      }
      #expect(misfit?.message == "the index \(index) is not one of \(first) to \(first + 2)")
    }
    let none = #expect(throws: Shape.Misfit.self) {
      try Shape.offset(ofIndex: 0, from: 0, count: 0)
    }
    #expect(none?.message == "the index 0 is outside: there are no entries")
  }
}
