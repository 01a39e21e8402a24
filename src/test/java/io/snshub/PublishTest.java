package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A post from its author to the platform and back, on both databases. */
@HubTest
@Tag("both-databases")
class PublishTest {
  @Autowired private Environment environment;
  private HubClient hub;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
  }

  @AfterEach
  void clear() {
    hub.clearFaults();
  }

  private List<JsonNode> created(String text) {
    return hub.ledger(text).stream()
        .filter(entry -> entry.path("operation").asText().equals("publish"))
        .filter(entry -> entry.path("effect").asText().equals("created"))
        .toList();
  }

  @Test
  void a_post_is_up_once_and_its_author_is_told() {
    String text = HubClient.text("hello");
    long post = hub.publish(text, List.of("twitter"));

    HubClient.Reply published = hub.awaitStatus(post, "published");

    JsonNode target = published.body().path("targets").get(0);
    assertThat(hub.posts(text))
        .singleElement()
        .satisfies(
            up ->
                assertThat(up.path("platform_post_id").asText())
                    .isEqualTo(target.path("platform_post_id").asText()));
    assertThat(created(text)).hasSize(1);
    assertThat(hub.messages(text)).hasSize(1);
  }

  @Test
  void a_post_whose_answer_was_lost_is_found_and_not_sent_again() {
    String text = HubClient.text("lost");
    hub.fault("twitter", "publish", "drop_after", "times", 1);
    long post = hub.publish(text, List.of("twitter"));

    hub.awaitStatus(post, "published");

    assertThat(created(text)).hasSize(1);
    assertThat(hub.posts(text)).hasSize(1);
  }

  @Test
  void a_call_that_was_cut_off_before_it_had_an_effect_is_made_again() {
    String text = HubClient.text("cut");
    hub.fault("twitter", "publish", "drop_before", "times", 1);
    long post = hub.publish(text, List.of("twitter"));

    hub.awaitStatus(post, "published");

    assertThat(created(text)).hasSize(1);
    assertThat(hub.posts(text)).hasSize(1);
  }

  @Test
  void a_key_that_nobody_issued_opens_nothing() {
    assertThat(hub.as("snsk_unknown_key_of_nobody_at_all").get("/api/sns/posts").status())
        .isEqualTo(401);
  }
}
