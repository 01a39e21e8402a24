package io.snshub.sandbox;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request's body as far as a platform needs it: texts are kept, files are only counted.
 *
 * @param head the bytes, or the first of them when streamed
 * @param size how many bytes came
 * @param form the fields of a form
 * @param parts the files of a multipart form
 */
record CallBody(Buffer head, long size, MultiMap form, List<Call.Part> parts) {
  /** Longest body that is kept whole; longer ones are refused with 413. */
  static final int LONGEST = 16 * 1024 * 1024;

  /** What is kept of a streamed body. */
  private static final int HEAD = 64 * 1024;

  static CallBody none() {
    return new CallBody(Buffer.buffer(), 0, MultiMap.caseInsensitiveMultiMap(), List.of());
  }

  boolean tooLong() {
    // files are only counted, so they may be of any length
    return parts.isEmpty() && head.length() == 0 && size > LONGEST;
  }

  /** Reads to the end; fails when the caller goes away before it. */
  static Future<CallBody> read(HttpServerRequest request, boolean streamed) {
    String type = String.valueOf(request.getHeader("Content-Type")).toLowerCase(Locale.ROOT);
    // some clients name a form where there is no body at all
    boolean may = request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
    boolean form =
        type.startsWith("multipart/form-data")
            || type.startsWith("application/x-www-form-urlencoded");
    return form && may && !streamed ? readForm(request) : readBytes(request, streamed);
  }

  private static Future<CallBody> readForm(HttpServerRequest request) {
    Promise<CallBody> promise = Promise.promise();
    List<Call.Part> parts = new ArrayList<>();
    request.setExpectMultipart(true);
    request.uploadHandler(
        upload -> {
          long[] size = new long[1];
          upload.handler(bytes -> size[0] += bytes.length());
          upload.endHandler(
              end ->
                  parts.add(
                      new Call.Part(
                          upload.name(), upload.filename(), upload.contentType(), size[0])));
        });
    request.exceptionHandler(promise::tryFail);
    request.endHandler(
        end ->
            promise.tryComplete(
                new CallBody(
                    Buffer.buffer(), request.bytesRead(), request.formAttributes(), parts)));
    return promise.future();
  }

  private static Future<CallBody> readBytes(HttpServerRequest request, boolean streamed) {
    Promise<CallBody> promise = Promise.promise();
    int keep = streamed ? HEAD : LONGEST;
    Buffer[] head = {Buffer.buffer()};
    long[] size = new long[1];
    request.handler(
        bytes -> {
          size[0] += bytes.length();
          if (head[0].length() + bytes.length() <= keep) {
            head[0].appendBuffer(bytes);
          } else if (streamed) {
            head[0].appendBuffer(bytes.slice(0, keep - head[0].length()));
          } else {
            head[0] = Buffer.buffer();
          }
        });
    request.exceptionHandler(promise::tryFail);
    request.endHandler(
        end ->
            promise.tryComplete(
                new CallBody(
                    size[0] > keep && !streamed ? Buffer.buffer() : head[0],
                    size[0],
                    MultiMap.caseInsensitiveMultiMap(),
                    List.of())));
    return promise.future();
  }
}
