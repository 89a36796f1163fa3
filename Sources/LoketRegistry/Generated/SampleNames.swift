// Names, streets and firms for sample data: as the north coast of Java writes them, nobody's in particular.

enum SampleNames {
  static let men = [
    "SLAMET", "SUPARMAN", "SUGENG", "BAMBANG", "AGUS", "EKO", "DWI", "TRI", "JOKO", "WAHYU", "HERU", "TEGUH", "RUDI",
    "DEDI", "HENDRA", "ANDI", "YUSUF", "AHMAD", "ACHMAD", "MUHAMMAD", "MOH.", "M.", "MUCHAMAD", "ABDUL", "ALI", "HASAN",
    "UMAR", "SA'AD", "RIFA'I", "MA'MUN", "NUR", "IMAM", "KHOIRUL", "MISBAHUL", "TAUFIK", "HIDAYAT", "FAJAR", "BAYU",
    "DIMAS", "ADITYA", "RIZKY", "ILHAM", "ARIF", "BUDI", "SUTRISNO", "SUWARNO", "KASNADI", "TARJONO", "WARSITO",
    "CARMAN", "TASLIM", "DARYONO", "SUMARNO", "PARTONO", "KARSO", "WIDODO", "PURNOMO", "SUBEKTI", "YANTO", "RASIDIN",
  ]

  static let women = [
    "SITI", "SRI", "ENDANG", "NUR", "DEWI", "RATNA", "TRI", "DWI", "EKA", "INDAH", "YUNI", "WATI", "SUPARMI", "SUMIATI",
    "KHOTIJAH", "AISYAH", "NI'MAH", "MASRI'AH", "ROFI'AH", "JUMI'ATUN", "FATIMAH", "KHASANAH", "ROHMAH", "MAESAROH",
    "TURINAH", "WARSITI", "CASMI", "DAROH", "LESTARI", "PUJI", "RINI", "ANI", "LINA", "FITRI", "AYU", "PUTRI", "NOVI",
    "INTAN", "MELATI", "KARTINI", "UMI", "LATIFAH", "ZAHRA", "SALSABILA", "NABILA", "AMELIA", "NUR'AINI", "TUTI",
  ]

  static let familyMen = [
    "SANTOSO", "WIJAYA", "PRASETYO", "SETIAWAN", "KURNIAWAN", "NUGROHO", "SAPUTRA", "HARTONO", "SUSANTO", "RAHMAN",
    "HAKIM", "MAULANA", "RAMADHAN", "FIRMANSYAH", "GUNAWAN", "UTOMO", "RIYANTO", "HANDOKO", "SETYO-BUDI", "MUTTAQIN",
    "ANWAR", "BASUKI", "CAHYONO", "EFENDI", "FAUZI", "ISKANDAR", "JUNAEDI", "KUSUMA", "LUTFI", "MUSTOFA",
  ]

  static let familyWomen = [
    "RAHAYU", "WULANDARI", "HANDAYANI", "LESTARI", "PUSPITASARI", "ANGGRAENI", "KUSUMAWATI", "SETYOWATI", "NURJANAH",
    "MAULIDA", "AZIZAH", "FAUZIAH", "SAFITRI", "OKTAVIANI", "PERMATASARI", "HIDAYATI", "UTAMI", "YULIANTI",
    "SUSILOWATI",
    "MUNAWAROH", "CHOTIMAH", "ISTIQOMAH", "MARDIANA", "NINGSIH", "PRATIWI", "QOMARIYAH",
  ]

  static let streets = [
    "JL MELATI", "JL MAWAR", "JL KENANGA", "JL CEMPAKA", "JL FLAMBOYAN", "JL KOL SUGIONO", "JL SERAYU", "JL CITARUM",
    "JL MUSI", "JL BRANTAS", "JL PEMUDA", "JL SAWO", "JL RAMBUTAN", "JL MANGGA", "GG MERPATI", "GG GELATIK", "GG CUCAK",
    "GG JALAK", "JL HALMAHERA", "JL NANAS", "GG MASJID", "JL PASAR BARU",
  ]

  static let towns = [
    "TEGAL", "TEGAL", "TEGAL", "TEGAL", "BREBES", "PEMALANG", "SLAWI", "PEKALONGAN", "CIREBON", "JAKARTA",
  ]

  static let firms: [(name: String, sector: String)] = [
    ("LAYANAN NUSANTARA", "service"), ("CS DIGITAL PANTURA", "service"), ("TOKO ROTI MELATI", "culinary"),
    ("KONVEKSI JAYA BARU", "fashion"), ("BATIK TEGALAN SEKAR", "fashion"), ("BENGKEL LAS TIRTA", "metal"),
    ("LOGAM MANDIRI", "metal"), ("BENGKEL MOTOR ABADI", "automotive"), ("SERVIS ELEKTRONIK MAJU", "electronics"),
    ("SALON AYU", "beauty"), ("KEDAI KOPI PELABUHAN", "culinary"), ("STUDIO FOTO CAHAYA", "media"),
    ("KATERING BU TUTI", "culinary"), ("GALANGAN SAMUDRA", "metal"), ("TOKO DARING PANTURA", "digital"),
    ("PERCETAKAN SABLON KITA", "craft"),
  ]

  static let businesses = [
    "WARUNG NASI", "JUALAN DARING", "JAHIT RUMAHAN", "BENGKEL MOTOR", "LAPAK IKAN BAKAR", "USAHA LAS PAGAR",
    "RIAS PENGANTIN", "KUE BASAH", "SERVIS HP", "TERNAK LELE",
  ]

  static let jobs = [
    "PETUGAS LAYANAN PELANGGAN", "PENJAHIT", "JURU LAS", "MEKANIK", "BARISTA", "ADMIN TOKO DARING", "PEMBUAT ROTI",
    "TEKNISI", "KASIR",
  ]

  /// What producers make; the price in rupiah is a usual one.
  static let goods: [(name: String, kind: String, price: Int, unit: String)] = [
    ("TELUR ASIN", "food", 4_000, "butir"), ("KERUPUK RAMBAK", "food", 25_000, "250 g"),
    ("PILUS KENCUR", "food", 15_000, "bungkus"), ("TEH POCI", "food", 20_000, "kotak"),
    ("BATIK TEGALAN", "textile", 180_000, "lembar"), ("MUKENA BORDIR", "textile", 150_000, "set"),
    ("TAS KAIN PERCA", "textile", 60_000, "buah"), ("KURSI ROTAN", "wood", 350_000, "buah"),
    ("BESEK BAMBU", "bamboo", 5_000, "buah"), ("PISAU DAPUR", "metal", 45_000, "buah"),
    ("KAP LAMPU KERANG", "shell", 120_000, "buah"), ("SANDAL KULIT", "leather", 90_000, "pasang"),
  ]

  static let faraway = ["JAKARTA", "BEKASI", "TANGERANG", "SURABAYA", "BATAM"]
  static let abroad = ["TAIWAN", "JEPANG", "MALAYSIA", "KOREA SELATAN"]

  static let notes = [
    "bisa dihubungi sore", "minta kelas akhir pekan", "KTP sedang diperbarui", "datang bersama Ketua RT",
    "ikut program tahun lalu",
  ]
}
