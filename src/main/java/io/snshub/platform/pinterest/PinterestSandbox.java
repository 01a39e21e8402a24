package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Dialect;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Pinterest API v5 of the sandbox, with the bucket that videos are brought to. */
@Component
public final class PinterestSandbox implements PlatformSandbox {
  /** The board that is there from the start; an account is known by its default board. */
  public static final String BOARD = "549755885175";

  static final String USERNAME = "sandbox";
  private static final String USER = "2783136121146311751";

  private final PinterestSandboxDialect dialect = new PinterestSandboxDialect();
  private Runnable forget = () -> {};
  private @Nullable PinterestSandboxPins pins;
  private @Nullable PinterestSandboxBoards boards;

  @Override
  public String prefix() {
    return "pinterest";
  }

  @Override
  public String account() {
    return BOARD;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void open(Site site) {
    BooleanSupplier emptyPages =
        site.choice("empty_first_pages", false, "a list begins with an empty page and a bookmark");
    BooleanSupplier lag =
        site.choice("list_lag", false, "lists show a pin three seconds after it was made");
    BooleanSupplier trial =
        site.choice("trial_access", false, "the app has Trial access: no pins in production");
    BooleanSupplier oldDies =
        site.choice("refresh_kills_old", true, "a used refresh token dies at once");
    BooleanSupplier plain400 =
        site.choice("bad_grant_is_400", false, "a dead grant is answered 400, not 401");

    // nineteen digits at most, as real ids have
    Sequence ids = new Sequence(site.clock(), millis -> millis << 19);
    PinterestSandboxLimits limits = new PinterestSandboxLimits(site);
    PinterestSandboxPages pages = new PinterestSandboxPages(emptyPages);
    PinterestSandboxBoards allBoards = new PinterestSandboxBoards(site, pages, ids);
    PinterestSandboxMedia media = new PinterestSandboxMedia(site, pages, ids);
    PinterestSandboxPins allPins =
        new PinterestSandboxPins(site, allBoards, new PinterestSandboxSource(media), ids, trial);
    boards = allBoards;
    pins = allPins;
    forget =
        () -> {
          limits.clear();
          media.clear();
          allPins.clear();
          allBoards.clear();
        };

    new PinterestSandboxOauth(site, oldDies, plain400).open(limits);
    new PinterestSandboxAnalytics(site, allPins).open(limits);
    new PinterestSandboxRanking(site, allPins).open(limits);
    new PinterestSandboxReads(site, allPins, allBoards, pages, lag).open(limits);
    allPins.open(limits);
    allBoards.open(limits);
    media.open(limits);
    site.route("GET", "/v5/user_account", Operation.LOOKUP, limits.on(this::user));
    site.route("GET", "/v5/user_account/businesses", Operation.LOOKUP, limits.on(call -> nobody()));
  }

  @Override
  public void reset() {
    forget.run();
  }

  private Reply user(Call call) {
    return Reply.json(
        200,
        new JsonObject()
            .put("id", USER)
            .put("username", USERNAME)
            .put("account_type", "BUSINESS")
            .put("business_name", "Sandbox")
            .put("about", "An account of the sandbox")
            .put("profile_image", "https://i.pinimg.com/280x280_RS/sandbox.jpg")
            .put("website_url", "https://example.com")
            .put("follower_count", 10)
            .put("following_count", 3)
            .put("pin_count", pins == null ? 0 : pins.live().size())
            .put("board_count", boards == null ? 0 : boards.size())
            .put("monthly_views", 163));
  }

  private static Reply nobody() {
    return Reply.json(200, new JsonArray());
  }
}
