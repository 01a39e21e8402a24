package io.snshub.platform;

import io.snshub.post.PublishFailure;

/** The body that comes back from {@code direct:fetch-media}. */
public sealed interface MediaFetch {

  /**
   * It is here.
   *
   * @param media the file
   */
  record Fetched(FetchedMedia media) implements MediaFetch {}

  /**
   * It can't be had, now or ever.
   *
   * @param failure why, naming the URL without its query
   */
  record Missing(PublishFailure failure) implements MediaFetch {}
}
