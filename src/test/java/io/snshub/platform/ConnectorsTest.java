package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.snshub.HubTest;
import io.snshub.platform.ConnectStep.Ask;
import io.snshub.platform.ConnectStep.Connected;
import io.snshub.platform.ConnectStep.Refused;
import io.snshub.platform.Connection.Place;
import io.snshub.platform.Consent.Pkce;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What is asked of real platforms when an account is connected, and what their answers mean. */
@HubTest
class ConnectorsTest {
  private static final Map<String, String> PAGES =
      Map.of(
          "facebook", "https://www.facebook.com/v26.0/dialog/oauth?",
          "instagram", "https://www.facebook.com/v26.0/dialog/oauth?",
          "threads", "https://threads.net/oauth/authorize?",
          "linkedin", "https://www.linkedin.com/oauth/v2/authorization?",
          "tiktok", "https://www.tiktok.com/v2/auth/authorize/?",
          "twitter", "https://x.com/i/oauth2/authorize?",
          "pinterest", "https://www.pinterest.com/oauth/?",
          "youtube", "https://accounts.google.com/o/oauth2/v2/auth?",
          "youtube_shorts", "https://accounts.google.com/o/oauth2/v2/auth?");
  private static final String ALLOWED =
      "{'data':[{'permission':'pages_show_list','status':'granted'}]}";
  private static final String GRANT =
      "{\"access_token\":\"granted\",\"expires_in\":5184000,\"token_type\":\"bearer\"}";

  @Autowired private PlatformCatalog catalog;
  @Autowired private Connectors connectors;

  /** A dialogue with a platform that says these things, one after another. */
  private static final class Dialogue {
    private final List<PlatformRequest> asked = new ArrayList<>();
    private ConnectStep step;

    Dialogue(ConnectStep step) {
      this.step = step;
    }

