package io.snshub.platform.pinterest;

import io.snshub.platform.FetchedMedia;
import io.snshub.post.PublishFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far one video has come within this step.
 *
 * @param file the video, or null when it could not be fetched
 * @param id Pinterest's id of it, known once registered
 * @param address where the form goes
 * @param form what the form brings beside the file
 * @param failure what ended the step, or null
 */
record PinterestUpload(
    @Nullable FetchedMedia file,
    @Nullable String id,
    @Nullable String address,
    Map<String, String> form,
    @Nullable PublishFailure failure) {
  PinterestUpload failed(PublishFailure why) {
    return new PinterestUpload(file, id, address, form, why);
  }

  /** Keeps the form, which is a credential, out of logs. */
  @Override
  public String toString() {
    return "PinterestUpload[" + id + "]";
  }
}
