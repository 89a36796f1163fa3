// Who still counts as living here: standing 1 (hidup) of DOMAIN's official list, or none recorded.

extension Person {
  /// Neither dead, moved away, missing nor set aside as not valid.
  public var isActive: Bool { standing == nil || standing == "1" }
}
