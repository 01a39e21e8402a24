package io.snshub.publishing;

import io.snshub.call.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of posts that were handed in together.
 *
 * @param accepted how many were accepted
 * @param rejected how many were not; nothing of them is stored
 * @param rows a verdict for each, in their order
 */
record BulkVerdicts(int accepted, int rejected, List<Verdict> rows) {

  /**
   * What became of one.
   *
   * @param row its number, from 1
   * @param status {@code accepted} or {@code rejected}
   * @param postId the post's id, when it was accepted
   * @param errors what is wrong with it, when it was not
   */
  record Verdict(int row, String status, @Nullable Long postId, @Nullable List<FieldError> errors) {

    static Verdict accepted(int row, long postId) {
      return new Verdict(row, "accepted", postId, null);
    }

    static Verdict rejected(int row, List<FieldError> errors) {
      return new Verdict(row, "rejected", null, errors);
    }

    private boolean good() {
      return postId != null;
    }
  }

  static BulkVerdicts of(List<Verdict> rows) {
    int good = (int) rows.stream().filter(Verdict::good).count();
    return new BulkVerdicts(good, rows.size() - good, List.copyOf(rows));
  }
}
