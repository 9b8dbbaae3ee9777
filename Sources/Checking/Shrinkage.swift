import Notation
import Scalars
import WorkedExamples

/// What weight decay does to the minimizer of a quadratic loss, along the Hessian's eigenvectors.
///
/// The loss is (w − w*)ᵀH(w − w*)/2, the penalty μ‖w‖²/2. Along an eigenvector with the eigenvalue
/// λ the component of w* shrinks by λ/(λ + μ).
package struct Shrinkage: Sendable {
  package struct Direction: Sendable {
    package let eigenvalue: Double
    package let vector: [Double]
    /// λ/(λ + μ).
    package let factor: Double
    /// What w* has along the vector.
    package let component: Double
  }

  /// The largest eigenvalue first.
  package let directions: [Direction]
  package let hessian: [[Double]]
  package let penalty: Double
  package let minimizer: [Double]
  /// Where loss and penalty together are least, as the engine solves it: (H + μI)⁻¹Hw*.
  package let shrunk: [Double]

  /// More eigenvectors are a table, not a picture.
  private static let greatestCount = 12

  init(_ hessian: Written, _ penalty: Written, _ minimizer: Written, in setting: Setting)
    throws(PictureFault)
  {
    let matrix = try setting.doubles(hessian)
    guard case .matrix(let rows, let columns) = matrix.shape, rows == columns, rows > 1 else {
      throw PictureFault("a Hessian is a square matrix; this is a \(matrix.shape)", hessian)
    }
    guard rows <= Self.greatestCount else {
      throw PictureFault("up to \(Self.greatestCount) eigenvectors are drawn", hessian)
    }
    let table = (0..<rows).map { Array(matrix.entries[($0 * rows)..<(($0 + 1) * rows)]) }
    guard (0..<rows).allSatisfy({ i in (0..<i).allSatisfy { table[i][$0] == table[$0][i] } }) else {
      throw PictureFault("a Hessian is symmetric, and this is not", hessian)
    }
    let mu = try setting.number(penalty)
    guard mu > 0 else { throw PictureFault("the penalty must be above 0", penalty) }
    let target = try setting.doubles(minimizer)
    guard target.entries.count == rows else {
      throw PictureFault(
        "the minimizer has \(rows) components, one for each row of the Hessian; this is a \(target.shape)",
        minimizer)
    }
    let eigen = Self.eigenvectors(of: table)
    let greatest = eigen.map(\.value.magnitude).max() ?? 0
    if let least = eigen.last, least.value < -1e-9 * greatest {
      throw PictureFault("an eigenvalue is negative, so that the loss has no minimizer", hessian)
    }
    self.hessian = table
    self.penalty = mu
    self.minimizer = target.entries
    directions = eigen.map { value, vector in
      // What the rotations leave of a 0 is rounding.
      let value = value < 1e-12 * greatest ? 0 : value
      return Direction(
        eigenvalue: value, vector: vector, factor: value / (value + mu),
        component: zip(vector, target.entries).reduce(0) { $0 + $1.0 * $1.1 })
    }
    shrunk = try setting.doubles(
      Self.solution(hessian.formula, penalty.formula, minimizer.formula, rows), of: hessian
    ).entries
  }

  /// (H + μI)⁻¹Hw* as a formula.
  private static func solution(
    _ hessian: Formula, _ penalty: Formula, _ minimizer: Formula, _ size: Int
  ) -> Formula {
    let count = Formula(.number(Literal(value: Rational(size), text: "\(size)")))
    let one = Formula(.number(Literal(value: .one, text: "1")))
    let identity = Formula(.call(ArrayFunction.eye.rawValue, order: 0, [count]))
    let sum = Formula(
      .binary(.plus, hessian, Formula(.binary(.times, penalty, identity))))
    let inverse = Formula(.binary(.power, sum, Formula(.negative(one))))
    return Formula(
      .binary(.times, Formula(.binary(.times, inverse, hessian)), minimizer))
  }

  /// Eigenvalues and unit eigenvectors of a symmetric matrix, the largest eigenvalue first, by the
  /// rotations of Jacobi (1846): each makes one entry 0, and the rest converge quadratically.
  static func eigenvectors(of matrix: [[Double]]) -> [(value: Double, vector: [Double])] {
    var a = matrix
    let n = a.count
    var vectors = (0..<n).map { row in (0..<n).map { $0 == row ? 1.0 : 0 } }
    // Six sweeps are usual; the bound is for safety.
    for _ in 0..<60 {
      var rest = 0.0
      for p in 0..<n { for q in 0..<p { rest += a[p][q] * a[p][q] } }
      guard rest > 0 else { break }
      for p in 0..<n {
        for q in (p + 1)..<max(p + 1, n) where a[p][q] != 0 {
          let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
          let t = (theta < 0 ? -1 : 1) / (theta.magnitude + (theta * theta + 1).squareRoot())
          let cosine = 1 / (t * t + 1).squareRoot()
          let sine = t * cosine
          for k in 0..<n {
            (a[k][p], a[k][q]) = (
              cosine * a[k][p] - sine * a[k][q], sine * a[k][p] + cosine * a[k][q]
            )
          }
          for k in 0..<n {
            (a[p][k], a[q][k]) = (
              cosine * a[p][k] - sine * a[q][k], sine * a[p][k] + cosine * a[q][k]
            )
            (vectors[k][p], vectors[k][q]) = (
              cosine * vectors[k][p] - sine * vectors[k][q],
              sine * vectors[k][p] + cosine * vectors[k][q]
            )
          }
          (a[p][q], a[q][p]) = (0, 0)
        }
      }
    }
    return (0..<n).map { column in (value: a[column][column], vector: vectors.map { $0[column] }) }
      .sorted { $0.value > $1.value }
  }
}
