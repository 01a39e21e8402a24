package io.snshub.platform.linkedin;

import io.snshub.platform.FetchedMedia;
import io.snshub.post.PublishFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the upload of one medium has come.
 *
 * @param file the medium, or null when it could not be fetched
 * @param urn LinkedIn's name of it, known after the first call
 * @param token what the end of a video's upload has to repeat
 * @param parts where which bytes go
 * @param tags what LinkedIn called the parts that it has
 * @param failure what ended the upload, or null
 */
record LinkedinUpload(
    @Nullable FetchedMedia file,
    @Nullable String urn,
    String token,
    List<Part> parts,
    List<String> tags,
    @Nullable PublishFailure failure) {

  /**
   * A piece of the file.
   *
   * @param address where it goes
   * @param first its first byte
   * @param last its last byte
   */
  record Part(String address, long first, long last) {}

  static LinkedinUpload of(FetchedMedia file) {
    return new LinkedinUpload(file, null, "", List.of(), List.of(), null);
  }

  static LinkedinUpload missing(PublishFailure why) {
    return new LinkedinUpload(null, null, "", List.of(), List.of(), why);
  }

  boolean going() {
    return failure == null;
  }

  boolean video() {
    return file != null && file.contentType().startsWith("video/");
  }

  boolean more() {
    return failure == null && urn != null && tags.size() < parts.size();
  }

  Part next() {
    return parts.get(tags.size());
  }

  LinkedinUpload begun(String newUrn, String newToken, List<Part> newParts) {
    return new LinkedinUpload(file, newUrn, newToken, List.copyOf(newParts), List.of(), null);
  }

  LinkedinUpload sent(String tag) {
    List<String> more = new ArrayList<>(tags);
    more.add(tag);
    return new LinkedinUpload(file, urn, token, parts, List.copyOf(more), null);
  }

  LinkedinUpload failed(PublishFailure why) {
    return new LinkedinUpload(file, urn, token, parts, tags, why);
  }
}
