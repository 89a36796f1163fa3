// How vacancies and referrals are called on screens and papers.
import LoketModel
import LoketRegistry

enum VacancyWords {
  /// "Admin CS, PT Suara": the work and who offers it.
  static func name(_ vacancy: Vacancy, _ context: Context) -> String {
    let partner = vacancy.partner.flatMap { context.registry.partner($0)?.name }
    return [vacancy.title, partner].compactMap { $0 }.joined(separator: ", ")
  }
}
