// Written by `bench --emit`; a test compares. Straight-line Swift of two models' tapes.

import Foundation

private func relu(_ x: Double) -> Double { x > 0 ? x : 0 }

private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

@inline(never)
func emittedReluUnit(
  w: [Double],
  data: [Double],
  into derivatives: inout MutableSpan<Double>
) -> Double {
  precondition(w.count == 5)
  precondition(data.count == 6)
  precondition(derivatives.count == 5)
  // Values.
  let t0 = data[0]
  let t1 = data[1]
  let t2 = data[2]
  let t3 = data[3]
  let t4 = data[4]
  let t5 = data[5]
  let t6 = w[0]
  let t7 = w[1]
  let t8 = w[2]
  let t9 = w[3]
  let t10 = w[4]
  let t11: Double = t6 * t0
  let t12: Double = t7 * t1
  let t13: Double = t11 + t12
  let t14: Double = t13 + t8
  let t15: Double = relu(t14)
  let t16: Double = t9 * t15
  let t17: Double = t16 + t10
  let t18: Double = t17 - t2
  let t19: Double = t18 * t18
  let t20: Double = t6 * t3
  let t21: Double = t7 * t4
  let t22: Double = t20 + t21
  let t23: Double = t22 + t8
  let t24: Double = relu(t23)
  let t25: Double = t9 * t24
  let t26: Double = t25 + t10
  let t27: Double = t26 - t5
  let t28: Double = t27 * t27
  let t29: Double = t19 + t28
  let t31: Double = t29 / 2.0

  // Derivatives of the result by each of them, backwards.
  let d_t24: Double = t27 * t9
  let d_t23: Double = t23 > 0.0 ? d_t24 : 0.0
  let d_t15: Double = t18 * t9
  let d_t14: Double = t14 > 0.0 ? d_t15 : 0.0
  let d_t10: Double = t27 + t18
  let d_t9: Double = t27 * t24 + t18 * t15
  let d_t8: Double = d_t23 + d_t14
  let d_t7: Double = d_t23 * t4 + d_t14 * t1
  let d_t6: Double = d_t23 * t3 + d_t14 * t0
  derivatives[0] = d_t6
  derivatives[1] = d_t7
  derivatives[2] = d_t8
  derivatives[3] = d_t9
  derivatives[4] = d_t10
  return t31
}

