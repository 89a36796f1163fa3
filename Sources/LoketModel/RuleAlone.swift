// One rule by itself, where a hundred thousand rows of a table are judged by a few of them.

extension Rule {
  /// What this rule finds, whatever was accepted before; nil when it holds or judges another kind of record.
  public func finding(in subject: RuleSubject) -> Finding? {
    guard applies(to: subject.kind), let message = judge(subject), let field = fields.first else { return nil }
    return Finding(rule: id, field: field, level: level, message: message)
  }
}
