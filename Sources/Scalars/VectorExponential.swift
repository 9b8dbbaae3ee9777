/// exp, tanh and sigmoid of eight numbers at once, without a call and with one division each.
///
/// After S. L. Moshier's Cephes library, 1984: x = n·ln 2 + r with |r| <= ln 2 / 2, and
/// e^r = 1 + N/D for N = 2·r·P(r²), D = Q(r²) − r·P(r²). What is made of e^x is written as one
/// fraction over D.
///
/// The results are within 2 ulp for exp, 3 for sigmoid and 5 for tanh, or within the smallest
/// normal number, 2⁻¹⁰²²: where exp is smaller, it may be 0.
extension SIMD8<Double> {
  /// The parts of e^x = 2ⁿ·(1 + N/D); x is within ±709.
  @inlinable @inline(__always)
  func exponentialParts() -> (scale: Self, numerator: Self, denominator: Self) {
    // Added to 1.5·2⁵², a number is rounded to a whole one, which stands in the last bits.
    let shift = 0x1.8p52
    let shifted = self * 1.4426950408889634 + shift
    let n = shifted - shift
    let bits = unsafeBitCast(shifted, to: SIMD8<Int64>.self) &+ 1023
    let scale = unsafeBitCast(bits &<< 52, to: Self.self)
    // The first part of ln 2 has 16 bits, so that its product with n is exact.
    let r = (self - n * 6.93145751953125e-1) - n * 1.42860682030941723212e-6
    let square = r * r
    var p = square * 1.26177193074810590878e-4
    p += 3.02994407707441961300e-2
    p *= square
    p += 9.99999999999999999910e-1
    p *= r
    var q = square * 3.00198505138664455042e-6
    q += 2.52448340349684104192e-3
    q *= square
    q += 2.27265548208155028766e-1
    q *= square
    q += 2
    return (scale, p + p, q - p)
  }

  /// Within bounds; NaN stays, and makes all that is computed from it NaN.
  @inlinable @inline(__always)
  func clamped(_ least: Double, _ most: Double) -> Self {
    var result = self
    result.replace(with: least, where: self .< least)
    result.replace(with: most, where: self .> most)
    return result
  }

  @inlinable package var exp: Self {
    @inline(__always) get {
      let (scale, numerator, denominator) = clamped(-708, 709).exponentialParts()
      var result = scale * ((denominator + numerator) / denominator)
      result.replace(with: 0, where: self .< -708)
      if any(self .> 709) {
        for lane in indices where self[lane] > 709 { result[lane] = self[lane].exp }
      }
      return result
    }
  }

  @inlinable package var sigmoid: Self {
    @inline(__always) get {
      // 1 / (1 + e^-x).
      let (scale, numerator, denominator) = (-clamped(-708, 708)).exponentialParts()
      var result = denominator / (denominator + scale * (denominator + numerator))
      result.replace(with: 0, where: self .< -708)
      return result
    }
  }

  @inlinable package var tanh: Self {
    @inline(__always) get {
      // (e^2x - 1) / (e^2x + 1), which is 1 from x = 20 on.
      let (scale, numerator, denominator) = (2 * clamped(-20, 20)).exponentialParts()
      let scaled = scale * numerator
      return (scaled + (scale - 1) * denominator) / (scaled + (scale + 1) * denominator)
    }
  }
}
