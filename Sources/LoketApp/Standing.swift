// Who still counts as living here: standing 1 (hidup) of DOMAIN's official list, or none recorded.
import LoketModel

extension Person {
  /// Neither dead, moved away, missing nor set aside as not valid.
  var isActive: Bool { standing == nil || standing == "1" }
}
