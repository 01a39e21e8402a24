package io.snshub.platform;

import io.snshub.platform.Sighting.Found;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a look through a platform's list of posts has shown so far, for a post whose answer was
 * lost. A look-up begins with {@link #NEW}, reads while there is {@link #more}, adds what each page
 * shows, and asks for the verdict. Which posts are alike, in which order they come and when nothing
 * older can matter is the platform's to know. Unchangeable.
 *
 * @param same posts that are this one
 * @param alike posts that could be
 * @param next the cursor to read on from, empty for the first page, or null when read far enough
 * @param pages how many were read
 * @param broken why reading had to stop, or null
 */
public record Search(
    List<Found> same,
    List<Found> alike,
    @Nullable String next,
    int pages,
    @Nullable Sighting broken) {
  /** Nothing read yet. */
  public static final Search NEW = new Search(List.of(), List.of(), "", 0, null);

  /** How far a platform's clock may be from ours. */
  public static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);

  public Search {
    same = List.copyOf(same);
    alike = List.copyOf(alike);
  }

  /** Returns since when, by the platform's clock, a post can be the one that is looked for. */
  public static Instant from(LaneWork work) {
    return attempt(work).minus(CLOCK_DIFFERENCE);
  }

  /** Returns when the attempt was made whose post is looked for. */
  public static Instant attempt(LaneWork work) {
    return Objects.requireNonNull(work.attemptAt(), "a look-up needs an attempt");
  }

  /** There is a page to read on, and fewer than so many were read. */
  public boolean more(int most) {
    return broken == null && next != null && pages < most;
  }

  /** Returns the cursor as the rest of a query, nothing for the first page. */
  public String query(String name) {
    return next == null || next.isEmpty() ? "" : "&" + name + "=" + Answers.encode(next);
  }

  /** A page names itself as the next one, or none by an empty name: the list has no end. */
  public boolean stuck(@Nullable String following) {
    return following != null && (following.isEmpty() || following.equals(next));
  }

  /** Adds a page of which no post is merely alike. */
  public Search read(List<Found> these, @Nullable String following) {
    return read(these, List.of(), following);
  }

  /**
   * Adds a page.
   *
   * @param these posts on it that are this one
   * @param likes posts on it that could be
   * @param following the cursor of the next page, or null when read far enough
   */
  public Search read(List<Found> these, List<Found> likes, @Nullable String following) {
    return new Search(both(same, these), both(alike, likes), following, pages + 1, null);
  }

  /** Ends with a page that could not be read. */
  public Search failed(PublishFailure failure) {
    return broken(Sighting.Unclear.after(failure));
  }

  /** Ends with a page that says nothing; the next look may do better. */
  public Search broken(String why) {
    return broken(new Sighting.Unclear(why, false));
  }

  /** Ends with what is to be told in place of a verdict. */
  public Search broken(Sighting why) {
    return new Search(same, alike, null, pages, why);
  }

  /** All that was read could be read, and shows nothing like the post. */
  public boolean unseen() {
    return broken == null && found() == 0;
  }

  /** Returns how many posts are or could be this one. */
  public int found() {
    return same.size() + alike.size();
  }

  /** Tells what a list of posts has shown. */
  public Sighting verdict(String platform) {
    return verdict(platform, "posts");
  }

  /**
   * Tells what the list has shown. One post that is the same is it, whatever others are like it;
   * any other number of finds is a person's to judge. None means absent only if the list was read
   * far enough.
   *
   * @param platform whom the sentence for a person names
   * @param things what the list is of
   */
  public Sighting verdict(String platform, String things) {
    if (broken != null) {
      return broken;
    }
    if (same.size() == 1) {
      return same.get(0);
    }
    if (found() > 0) {
      return many(platform, things);
    }
    return next == null
        ? new Sighting.Absent()
        : new Sighting.Unclear(
            "%s: more %s since then than can be read back".formatted(platform, things), true);
  }

  /** Leaves it to a person which of those found it is. */
  public Sighting many(String platform, String things) {
    return new Sighting.Unclear(
        "%s: %d %s may be this one".formatted(platform, found(), things), true);
  }

  private static List<Found> both(List<Found> before, List<Found> now) {
    return Stream.concat(before.stream(), now.stream()).toList();
  }
}
