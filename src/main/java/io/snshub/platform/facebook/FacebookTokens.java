package io.snshub.platform.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.TokenGrant;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Renews a Page's token. The Page's own token has no end and can't be exchanged; what is kept in
 * the place of a refresh token is the token of the person who manages the Page. It is exchanged for
 * a younger one, and with that one the Page's token is read from the list of their Pages.
 */
final class FacebookTokens {
  private static final int MOST_LISTS = 20;
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");

  private FacebookTokens() {}

  /**
   * How far it has come.
   *
   * @param person the person's new token, or null so far
   * @param lifetime how long that one lives, or null when unknown
   * @param pages tokens by the Page's id
   * @param page whose token is wanted, or null while that isn't known
   * @param next the cursor of the next list, empty for the first, or null after the last
   * @param lists how many lists were read
   * @param failure what ended it, or null
   */
  record Renewal(
      @Nullable String person,
      @Nullable Duration lifetime,
      Map<String, String> pages,
      @Nullable String page,
      @Nullable String next,
      int lists,
      @Nullable PublishFailure failure) {
    Renewal failed(PublishFailure why) {
      return new Renewal(person, lifetime, pages, page, null, lists, why);
    }

    /** Keeps the tokens out of logs. */
    @Override
    public String toString() {
      return "Renewal[" + pages.keySet() + "]";
    }
  }

  static PlatformRequest exchange(@Variable("refresh") RefreshWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "fb_exchange_token");
    form.put("client_id", work.clientId());
    form.put("client_secret", work.clientSecret());
    String person = work.refreshToken();
    form.put("fb_exchange_token", person == null ? work.accessToken() : person);
    return PlatformRequest.of("POST", root(work) + "/oauth/access_token").form(Answers.form(form));
  }

  static Renewal exchanged(@Body PlatformAnswer answer) {
    Renewal none = new Renewal(null, null, Map.of(), null, "", 0, null);
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return none.failed(FacebookErrors.failure(answer));
    }
    TokenGrant.Granted granted = Answers.grant(Answers.json(answered));
    return granted == null
        ? none.failed(FacebookErrors.unreadable("a grant without a token"))
        : new Renewal(granted.accessToken(), granted.lifetime(), Map.of(), null, "", 0, null);
  }

  static boolean more(@Variable("renewal") Renewal renewal) {
    return renewal.failure() == null && renewal.next() != null && renewal.lists() < MOST_LISTS;
  }

  static PlatformRequest pages(
      @Variable("refresh") RefreshWork work, @Variable("renewal") Renewal renewal) {
    String next = Objects.requireNonNull(renewal.next());
    return PlatformRequest.of(
            "GET",
            root(work)
                + "/me/accounts?fields=id,access_token&limit=100"
                + (next.isEmpty() ? "" : "&after=" + Answers.encode(next)))
        .bearer(Objects.requireNonNull(renewal.person()));
  }

  static Renewal listed(@Body PlatformAnswer answer, @Variable("renewal") Renewal renewal) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return renewal.failed(FacebookErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    if (!body.path("data").isArray()) {
      return renewal.failed(FacebookErrors.unreadable("the list of Pages is unreadable"));
    }
    Map<String, String> pages = new LinkedHashMap<>(renewal.pages());
    for (JsonNode page : body.path("data")) {
      String id = Answers.text(page, "id", FacebookCalls.NODE_ID);
      String token = Answers.text(page, "access_token", TOKEN);
      if (id == null) {
        return renewal.failed(FacebookErrors.unreadable("the list of Pages is unreadable"));
      }
      // without a task on it, a Page is listed without a token
      if (token != null) {
        pages.put(id, token);
      }
    }
    JsonNode paging = body.path("paging");
    String next = paging.has("next") ? paging.path("cursors").path("after").asText("") : "";
    boolean on = !next.isEmpty() && !next.equals(renewal.next());
    return new Renewal(
        renewal.person(),
        renewal.lifetime(),
        Map.copyOf(pages),
        null,
        on ? next : null,
        renewal.lists() + 1,
        null);
  }

  /** There are several Pages, and it isn't known which one is ours. */
  static boolean several(@Variable("renewal") Renewal renewal) {
    return renewal.failure() == null && renewal.pages().size() > 1;
  }

  /** The platform knows whose token the old one was, also when it is no longer good. */
  static PlatformRequest whose(@Variable("refresh") RefreshWork work) {
    return PlatformRequest.of(
            "GET", root(work) + "/debug_token?input_token=" + Answers.encode(work.accessToken()))
        .bearer(work.clientId() + "|" + work.clientSecret());
  }

  static Renewal told(@Body PlatformAnswer answer, @Variable("renewal") Renewal renewal) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return renewal.failed(FacebookErrors.failure(answer));
    }
    JsonNode data = Answers.json(answered).path("data");
    String page = Answers.text(data, "profile_id", FacebookCalls.NODE_ID);
    if (page == null && data.path("type").asText("").equals("USER")) {
      return renewal.failed(
          new NeedsReauth(
              "no_page", "facebook: the account has a person's token, and several Pages", false));
    }
    return page == null
        ? renewal.failed(FacebookErrors.unreadable("a token that is nobody's"))
        : new Renewal(renewal.person(), renewal.lifetime(), renewal.pages(), page, null, 0, null);
  }

  static TokenGrant grant(@Variable("renewal") Renewal renewal) {
    PublishFailure failure = renewal.failure();
    if (failure != null) {
      return new TokenGrant.Denied(
          failure instanceof NeedsReauth dead
              ? new NeedsReauth(dead.code(), dead.message(), false)
              : failure);
    }
    String token =
        renewal.page() == null
            ? renewal.pages().values().stream().findFirst().orElse(null)
            : renewal.pages().get(renewal.page());
    return token == null
        ? new TokenGrant.Denied(
            new NeedsReauth("no_page", "facebook: the person no longer manages the Page", false))
        : new TokenGrant.Granted(token, renewal.person(), renewal.lifetime());
  }

  private static String root(RefreshWork work) {
    return work.root() + "/" + FacebookPlatform.VERSION;
  }
}
