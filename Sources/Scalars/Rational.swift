/// Stand-in.
package struct Rational: Hashable, Sendable {}
