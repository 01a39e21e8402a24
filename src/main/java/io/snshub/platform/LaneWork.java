package io.snshub.platform;

import io.snshub.post.Content;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a platform's fragment needs to know about one target. It is the body at {@code
 * <p>-prepare}, {@code <p>-publish}, {@code <p>-lookup} and {@code <p>-retract}, and stays readable
 * as the variable {@code work} while the body is a request or an answer.
 *
 * @param targetId the target's id
 * @param postId the post's id
 * @param platform the platform's name
 * @param content what to show
 * @param account whose account it goes to
 * @param handle what the last prepare returned, or null; opaque to everyone but the platform
 * @param platformPostId the visible post's id, known once confirmed; null before
 * @param attempt the number of the open attempt, or of the last one; from 1
 * @param attemptAt when the open attempt's intent was committed; null before
 * @param hosts roots by role, already pointing at the live platform or at the sandbox
 */
public record LaneWork(
    long targetId,
    long postId,
    String platform,
    Content content,
    Account account,
    @Nullable String handle,
    @Nullable String platformPostId,
    int attempt,
    @Nullable Instant attemptAt,
    Map<String, String> hosts) {

  /**
   * The account as a fragment sees it.
   *
   * @param accountId the hub's id
   * @param remoteId the platform's id of the user, page or channel
   * @param token the bearer token
   */
  public record Account(long accountId, String remoteId, Secret token) {
    /** An account with a token that nobody has wrapped yet. */
    public Account(long accountId, String remoteId, String accessToken) {
      this(accountId, remoteId, new Secret(accessToken));
    }

    /** Returns the bearer token itself, for a request's header. */
    public String accessToken() {
      return token.reveal();
    }
  }

  /** Returns the root of the role {@code api}. */
  public String api() {
    return host("api");
  }

  /**
   * Returns the root of a role.
   *
   * @throws IllegalStateException when the profile names no such role
   */
  public String host(String role) {
    String root = hosts.get(role);
    if (root == null) {
      throw new IllegalStateException(platform + ": no host for the role " + role);
    }
    return root;
  }

  /** Returns the same work with another handle. */
  public LaneWork withHandle(@Nullable String newHandle) {
    return new LaneWork(
        targetId,
        postId,
        platform,
        content,
        account,
        newHandle,
        platformPostId,
        attempt,
        attemptAt,
        hosts);
  }

  /** Returns the same work with another content. */
  public LaneWork withContent(Content newContent) {
    return new LaneWork(
        targetId,
        postId,
        platform,
        newContent,
        account,
        handle,
        platformPostId,
        attempt,
        attemptAt,
        hosts);
  }
}