    Dialogue says(int status, String body) {
      Ask ask = (Ask) step;
      asked.add(ask.request());
      step = ask.heard(new Answered(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
      return this;
    }

    Dialogue says(String body) {
      return says(200, body.replace('\'', '"'));
    }

    List<Place> places() {
      assertThat(step).isInstanceOf(Connected.class);
      return ((Connected) step).connection().places();
    }

    PublishFailure failure() {
      assertThat(step).isInstanceOf(Refused.class);
      return ((Refused) step).failure();
    }
  }

  private Dialogue with(String platform) {
    Connector connector = connectors.of(platform);
    boolean pkce = connector.consent().pkce() != Pkce.NONE;
    return new Dialogue(
        connector.begin(
            new ConnectWork(
                platform,
                "the-code",
                "https://hub.example.com/callback",
                pkce ? "the-verifier" : null,
                "the-client",
                "the-secret",
                catalog.find(platform).orElseThrow().hosts())));
  }

  private Stream<DynamicTest> each(java.util.function.Consumer<String> test) {
    return catalog.names().stream().map(name -> dynamicTest(name, () -> test.accept(name)));
  }

  @TestFactory
  Stream<DynamicTest> the_page_is_the_platforms_own_and_asks_for_every_scope() {
    return each(
        platform -> {
          PlatformProfile profile = catalog.find(platform).orElseThrow();
          Consent consent = connectors.of(platform).consent();

          String url =
              consent.url(
                  new Consent.Ask(
                      String.valueOf(profile.hosts().get("authorize")),
                      "the-client",
                      "https://hub.example.com/callback",
                      profile.access().scopes(),
                      "the-state",
                      "the-verifier"));

          assertThat(url)
              .startsWith(PAGES.get(platform))
              .contains("response_type=code")
              .contains(
                  platform.equals("tiktok") ? "client_key=the-client" : "client_id=the-client")
              .contains("redirect_uri=https%3A%2F%2Fhub.example.com%2Fcallback")
              .contains("state=the-state")
              .contains(
                  "scope="
                      + Answers.encode(String.join(consent.separator(), profile.access().scopes())))
              .doesNotContain("the-verifier");
          assertThat(url.contains("code_challenge=")).isEqualTo(profile.access().pkce());
        });
  }

  @Test
  void a_challenge_is_the_hash_of_its_verifier() {
    Consent.Ask ask =
        new Consent.Ask(
            "https://x", "c", "r", List.of(), "s", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    // RFC 7636, appendix B
    assertThat(Consent.standard("/a", " ").with(Pkce.BASE64URL).url(ask))
        .endsWith(
            "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256");
    assertThat(Consent.standard("/a", " ").with(Pkce.HEX).url(ask))
        .contains(
            "&code_challenge=13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3&");
    assertThat(Consent.standard("/a", " ").url(ask)).doesNotContain("challenge");
  }

  @TestFactory
  Stream<DynamicTest> a_code_is_exchanged_where_the_platform_says_with_all_that_belongs_to_it() {
    return each(
        platform -> {
          Dialogue dialogue = with(platform).says(400, "{\"error\":\"invalid_grant\"}");

          PlatformRequest exchange = dialogue.asked.get(0);
          String form = new String(exchange.body(), StandardCharsets.UTF_8);
          assertThat(exchange.method()).isEqualTo("POST");
          assertThat(exchange.uri())
              .startsWith(catalog.find(platform).orElseThrow().hosts().get("token"))
              .doesNotContain("the-");
          assertThat(form)
              .contains("code=the-code")
              .contains("redirect_uri=https%3A%2F%2Fhub.example.com%2Fcallback");
          assertThat(form.contains("code_verifier=the-verifier"))
              .isEqualTo(catalog.find(platform).orElseThrow().access().pkce());
        });
  }

  @TestFactory
  Stream<DynamicTest> a_refused_code_is_told_from_a_platform_that_is_away() {
    return each(
        platform -> {
          PublishFailure refused =
              with(platform)
                  .says(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Too old.\"}")
                  .failure();
          PublishFailure quiet = with(platform).says("{'error':'invalid_grant'}").failure();
          PublishFailure away = with(platform).says(503, "").failure();

          assertThat(refused).isInstanceOf(PublishFailure.Permanent.class);
          assertThat(refused.code()).isEqualTo("code_refused");
          assertThat(refused.message()).contains("Too old.").doesNotContain("the-");
          assertThat(quiet.code()).isEqualTo("code_refused");
          assertThat(away).isInstanceOf(PublishFailure.Transient.class);
        });
  }

  @TestFactory
  Stream<DynamicTest> a_grant_that_is_no_grant_connects_nothing() {
    return each(
        platform -> {
          for (String nonsense : List.of("", "[]", "{}", "<html>", "{\"access_token\":7}")) {
            assertThat(with(platform).says(200, nonsense).failure().code())
                .isEqualTo("code_refused");
          }
        });
  }

  @Test
  void facebook_lists_every_page_with_its_own_token_and_keeps_the_persons_for_renewal() {
    Dialogue dialogue =
        with("facebook")
            .says(200, GRANT)
            .says(200, GRANT.replace("granted", "person"))
            .says(
                "{'data':[{'permission':'pages_show_list','status':'granted'},"
                    + "{'permission':'read_insights','status':'declined'}]}")
            .says(
                "{'data':[{'id':'1','name':'One','access_token':'page-1'},"
                    + "{'id':'2','name':'no task on it'}],"
                    + "'paging':{'cursors':{'after':'C'},'next':'https://graph.facebook.com/x'}}")
            .says("{'data':[{'id':'3','name':'Three','access_token':'page-3'}],'paging':{}}");

    assertThat(dialogue.places())
        .extracting(Place::remoteId, place -> place.tokens().access().reveal())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("1", "page-1"),
            org.assertj.core.groups.Tuple.tuple("3", "page-3"));
    assertThat(dialogue.places())
        .allSatisfy(
            place -> {
              assertThat(place.tokens().refresh()).isEqualTo(new Secret("person"));
              assertThat(place.tokens().lifetime()).isNull();
            });
    assertThat(((Connected) dialogue.step).connection().scopes())
        .containsExactly("pages_show_list");
    assertThat(dialogue.asked.get(4).uri()).endsWith("&after=C");
  }

  @Test
  void instagram_lists_the_professional_accounts_behind_the_pages() {
    Dialogue dialogue =
        with("instagram")
            .says(200, GRANT)
            .says(200, GRANT)
            .says(ALLOWED)
            .says(
                "{'data':[{'id':'1','name':'no account','access_token':'page-1'},"
                    + "{'id':'2','name':'Two','access_token':'page-2',"
                    + "'instagram_business_account':{'id':'17','username':'two'}}]}");

    assertThat(dialogue.places())
        .singleElement()
        .satisfies(
            place -> {
              assertThat(place.remoteId()).isEqualTo("17");
              assertThat(place.name()).isEqualTo("two");
              assertThat(place.tokens().access()).isEqualTo(new Secret("page-2"));
            });
  }

  @Test
  void who_has_allowed_nothing_is_not_taken_for_one_who_has_allowed_all() {
    for (String platform : List.of("facebook", "instagram")) {
      assertThat(
              with(platform)
                  .says(200, GRANT)
                  .says(200, GRANT)
                  .says("{'data':[{'permission':'pages_show_list','status':'declined'}]}")
                  .failure()
                  .code())
          .isEqualTo("missing_scope");
    }
  }

  @Test
  void who_has_nothing_to_post_to_is_told_so() {
    assertThat(with("pinterest").says(200, GRANT).says("{'items':[]}").failure().message())
        .contains("no board");
    assertThat(
            with("instagram")
                .says(200, GRANT)
                .says(200, GRANT)
                .says(ALLOWED)
                .says("{'data':[]}")
                .failure()
                .code())
        .isEqualTo("no_place");
    assertThat(with("youtube").says(200, GRANT).says("{'items':[]}").failure().code())
        .isEqualTo("no_place");
  }

  @Test
  void pinterest_reads_all_boards() {
    Dialogue dialogue =
        with("pinterest")
            .says(
                "{'access_token':'a','refresh_token':'r','expires_in':2592000,"
                    + "'refresh_token_expires_in':5184000,'scope':'pins:read,pins:write'}")
            .says("{'items':[{'id':'1','name':'One'}],'bookmark':'next one'}")
            .says("{'items':[{'id':'2','name':'Two'}],'bookmark':null}");

    assertThat(dialogue.places()).extracting(Place::name).containsExactly("One", "Two");
    assertThat(dialogue.asked.get(2).uri()).endsWith("&bookmark=next%20one");
    assertThat(dialogue.places().get(0).tokens().refreshLifetime()).isEqualTo(Duration.ofDays(60));
    assertThat(((Connected) dialogue.step).connection().scopes())
        .containsExactly("pins:read", "pins:write");
  }

  @Test
  void linkedin_looks_for_pages_only_with_the_right_to_post_for_them() {
    String grant = GRANT.replace("}", ",\"scope\":\"openid,w_member_social\"}");
    Dialogue dialogue =
        with("linkedin").says(200, grant).says("{'sub':'782bbtaQ','name':'A Member'}");

    assertThat(dialogue.places())
        .singleElement()
        .satisfies(place -> assertThat(place.remoteId()).isEqualTo("urn:li:person:782bbtaQ"));
  }

  @TestFactory
  Stream<DynamicTest> a_connection_is_ended_without_a_token_in_the_address() {
    return each(
        platform -> {
          PlatformRequest end =
              connectors
                  .of(platform)
                  .revocation(
                      new RefreshWork(
                          platform,
                          "the-access",
                          "the-refresh",
                          "the-client",
                          "the-secret",
                          catalog.find(platform).orElseThrow().hosts()));

          if (end != null) {
            assertThat(end.uri()).doesNotContain("the-");
            assertThat(end.toString()).doesNotContain("the-access").doesNotContain("the-refresh");
          }
        });
  }
}
