import Scalars

extension SplitMix64 {
  /// A number from -1 up to 1.
  mutating func fraction() -> Double { Double(Int64(bitPattern: next())) * 0x1p-63 }
}