@inline(never)
func emittedSigmoidNet(
  w: [Double],
  data: [Double],
  into derivatives: inout MutableSpan<Double>
) -> Double {
  precondition(w.count == 25)
  precondition(data.count == 5)
  precondition(derivatives.count == 25)
  // Values.
  let t0 = data[0]
  let t1 = data[1]
  let t2 = data[2]
  let t3 = data[3]
  let t4 = data[4]
  let t5 = w[0]
  let t6 = w[1]
  let t7 = w[2]
  let t8 = w[3]
  let t9 = w[4]
  let t10 = w[5]
  let t11 = w[6]
  let t12 = w[7]
  let t13 = w[8]
  let t14 = w[9]
  let t15 = w[10]
  let t16 = w[11]
  let t17 = w[12]
  let t18 = w[13]
  let t19 = w[14]
  let t20 = w[15]
  let t21 = w[16]
  let t22 = w[17]
  let t23 = w[18]
  let t24 = w[19]
  let t25 = w[20]
  let t26 = w[21]
  let t27 = w[22]
  let t28 = w[23]
  let t29 = w[24]
  let t30: Double = t5 * t0
  let t31: Double = t6 * t1
  let t32: Double = t30 + t31
  let t33: Double = t7 * t2
  let t34: Double = t32 + t33
  let t35: Double = t8 * t3
  let t36: Double = t34 + t35
  let t37: Double = sigmoid(t36)
  let t38: Double = t25 * t37
  let t39: Double = t9 * t0
  let t40: Double = t10 * t1
  let t41: Double = t39 + t40
  let t42: Double = t11 * t2
  let t43: Double = t41 + t42
  let t44: Double = t12 * t3
  let t45: Double = t43 + t44
  let t46: Double = sigmoid(t45)
  let t47: Double = t26 * t46
  let t48: Double = t38 + t47
  let t49: Double = t13 * t0
  let t50: Double = t14 * t1
  let t51: Double = t49 + t50
  let t52: Double = t15 * t2
  let t53: Double = t51 + t52
  let t54: Double = t16 * t3
  let t55: Double = t53 + t54
  let t56: Double = sigmoid(t55)
  let t57: Double = t27 * t56
  let t58: Double = t48 + t57
  let t59: Double = t17 * t0
  let t60: Double = t18 * t1
  let t61: Double = t59 + t60
  let t62: Double = t19 * t2
  let t63: Double = t61 + t62
  let t64: Double = t20 * t3
  let t65: Double = t63 + t64
  let t66: Double = sigmoid(t65)
  let t67: Double = t28 * t66
  let t68: Double = t58 + t67
  let t69: Double = t21 * t0
  let t70: Double = t22 * t1
  let t71: Double = t69 + t70
  let t72: Double = t23 * t2
  let t73: Double = t71 + t72
  let t74: Double = t24 * t3
  let t75: Double = t73 + t74
  let t76: Double = sigmoid(t75)
  let t77: Double = t29 * t76
  let t78: Double = t68 + t77
  let t79: Double = sigmoid(t78)
  let t80: Double = t79 - t4
  let t81: Double = t80 * t80

  // Derivatives of the result by each of them, backwards.
  let d_t80: Double = 2.0 * t80
  let d_t78: Double = d_t80 * (t79 * (1.0 - t79))
  let d_t76: Double = d_t78 * t29
  let d_t75: Double = d_t76 * (t76 * (1.0 - t76))
  let d_t66: Double = d_t78 * t28
  let d_t65: Double = d_t66 * (t66 * (1.0 - t66))
  let d_t56: Double = d_t78 * t27
  let d_t55: Double = d_t56 * (t56 * (1.0 - t56))
  let d_t46: Double = d_t78 * t26
  let d_t45: Double = d_t46 * (t46 * (1.0 - t46))
  let d_t37: Double = d_t78 * t25
  let d_t36: Double = d_t37 * (t37 * (1.0 - t37))
  let d_t29: Double = d_t78 * t76
  let d_t28: Double = d_t78 * t66
  let d_t27: Double = d_t78 * t56
  let d_t26: Double = d_t78 * t46
  let d_t25: Double = d_t78 * t37
  let d_t24: Double = d_t75 * t3
  let d_t23: Double = d_t75 * t2
  let d_t22: Double = d_t75 * t1
  let d_t21: Double = d_t75 * t0
  let d_t20: Double = d_t65 * t3
  let d_t19: Double = d_t65 * t2
  let d_t18: Double = d_t65 * t1
  let d_t17: Double = d_t65 * t0
  let d_t16: Double = d_t55 * t3
  let d_t15: Double = d_t55 * t2
  let d_t14: Double = d_t55 * t1
  let d_t13: Double = d_t55 * t0
  let d_t12: Double = d_t45 * t3
  let d_t11: Double = d_t45 * t2
  let d_t10: Double = d_t45 * t1
  let d_t9: Double = d_t45 * t0
  let d_t8: Double = d_t36 * t3
  let d_t7: Double = d_t36 * t2
  let d_t6: Double = d_t36 * t1
  let d_t5: Double = d_t36 * t0
  derivatives[0] = d_t5
  derivatives[1] = d_t6
  derivatives[2] = d_t7
  derivatives[3] = d_t8
  derivatives[4] = d_t9
  derivatives[5] = d_t10
  derivatives[6] = d_t11
  derivatives[7] = d_t12
  derivatives[8] = d_t13
  derivatives[9] = d_t14
  derivatives[10] = d_t15
  derivatives[11] = d_t16
  derivatives[12] = d_t17
  derivatives[13] = d_t18
  derivatives[14] = d_t19
  derivatives[15] = d_t20
  derivatives[16] = d_t21
  derivatives[17] = d_t22
  derivatives[18] = d_t23
  derivatives[19] = d_t24
  derivatives[20] = d_t25
  derivatives[21] = d_t26
  derivatives[22] = d_t27
  derivatives[23] = d_t28
  derivatives[24] = d_t29
  return t81
}
