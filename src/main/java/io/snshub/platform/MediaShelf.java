package io.snshub.platform;

import io.snshub.post.Media;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Uploaded media as posts need them. What a post holds can't be deleted, by nobody; what no post
 * holds stays for a while and is then deleted. Safe for concurrent use.
 */
public interface MediaShelf {

  /**
   * Media that were asked for.
   *
   * @param media those that are there, in the order asked for, each with its id, public address,
   *     alternative text and facts
   * @param missing ids of those that are not, or that are another user's
   */
  record Found(List<Media> media, List<Long> missing) {
    public Found {
      media = List.copyOf(media);
      missing = List.copyOf(missing);
    }
  }

  /** Looks for media of a user. */
  Found find(long userId, List<Long> ids);

  /**
   * Keeps media for a post, to be called in the transaction that stores it. Repeating it is
   * harmless.
   *
   * @throws io.snshub.call.ProblemException 400 when one was deleted since it was found
   */
  void hold(long postId, List<Long> ids);

  /**
   * Lets go of what a post holds, to be called in the transaction that ends or deletes it. Harmless
   * for a post that holds nothing.
   */
  void release(long postId);

  /**
   * Tells why platforms that fetch media themselves can't reach uploaded ones; null when they can.
   */
  @Nullable String outOfReach();
}
