package io.snshub.platform.threads;

import io.snshub.platform.PlatformFragmentTest;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.StubPlatform;
import io.snshub.post.Content;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** What every platform promises, promised by Threads. */
class ThreadsFragmentTest extends PlatformFragmentTest {
  @Override
  protected String name() {
    return "threads";
  }

  @Override
  protected List<RouteBuilder> routes() {
    return List.of(new ThreadsRoutes());
  }

  @Override
  protected PlatformProfile profile() {
    return new ThreadsPlatform(PlatformSettings.defaults()).profile();
  }

  @Override
  protected Content content() {
    return content("Hello, @threads");
  }

  @Override
  protected String handle() {
    return "{\"container\":\"9001\"}";
  }

  @Override
  protected String publishMethod() {
    return "POST";
  }

  @Override
  protected String publishTarget() {
    return "/v1.0/me/threads_publish";
  }

  @Override
  protected String postId() {
    return "4711";
  }

  @Override
  protected StubPlatform.Answer accepted() {
    return StubPlatform.json(200, "{\"id\":\"4711\"}");
  }

  @Override
  protected List<String> wrongIds() {
    return List.of(
        "{\"id\":4711}",
        "{\"id\":\"\"}",
        "{\"id\":\"abc\"}",
        "{\"id\":{\"id\":\"4711\"}}",
        "[{\"id\":\"4711\"}]",
        // the container's and the account's own
        "{\"id\":\"9001\"}",
        "{\"id\":\"42\"}");
  }

  @Override
  protected StubPlatform.Reply nothingThere(StubPlatform.Seen seen) {
    return StubPlatform.json(
        200,
        seen.target().contains("fields=id,status")
            ? "{\"status\":\"FINISHED\",\"id\":\"9001\"}"
            : "{\"data\":[]}");
  }

  @Override
  protected List<String> lookupSteps() {
    return List.of("fields=id,status", "/me/threads?");
  }

  @Override
  protected List<String> prepareSteps() {
    return Arrays.asList(null, handle());
  }

  @Override
  protected StubPlatform.Reply throttled() {
    return error(400, 613, 4279002, "Calls to this api have exceeded the rate limit.");
  }

  @Override
  protected StubPlatform.Reply refused() {
    return error(400, -1, 4279047, "Fatal");
  }

  @Override
  protected StubPlatform.Reply tokenExpired() {
    return error(400, 190, 463, "Session has expired");
  }

  @Override
  protected StubPlatform.Reply deleted() {
    return StubPlatform.json(200, "{\"success\":true,\"deleted_id\":\"4711\"}");
  }

  @Override
  protected StubPlatform.Reply deletedBefore() {
    return error(400, 24, 4279009, "The requested resource does not exist");
  }

  @Override
  protected StubPlatform.Reply granted() {
    return StubPlatform.json(200, "{\"access_token\":\"new-token\",\"expires_in\":3600}");
  }

  @Override
  protected StubPlatform.Reply grantRefused() {
    return error(400, 190, 0, "invalid token");
  }

  static StubPlatform.Answer error(int status, int code, int subcode, String message) {
    String sub = subcode == 0 ? "" : ",\"error_subcode\":" + subcode;
    return StubPlatform.json(
        status,
        "{\"error\":{\"message\":\"%s\",\"type\":\"OAuthException\",\"code\":%d%s}}"
            .formatted(message, code, sub));
  }
}
