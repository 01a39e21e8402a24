package io.snshub.platform.tiktok;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The seeded creator: what may be posted for it, and how often. */
final class TiktokSandboxCreator {
  static final String USERNAME = "sandbox";
  static final String NICKNAME = "Sandbox";
  static final String AVATAR = "https://p16-sign.tiktokcdn.example/sandbox~c5_720x720.jpeg";
  static final int MOST_SECONDS = 600;

  private static final Duration DAY = Duration.ofDays(1);
  private static final int POSTS_A_DAY = 15;
  private static final int PENDING_SHARES = 5;
  private static final List<String> OPEN =
      List.of("PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY");
  private static final List<String> CLOSED =
      List.of("FOLLOWER_OF_CREATOR", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY");

  private final TiktokSandboxLimits limits;
  private final BooleanSupplier closed;
  private final BooleanSupplier unaudited;
  private final BooleanSupplier banned;

  TiktokSandboxCreator(Site site, TiktokSandboxLimits limits) {
    this.limits = limits;
    this.closed =
        site.choice("private_account", false, "the creator's account is private: no public posts");
    this.unaudited =
        site.choice(
            "unaudited_client", false, "the client isn't audited: SELF_ONLY of private accounts");
    this.banned = site.choice("creator_banned", false, "the creator is banned from posting");
  }

  /** Refusals come with status 200 here, and TikTok means it. */
  Reply info(Call call) {
    if (banned.getAsBoolean()) {
      return banned(call, 200);
    }
    if (!limits.room("posts", POSTS_A_DAY, DAY, call.at())) {
      return tooManyPosts(call, 200);
    }
    return TiktokSandboxDialect.data(
        call,
        new JsonObject()
            .put("creator_avatar_url", AVATAR)
            .put("creator_username", USERNAME)
            .put("creator_nickname", NICKNAME)
            .put("privacy_level_options", new JsonArray(options()))
            .put("comment_disabled", false)
            .put("duet_disabled", false)
            .put("stitch_disabled", false)
            .put("max_video_post_duration_sec", MOST_SECONDS));
  }

  /** Refuses what this creator may not post, in the order in which TikTok looks. */
  void admit(Call call, String privacy) {
    if (banned.getAsBoolean()) {
      throw new RefusedCall(banned(call, 403));
    }
    if (!options().contains(privacy)) {
      throw TiktokSandboxDialect.refused(
          call,
          403,
          "privacy_level_option_mismatch",
          "The privacy level is not among the creator's privacy level options");
    }
    if (unaudited.getAsBoolean() && !(closed.getAsBoolean() && privacy.equals("SELF_ONLY"))) {
      throw TiktokSandboxDialect.refused(
          call,
          403,
          "unaudited_client_can_only_post_to_private_accounts",
          "Please review our integration guidelines at"
              + " https://developers.tiktok.com/doc/content-sharing-guidelines/");
    }
  }

  /** Counts one more post, or refuses it. */
  void countPost(Call call) {
    if (!limits.take("posts", POSTS_A_DAY, DAY, call.at())) {
      throw new RefusedCall(tooManyPosts(call, 403));
    }
  }

  /** Counts one more draft in the creator's inbox, or refuses it. */
  void countShare(Call call) {
    if (!limits.take("shares", PENDING_SHARES, DAY, call.at())) {
      throw TiktokSandboxDialect.refused(
          call,
          403,
          "spam_risk_too_many_pending_share",
          "There are at most 5 pending shares within any 24-hour period");
    }
  }

  private List<String> options() {
    return closed.getAsBoolean() ? CLOSED : OPEN;
  }

  private static Reply tooManyPosts(Call call, int status) {
    return TiktokSandboxDialect.error(
        call,
        status,
        "spam_risk_too_many_posts",
        "The daily post cap from the API is reached for the current user");
  }

  private static Reply banned(Call call, int status) {
    return TiktokSandboxDialect.error(
        call,
        status,
        "spam_risk_user_banned_from_posting",
        "The user is banned from making new posts");
  }
}
