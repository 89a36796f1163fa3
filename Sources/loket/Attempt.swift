// From the journal's errors to one sentence and an exit code.
import LoketJournal

/// Does something with the journal; what it cannot do becomes a sentence.
func attempt<Result>(_ work: () throws(JournalError) -> Result) throws(CommandFailure) -> Result {
  do { return try work() } catch { throw CommandFailure(error.message, code: error.exitCode) }
}
