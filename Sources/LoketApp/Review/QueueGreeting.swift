// What the queue says to whoever sits here, on Beranda and on line 22.
import LoketModel
import LoketRegistry

extension Context {
  /// Entries that wait for this person's review.
  var entriesToReview: Int { may(.reviewEntries) ? queue.board.count(.waiting) : 0 }

  /// Entries of this person that came back, the oldest first.
  var returnedToMe: [QueueRow] { account.isEmpty ? [] : queue.board.returned(to: account, in: registry) }
}
