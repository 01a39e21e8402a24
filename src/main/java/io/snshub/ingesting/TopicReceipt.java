package io.snshub.ingesting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snshub.call.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record of the topic of requests.
 *
 * @param key the record's key as text, or null when it has none or it is no text
 * @param status {@code accepted} or {@code rejected}
 * @param postId the post made of it, now or before
 * @param errors why it was rejected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TopicReceipt(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    String status,
    @Nullable Long postId,
    @Nullable List<FieldError> errors) {}
