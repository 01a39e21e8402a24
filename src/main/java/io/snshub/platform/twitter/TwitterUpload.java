package io.snshub.platform.twitter;

import io.snshub.platform.FetchedMedia;
import io.snshub.post.PublishFailure;
import org.jspecify.annotations.Nullable;

/**
 * How far the upload of one medium has come.
 *
 * @param file the medium, or null when it could not be fetched
 * @param contentType X's media type for it
 * @param altText a description for those who can't see it, or null
 * @param mediaId X's id, known after the first call
 * @param segment the next segment to send
 * @param checkAfter seconds until X has processed it, or null when it is ready
 * @param failure what ended the upload, or null
 */
record TwitterUpload(
    @Nullable FetchedMedia file,
    String contentType,
    @Nullable String altText,
    @Nullable String mediaId,
    int segment,
    @Nullable Integer checkAfter,
    @Nullable PublishFailure failure) {

  static final int CHUNK = 4 << 20;

  boolean going() {
    return failure == null;
  }

  long offset() {
    return (long) segment * CHUNK;
  }

  boolean more() {
    return failure == null && file != null && mediaId != null && offset() < file.bytes();
  }

  TwitterUpload begun(String id) {
    return new TwitterUpload(file, contentType, altText, id, 0, null, null);
  }

  TwitterUpload nextSegment() {
    return new TwitterUpload(file, contentType, altText, mediaId, segment + 1, null, null);
  }

  TwitterUpload checkAfter(@Nullable Integer seconds) {
    return new TwitterUpload(file, contentType, altText, mediaId, segment, seconds, null);
  }

  TwitterUpload failed(PublishFailure why) {
    return new TwitterUpload(file, contentType, altText, mediaId, segment, checkAfter, why);
  }
}
