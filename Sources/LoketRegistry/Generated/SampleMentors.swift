// Mentors in the sample data: who stands by the groups, the visits since each was formed, and how its business went.
import LoketModel

extension Generator {
  private static let mentors = [
    ("RATNA WULANDARI", "IPB", "peternakan"), ("YUSUF HIDAYAT", "DINAS KOPERASI", "pemasaran"),
  ]
  private static let findings = [
    "Bahan baku dibeli bersama", "Perlu kemasan baru", "Pembukuan sudah rapi", "Pesanan naik menjelang lebaran",
    "Alat perlu diperbaiki",
  ]
  /// Days after the forming on which a mentor came, as far as they are over.
  private static let visitDays = [45, 100, 160, 200, 250]

  /// The experts who stand by groups.
  mutating func enterMentors(_ work: inout SampleBatch) -> [RecordRef] {
    Self.mentors.map { name, agency, skills in
      let expert = RecordRef(.expert, samples.random.identifier())
      enter(expert, [("name", name), ("agency", agency), ("skills", skills), ("active", "yes")], "settings", &work)
      return expert
    }
  }

  /// Every fifth group has nobody yet; of the others every fourth stopped, and in every third nobody was met the last time.
  mutating func accompany(
    _ group: RecordRef, _ number: Int, formed: CalendarDate, by mentors: [RecordRef], _ work: inout SampleBatch
  ) {
    guard !mentors.isEmpty, number % 5 != 4 else { return }
    let mentor = mentors[number % mentors.count]
    let begins = formed.adding(days: 14)
    enter(
      RecordRef.mentorship(group: group.id, mentor: mentor.id),
      [("group", group.id), ("mentor", mentor.id), ("from", begins.iso), ("day", work.day.iso)], "mentor", &work)
    let days = Self.visitDays.map { formed.adding(days: $0) }.filter { $0 <= work.day }
    var turnover = samples.random.inside(15...40) * 100_000
    for (place, day) in days.enumerated() {
      let isLast = place == days.count - 1
      let isMet = !(isLast && number % 3 == 2)
      let isRunning = !(isLast && number % 4 == 3)
      turnover += samples.random.inside(-2...6) * 100_000
      var fields = [
        ("group", group.id), ("mentor", mentor.id), ("date", day.iso), ("outcome", isMet ? "met" : "absent"),
        ("day", work.day.iso),
      ]
      if isMet {
        fields += [("running", isRunning ? "yes" : "no"), ("findings", samples.random.pick(Self.findings))]
        if isRunning {
          fields += [("turnover", String(turnover)), ("workers", String(samples.random.inside(6...12)))]
        }
      }
      if isRunning || !isMet { fields.append(("next", day.adding(days: samples.random.inside(25...55)).iso)) }
      enter(RecordRef(.mentorVisit, samples.random.identifier()), fields, "mentorVisit", &work)
    }
  }
}
