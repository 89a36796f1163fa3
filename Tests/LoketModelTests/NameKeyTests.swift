// The matching key of names, held to the examples of DOMAIN §7.
import Testing

@testable import LoketModel

@Suite struct NameKeyTests {
  @Test(
    "Spellings of one name have one key",
    arguments: [
      ["Muhammad Ali", "Mochamad Ali", "MOH. ALI", "Muchammad Ali", "Mukhammad  ali", "Md Ali", "M. Ali"],
      ["Abdul Rahman", "Abdurrahman", "Abd. Rohman", "ABDURACHMAN", "Abdoel Rachman", "Abdulrahman", "Abdur Rohman"],
      ["Abdullah", "Abdulloh", "Abdulah"],
      ["Abdul Latif", "Abdullatif", "Abdulatif"],
      ["Abdul Aziz", "Abdulaziz", "ABD AZIZ"],
      ["Ahmad Nur", "Achmad Noer", "Akhmad Nor"],
      ["Soeharto", "Suharto"],
      ["Tjahjo", "Cahjo"],
      ["Djoko", "Joko"],
      ["Sjahrir", "Syahrir", "Sahrir"],
      ["Fatimah", "Fatima", "Vatimah", "Patimah"],
      ["Zulkifli", "Dzulkifli", "Zulkiflih"],
      ["Zaenal", "Zainal"],
      ["Syaiful", "Saeful", "Saiful"],
      ["Siti Aminah", "St. Aminah"],
      [
        "H. Sutrisno", "Hj Sutrisno", "Sutrisno, S.Pd", "Dr. Drs. H. Sutrisno, M.Si., Ph.D", "Alm. Sutrisno",
        "Sutrisno (Alm)",
      ],
      ["Nur'aini", "Nur’aini", "Nuraini", "NURʿAINI"],
      ["Sholeh", "Saleh", "Soleh"],
      ["Khalid", "Kholid", "Qolid"],
      ["Romadhon", "Romadon", "Ramadan", "Ramadon", "Ramadhan", "Romadhan"],
      ["Chotimah", "Khotimah", "Qotimah"], ["Choirul Huda", "Khoirul Huda", "Chairul Hudha"],
      ["Siti Masithoh", "Siti Masitoh", "ST. MASITHOH"],
      ["Abdul Ghofur", "Abdul Ghafur", "Abdul Gofur", "Abdulghafur"], ["Yudha Dharma", "Yuda Darma"],
      ["José", "Jose", "JOSÉ"],
    ])
  func sameKey(_ names: [String]) {
    for name in names.dropFirst() { #expect(NameKey.key(name) == NameKey.key(names[0]), "\(name)") }
  }

  @Test(
    "Different names keep different keys",
    arguments: [
      ("Hartono", "Hartana"), ("Sutrisno", "Sutrisni"), ("Budi", "Budiman"), ("Ali", "Alim"),
      ("Abdullah", "Abdul Rahman"),
    ])
  func differentKey(_ left: String, _ right: String) { #expect(NameKey.key(left) != NameKey.key(right)) }

  @Test("A title that is the only token stays")
  func onlyToken() {
    #expect(NameKey.key("Haji") == "HAJI")
    #expect(NameKey.key("Alm.") == "ALM")
    #expect(NameKey.key("R.") == "R")
    #expect(NameKey.key("H. Ki") == "KI")
  }

  @Test("The father's name stands apart after bin and binti, and a single mark is a name")
  func fathersName() {
    let key = NameKey("Ahmad bin Hasan")
    #expect(key.tokens == ["AHMAD"])
    #expect(key.parent == ["HASAN"])
    #expect(NameKey("Bin Slamet").tokens == ["BIN", "SLAMET"])
    #expect(NameKey("Siti Binti").parent.isEmpty)
  }

  @Test("Names compare as multisets with one token missing")
  func likeness() {
    #expect(NameKey("Budi Santoso").likeness(to: NameKey("Santoso Budi")) == .same)
    #expect(NameKey("Budi Santoso").likeness(to: NameKey("Budi")) == .oneMissing)
    #expect(NameKey("Budi Santoso").likeness(to: NameKey("Budi Setiawan")) == .different)
    #expect(NameKey("M. Ali").likeness(to: NameKey("Ali")) == .oneMissing)
    #expect(NameKey("M. Ali").likeness(to: NameKey("Muhammad Ali")) == .same)
    #expect(NameKey("").likeness(to: NameKey("")) == .different)
  }

  @Test("Folding leaves capital letters, digits and single spaces")
  func fold() {
    #expect(NameKey.fold("  Jl. Melati  No.4-B ") == "JL MELATI NO 4 B")
    #expect(NameKey.fold("Ma'ruf ÇELİK Æsir Ōta Ḥasan ｆｕｌｌ") == "MARUF CELIK AESIR OTA HASAN FULL")
    #expect(NameKey.fold("e\u{301}a") == "EA")
    #expect(NameKey.fold("王 小明") == "王 小明")
    #expect(NameKey.fold("...") == "")
    for value in UInt32(0xc0)...0x17f {
      let letter = String(Unicode.Scalar(value)!)
      let folded = NameKey.fold("x" + letter + "x")
      #expect(folded.utf8.allSatisfy { $0 < 0x80 }, "\(letter)")
    }
    #expect(NameKey.fold("ſŽŁžŸÿÑß") == "SZLZYYNSS")
  }
}
