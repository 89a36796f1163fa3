// Daftar hadir on paper: the participants of a class with a line for each signature.
import LoketModel
import LoketRegistry

public enum AttendanceSheet {
  public static let template = "attendance"

  /// - Parameter session: when it is signed; nil: the day is written by hand.
  public static func values(_ trainingClass: TrainingClass, _ session: ClassSession?, _ source: PaperSource)
    -> PaperValues
  {
    let people = source.registry.participants(ofClass: trainingClass.id).filter(\.isIn)
    var texts = source.letterhead
    texts["class"] = trainingClass.name ?? ""
    texts["track"] = source.trackName(trainingClass.track ?? "")
    texts["program"] = trainingClass.program.flatMap { source.registry.program($0)?.name } ?? ""
    texts["dates"] = [source.day(trainingClass.starts), source.day(trainingClass.ends)].filter { !$0.isEmpty }
      .joined(separator: " - ")
    texts["session"] = session?.display ?? "..............................."
    texts["room"] = trainingClass.room ?? ""
    texts["trainer"] = trainingClass.trainer ?? ""
    texts["agency"] = trainingClass.agency ?? ""
    texts["count"] = String(people.count)
    let rows = people.enumerated().flatMap { place, participant -> [[String: String]] in
      let number = String(place + 1)
      let home = participant.enrolment.person.flatMap { source.registry.household(of: $0) }
      // Signatures stand left and right in turn, as on every attendance sheet: there is room to write.
      let line = number + " ........."
      let row = [
        "number": number, "name": participant.name, "rtRw": home.map(PersonRow.rtRw) ?? "",
        "left": place % 2 == 0 ? line : "", "right": place % 2 == 0 ? "" : line,
      ]
      return [row, row.mapValues { _ in "" }]
    }
    return PaperValues(texts: texts, rows: ["participants": rows])
  }
}

extension Context {
  mutating func openAttendanceSheet(ofClass id: String, _ session: ClassSession?) {
    guard let found = registry.trainingClass(id) else { return say(.info, .recordGone) }
    let values = AttendanceSheet.values(found, session, paperSource)
    openPaper(
      AttendanceSheet.template, values, title: .titleAttendanceSheet,
      shows: (.list("enrolment"), registry.participants(ofClass: id).count(where: \.isIn)))
  }
}

extension Phrase {
  static let titleAttendanceSheet = Phrase("app.title.attendanceSheet")
}
