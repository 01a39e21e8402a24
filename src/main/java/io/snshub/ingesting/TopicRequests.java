package io.snshub.ingesting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.snshub.bus.InletReceipt;
import io.snshub.bus.InletRecord;
import io.snshub.call.PostSubmission;
import io.snshub.call.PostVerdict;
import io.snshub.call.Problem;
import io.snshub.call.Problems;
import io.snshub.call.UserDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records of the topic of requests as submissions. A record's origin is its {@code request_id}, or
 * else its key and value: whatever offset it comes back under, it makes its post once. Safe for
 * concurrent use.
 */
class TopicRequests {
  /** The verdict when the hub itself has failed. */
  static final PostVerdict.Rejected HUB_FAILED =
      PostVerdict.Rejected.of("body", "the hub failed on this request, send it again to retry it");

  private static final String USER_ID = "user_id";
  private static final String REQUEST_ID = "request_id";
  private static final int LONGEST_ID = 100;

  private final UserDirectory users;
  private final ObjectMapper json;

  TopicRequests(UserDirectory users, ObjectMapper json) {
    this.users = users;
    this.json = json;
  }

  /** Returns what to hand in for a record, or the verdict on one that can't be. */
  public Object submission(InletRecord taken) throws IOException {
    byte[] value = taken.value();
    if (value == null) {
      return PostVerdict.Rejected.of("body", "the record has no value");
    }
    if (value.length > Row.LONGEST) {
      return PostVerdict.Rejected.of(
          "body", "has %d bytes, at most %d".formatted(value.length, Row.LONGEST));
    }
    long wrongAt = Utf8.firstWrong(value);
    if (wrongAt >= 0) {
      return PostVerdict.Rejected.of("body", "is no UTF-8 text at byte " + (wrongAt + 1));
    }
    return tree(value) instanceof ObjectNode request
        ? submission(taken.key(), value, request)
        // whoever reads it says what is wrong with it
        : new PostSubmission(
            FileOpener.ADMINISTRATOR, origin(taken.key(), value), source(value), value);
  }

  private @Nullable JsonNode tree(byte[] value) throws IOException {
    try {
      return json.readTree(value);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private Object submission(byte @Nullable [] key, byte[] value, ObjectNode request)
      throws IOException {
    JsonNode user = request.remove(USER_ID);
    JsonNode id = request.remove(REQUEST_ID);
    long userId = FileOpener.ADMINISTRATOR;
    if (given(user)) {
      if (!user.isIntegralNumber() || !user.canConvertToLong()) {
        return PostVerdict.Rejected.of(USER_ID, "must be a whole number");
      }
      userId = user.longValue();
      if (!users.exists(userId)) {
        return PostVerdict.Rejected.of(USER_ID, "there is no user " + userId);
      }
    }
    if (given(id) && !(id.isTextual() && fits(id.textValue()))) {
      return PostVerdict.Rejected.of(
          REQUEST_ID, "must be a text of 1 to %d characters, not blank".formatted(LONGEST_ID));
    }
    return new PostSubmission(
        userId,
        given(id) ? "kafka:id:" + id.textValue() : origin(key, value),
        source(value),
        user == null && id == null ? value : json.writeValueAsBytes(request));
  }

  private static boolean given(@Nullable JsonNode field) {
    return field != null && !field.isNull();
  }

  private static boolean fits(String id) {
    return !id.isBlank() && id.length() <= LONGEST_ID;
  }

  private static String origin(byte @Nullable [] key, byte[] value) {
    MessageDigest digest = sha256();
    byte[] name = key == null ? new byte[0] : key;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(key == null ? -1 : key.length).array());
    digest.update(name);
    return "kafka:" + HexFormat.of().formatHex(digest.digest(value));
  }

  /** Tells whether a {@code request_id} comes back with what it came with first. */
  private static String source(byte[] value) {
    return "kafka/" + HexFormat.of().formatHex(sha256().digest(value));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns what to tell about a record; the same for the same record, however often it comes. */
  public InletReceipt receipt(InletRecord taken, PostVerdict verdict)
      throws JsonProcessingException {
    PostVerdict said = judged(taken, verdict);
    if (said instanceof PostVerdict.Rejected rejected) {
      Problem problem =
          rejected == HUB_FAILED
              ? Problem.of(500, "internal_error", "The hub has failed", null)
                  .about(rejected.errors())
              : Problems.validation(rejected.errors()).problem();
      return new InletReceipt(
          json.writeValueAsBytes(told(taken, "rejected", null, rejected)),
          Objects.requireNonNullElse(problem.detail(), problem.title()),
          json.writeValueAsString(problem));
    }
    long postId =
        said instanceof PostVerdict.AlreadyThere there
            ? there.postId()
            : ((PostVerdict.Accepted) said).postId();
    return new InletReceipt(
        json.writeValueAsBytes(told(taken, "accepted", postId, null)), null, null);
  }

  private static PostVerdict judged(InletRecord taken, PostVerdict verdict) {
    byte[] value = taken.value();
    return verdict instanceof PostVerdict.AlreadyThere there
            && value != null
            && !there.source().equals(source(value))
        ? PostVerdict.Rejected.of(
            REQUEST_ID, "was given to another request before, whose post is " + there.postId())
        : verdict;
  }

  private static TopicReceipt told(
      InletRecord taken,
      String status,
      @Nullable Long postId,
      PostVerdict.@Nullable Rejected rejected) {
    byte[] key = taken.key();
    String text =
        key == null || Utf8.firstWrong(key) >= 0 ? null : new String(key, StandardCharsets.UTF_8);
    return new TopicReceipt(
        taken.topic(),
        taken.partition(),
        taken.offset(),
        text,
        status,
        postId,
        rejected == null ? null : rejected.errors());
  }
}
