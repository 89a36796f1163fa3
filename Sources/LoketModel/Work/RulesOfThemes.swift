// The rules of themes, work hubs, their seats and experts.

extension Phrase {
  static let themeVillage = Phrase("rule.theme.village")
  static let themeTrack = Phrase("rule.theme.track")
  static let themeStarts = Phrase("rule.theme.starts")
  static let themeOrder = Phrase("rule.theme.order")
  static let hubName = Phrase("rule.hub.name")
  static let hubSeats = Phrase("rule.hub.seats")
  static let expertName = Phrase("rule.expert.name")
}

extension Rules {
  /// Seats of one work hub at most: more is a slip of the finger.
  public static let hubSeatLimit = 500

  static let themes: [Rule] =
    [
      required("theme.village", .theme, "village", .themeVillage),
      required("theme.track", .theme, "track", .themeTrack),
      required("theme.starts", .theme, "starts", .themeStarts),
      before("theme.order", .theme, "starts", "ends", .error, .themeOrder),
      required("workHub.name", .workHub, "name", .hubName),
      Rule("workHub.seats", .workHub, ["seats"], .error, "DOMAIN §1, P1", .hubSeats) { subject in
        let seats = subject.value("seats").flatMap { Int($0) }
        return seats.map { (1...hubSeatLimit).contains($0) } == true ? nil : ["limit": "\(hubSeatLimit)"]
      },
      required("expert.name", .expert, "name", .expertName),
    ] + ["starts", "ends"].map { readable(.theme, $0) }
}
