// One row of a list of groups: who, in which group, as what; by the names that offices give the columns.
import LoketModel

/// The columns of such a file, in the order in which README names them.
enum GroupListColumn: String, CaseIterable, Sendable {
  case nik, name, village, group, role, field, joinedOn, leftOn, formedOn

  /// Other names: those of `loket export groupMembers`, and those that offices give by hand.
  private static let others: [String: GroupListColumn] = [
    "nama": .name, "namalengkap": .name, "kelurahan": .village, "desa": .village, "kelurahandesa": .village,
    "kelompok": .group, "namakelompok": .group, "groupname": .group, "grouprole": .role, "jabatan": .role,
    "bidang": .field, "bidangusaha": .field, "masuk": .joinedOn, "tanggalmasuk": .joinedOn, "tglmasuk": .joinedOn,
    "keluar": .leftOn, "tanggalkeluar": .leftOn, "tglkeluar": .leftOn,
    "dibentuk": .formedOn, "tanggaldibentuk": .formedOn, "tgldibentuk": .formedOn,
  ]

  static func column(named text: String) -> GroupListColumn? {
    let folded = PersonHeader.folded(text)
    return others[folded] ?? allCases.first { PersonHeader.folded($0.rawValue) == folded }
  }

  /// Where each column stands under this header; nil where one is missing without which a row says nothing.
  static func places(_ names: [String]) -> [GroupListColumn: Int]? {
    var places: [GroupListColumn: Int] = [:]
    for (place, name) in names.enumerated() {
      guard let column = column(named: name), places[column] == nil else { continue }
      places[column] = place
    }
    return [.nik, .name, .group].allSatisfy { places[$0] != nil } ? places : nil
  }
}

extension Phrase {
  static let groupListNoNik = Phrase("group.list.noNik")
  static let groupListNoName = Phrase("group.list.noName")
  static let groupListNoGroup = Phrase("group.list.noGroup")
  static let groupListRole = Phrase("group.list.role")
  static let groupListField = Phrase("group.list.field")
  static let groupListFuture = Phrase("group.list.future")
}

struct GroupListRow: Sendable {
  var nik = ""
  var name = ""
  /// As it stands in the file; empty where it says none.
  var village = ""
  var group = ""
  /// Nil where the file says none.
  var role: GroupRole?
  /// A code of `CodeList.businessField`.
  var field: String?
  var joinedOn: CalendarDate?
  var leftOn: CalendarDate?
  /// When the group was formed: said of a new one.
  var formedOn: CalendarDate?

  /// What the cells say; why they cannot be understood.
  static func read(
    _ cells: [GroupListColumn: String], today: CalendarDate
  ) -> (row: GroupListRow, reasons: [Message]) {
    var row = GroupListRow()
    var reasons: [Message] = []
    func text(_ column: GroupListColumn) -> String? {
      guard case .value(let text)? = cells[column].map(ImportCell.text) else { return nil }
      return text
    }
    switch ImportCell.nik(cells[.nik] ?? "") {
    case .value(let nik): row.nik = nik
    case .refused(let why): reasons.append(why)
    case .absent, .unclear: reasons.append(Message(.groupListNoNik))
    }
    if let name = text(.name) { row.name = name } else { reasons.append(Message(.groupListNoName)) }
    if let group = text(.group) { row.group = group } else { reasons.append(Message(.groupListNoGroup)) }
    row.village = text(.village) ?? ""
    if let typed = text(.role) {
      row.role = CodeList.groupRole.code(meaning: typed).flatMap { GroupRole(rawValue: $0.code) }
      if row.role == nil { reasons.append(Message(.groupListRole, ["text": typed])) }
    }
    if let typed = text(.field) {
      row.field = CodeList.businessField.code(meaning: typed)?.code
      if row.field == nil { reasons.append(Message(.groupListField, ["text": typed])) }
    }
    for column in [GroupListColumn.joinedOn, .leftOn, .formedOn] {
      guard let typed = text(column) else { continue }
      switch ImportCell.date(typed) {
      case .value(let iso):
        let date = CalendarDate(iso: iso)
        if let date, date > today { reasons.append(Message(.groupListFuture, ["date": date.display])) }
        switch column {
        case .joinedOn: row.joinedOn = date
        case .leftOn: row.leftOn = date
        default: row.formedOn = date
        }
      case .refused(let why): reasons.append(why)
      case .absent, .unclear: break
      }
    }
    return (row, reasons)
  }
}
