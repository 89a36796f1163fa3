// The rules of programmes, waves, events and aid.

extension Phrase {
  static let programName = Phrase("rule.program.name")
  static let programDates = Phrase("rule.program.dates")
  static let programFloor = Phrase("rule.program.floor")
  static let programQuota = Phrase("rule.program.quota")
  static let waveName = Phrase("rule.wave.name")
  static let waveOpens = Phrase("rule.wave.opens")
  static let waveCloses = Phrase("rule.wave.closes")
  static let waveOrder = Phrase("rule.wave.order")
  static let waveConfirm = Phrase("rule.wave.confirm")
  static let waveCutOff = Phrase("rule.wave.cutOff")
  static let eventName = Phrase("rule.event.name")
  static let eventDate = Phrase("rule.event.date")
  static let eventHours = Phrase("rule.event.hours")
  static let dateInvalid = Phrase("rule.program.date")
  static let aidItem = Phrase("rule.aid.item")
  static let aidGiven = Phrase("rule.aid.given")
}

extension Rules {
  private static let source = "Issue: programmes and waves"

  static let programs: [Rule] =
    [
      required("program.name", .program, "name", .programName),
      before("program.dates", .program, "starts", "deadline", .error, .programDates),
      Rule("program.floor", .program, ["floor", "target"], .info, "DOMAIN §1, P3", .programFloor) { subject in
        guard let floor = subject.value("floor").flatMap({ Int($0) }),
          let target = subject.value("target").flatMap({ Int($0) }), floor < target
        else { return nil }
        return ["missing": "\(target - floor)"]
      },
      Rule("program.quota", .program, ["quota"], .error, "DOMAIN §1, P4: cap of 100", .programQuota) { subject in
        guard let quota = subject.value("quota") else { return nil }
        return Int(counted: quota).map { $0 > 0 } == true ? nil : [:]
      },
      required("wave.name", .wave, "name", .waveName), required("wave.opens", .wave, "opens", .waveOpens),
      required("wave.closes", .wave, "closes", .waveCloses),
      before("wave.order", .wave, "opens", "closes", .error, .waveOrder),
      before("wave.confirm", .wave, "closes", "confirmBy", .error, .waveConfirm),
      before("wave.cutOff", .wave, "confirmBy", "cutOff", .error, .waveCutOff),
      required("event.name", .event, "name", .eventName), required("event.date", .event, "date", .eventDate),
      Rule("event.hours", .event, ["ends", "starts"], .error, source, .eventHours) { subject in
        let hours = [subject.value("starts"), subject.value("ends")].compactMap { $0 }
        if hours.contains(where: { !isHour($0) }) { return [:] }
        return hours.count == 2 && hours[0] >= hours[1] ? [:] : nil
      },
      required("aid.item", .aid, "item", .aidItem), required("aid.given", .aid, "given", .aidGiven),
    ]
    + [
      (RecordKind.program, ["starts", "deadline"]), (.wave, ["opens", "closes", "confirmBy", "cutOff"]),
      (.event, ["date"]), (.aid, ["given"]),
    ].flatMap { kind, fields in fields.map { readable(kind, $0) } }

  /// `HHMM`, 0000 to 2359.
  public static func isHour(_ text: String) -> Bool {
    guard text.utf8.count == 4, let number = Int(text) else { return false }
    return (0...23).contains(number / 100) && (0...59).contains(number % 100)
  }

  /// A date that stands in the field must be one.
  static func readable(_ kind: RecordKind, _ field: String) -> Rule {
    Rule(
      "\(kind.rawValue).\(field).date", kind, [field], .error, "Calendar", .dateInvalid,
      says: { problem($0, field) })
  }

  /// The second date must not lie before the first; the finding stands at the second.
  static func before(
    _ id: String, _ kind: RecordKind, _ first: String, _ second: String, _ level: Level, _ phrase: Phrase
  ) -> Rule {
    Rule(id, kind, [second, first], level, source, phrase) { subject in
      guard let start = subject.date(first), let end = subject.date(second), end < start else { return nil }
      return ["first": start.display, "second": end.display]
    }
  }
}
