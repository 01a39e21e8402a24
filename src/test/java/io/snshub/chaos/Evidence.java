package io.snshub.chaos;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a run once it is quiet.
 *
 * @param submissions what its authors did
 * @param posts what the hub tells of its posts
 * @param earlier the same, told a while before, when everything seemed to have ended
 * @param ledger what the platforms saw, oldest first
 * @param visible what is up on the platforms
 */
record Evidence(
    List<Submission> submissions,
    List<Post> posts,
    List<Post> earlier,
    List<Entry> ledger,
    List<Live> visible) {

  /** Any time will do. */
  static final Instant AT_ONCE = Instant.EPOCH;

  /** It must not come out at all. */
  static final Instant NEVER = Instant.MAX;

  /**
   * A post that somebody handed in.
   *
   * @param marker the first word of its text, which no other post has
   * @param accepted the hub has said yes, or must come to it: a file that it took
   * @param answers the post ids of all the answers to it, repeats included
   * @param notBefore when it may come out at the earliest
   * @param cancelled the hub has said that it won't be published
   */
  record Submission(
      String marker, boolean accepted, List<Long> answers, Instant notBefore, boolean cancelled) {}

  /** A post as the API tells it; {@code onFailure} is {@code rollback} or {@code keep}. */
  record Post(
      long id,
      String content,
      String status,
      String onFailure,
      List<Target> targets,
      List<Step> timeline) {

    String marker() {
      return firstWord(content);
    }

    boolean strict() {
      return onFailure.equals("rollback");
    }
  }

  /** One platform of a post. */
  record Target(String platform, String status, @Nullable String platformPostId) {}

  /** An entry of a timeline. */
  record Step(
      Instant at,
      String kind,
      String name,
      @Nullable String platform,
      @Nullable String from,
      @Nullable String to) {

    boolean is(String wanted) {
      return kind.equals(wanted);
    }
  }

  /** A call that a platform saw; {@code effect} is {@code created}, {@code deleted} or none. */
  record Entry(
      long seq,
      Instant at,
      String platform,
      String effect,
      @Nullable String postId,
      @Nullable String content) {

    boolean created() {
      return effect.equals("created");
    }

    boolean deleted() {
      return effect.equals("deleted");
    }
  }

  /** Something people can see. */
  record Live(String platform, String postId, String content) {}

  /** Returns what a post is recognised by. */
  static String firstWord(@Nullable String content) {
    String text = content == null ? "" : content.strip();
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }
}
