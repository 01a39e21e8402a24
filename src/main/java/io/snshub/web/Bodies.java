package io.snshub.web;

import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import io.snshub.call.Upload;
import io.snshub.store.NoSpaceLeftException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.FileSizeLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.SizeLimitExceededException;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies within their limits, declared length or not: JSON into the declared record,
 * multipart into {@link Upload}s kept on disk, anything else as a stream.
 */
final class Bodies {
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

  private final JsonBody json;
  private final WebSettings settings;
  private final Semaphore uploading;

  Bodies(JsonBody json, WebSettings settings) {
    this.json = json;
    this.settings = settings;
    this.uploading = new Semaphore(settings.maxUploads());
  }

  /**
   * A body that was read.
   *
   * @param body what the route gets
   * @param hash SHA-256 of the bytes; of nothing when no hash was asked for
   */
  record Read(@Nullable Object body, String hash) {}

  /** The body of an operation that takes none: empty, or an empty object. */
  record Nothing() {}

  /** Returns how much room a request's body may take: all there may be when it doesn't say. */
  long coming(Operation operation, HttpServletRequest request) {
    String consumes = operation.consumes();
    boolean form = consumes != null && consumes.startsWith("multipart/");
    if (!form || operation.bodyType() != null && !MediaTypes.isMultipart(request)) {
      return 0;
    }
    long length = request.getContentLengthLong();
    return length < 0 ? settings.maxUpload().toBytes() : length;
  }

  Read read(Operation operation, HttpServletRequest request, boolean hashed) throws IOException {
    if (WITHOUT_BODY.contains(request.getMethod())) {
      return new Read(null, "");
    }
    MediaTypes.checkEncoding(request);
    String consumes = operation.consumes();
    boolean form = consumes != null && consumes.startsWith("multipart/");
    if (form && (operation.bodyType() == null || MediaTypes.isMultipart(request))) {
      MediaTypes.check(request, consumes);
      return multipart(request, hashed);
    }
    if (operation.bodyType() != null) {
      if (operation.bodyRequired()) {
        MediaTypes.checkJson(request);
      }
      byte[] bytes = bytes(request);
      if (!operation.bodyRequired() && blank(bytes)) {
        return new Read(null, hashed ? hash(bytes) : "");
      }
      MediaTypes.checkJson(request);
      Class<?> type = operation.bodyType();
      Object body =
          type.isArray() ? json.rows(bytes, type.componentType()) : json.read(bytes, type);
      return new Read(body, hashed ? hash(bytes) : "");
    }
    if (consumes != null && !consumes.contains("json")) {
      if (!consumes.equals("*/*")) {
        MediaTypes.check(request, consumes);
      }
      return new Read(stream(request, settings.maxUpload().toBytes(), null), "");
    }
    byte[] bytes = bytes(request);
    if (!blank(bytes)) {
      MediaTypes.checkJson(request);
      json.read(bytes, Nothing.class);
    }
    return new Read(null, hashed ? hash(bytes) : "");
  }

  private static boolean blank(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).isBlank();
  }

  private byte[] bytes(HttpServletRequest request) throws IOException {
    try (InputStream body = stream(request, settings.maxBody().toBytes(), settings.bodyTime())) {
      return body.readAllBytes();
    }
  }

  private static InputStream stream(
      HttpServletRequest request, long limit, @Nullable Duration patience) throws IOException {
    if (request.getContentLengthLong() > limit) {
      throw new BodyTooLargeException(limit);
    }
    return new CountedStream(request.getInputStream(), limit, patience);
  }

  private Read multipart(HttpServletRequest request, boolean hashed) throws IOException {
    if (request.getContentLengthLong() > settings.maxUpload().toBytes()) {
      throw new BodyTooLargeException(settings.maxUpload().toBytes());
    }
    Collection<Part> parts = parts(request);
    List<Upload> uploads = new ArrayList<>();
    for (Part part : parts) {
      uploads.add(
          new Upload(
              part.getName(),
              part.getSubmittedFileName(),
              part.getContentType(),
              part.getSize(),
              new PartContent(part)));
    }
    return new Read(List.copyOf(uploads), hashed ? hash(uploads) : "");
  }

  /** Slow uploads hold threads: there may be so many, and the rest of the API goes on. */
  private Collection<Part> parts(HttpServletRequest request) throws IOException {
    if (!uploading.tryAcquire()) {
      throw Problems.unavailable("too many uploads are coming in").header("Connection", "close");
    }
    try {
      return request.getParts();
    } catch (IllegalStateException e) {
      // how the servlet container says that a limit is broken
      throw broken(e);
    } catch (ServletException | IOException e) {
      if (NoSpaceLeftException.causes(e)) {
        throw new UncheckedIOException(new IOException(e));
      }
      throw Problems.badRequest("bad_request", "the multipart body can't be read");
    } finally {
      uploading.release();
    }
  }

  private ProblemException broken(IllegalStateException refusal) throws BodyTooLargeException {
    Throwable limit = refusal.getCause();
    if (limit instanceof FileSizeLimitExceededException file) {
      throw new BodyTooLargeException(file.getPermittedSize());
    }
    // Tomcat says the same of a part's head, with another limit
    if (limit instanceof SizeLimitExceededException form
        && form.getPermittedSize() == settings.maxUpload().toBytes()) {
      throw new BodyTooLargeException(form.getPermittedSize());
    }
    return Problems.badRequest(
        "bad_request",
        limit instanceof FileCountLimitExceededException many
            ? "the multipart body has more than " + many.getLimit() + " parts"
            : "the head of a part is too long");
  }

  /** A part that the container keeps in a file of its own, which can be had without a copy. */
  private record PartContent(Part part) implements Upload.Content {
    @Override
    public InputStream open() throws IOException {
      return part.getInputStream();
    }

    @Override
    public void moveTo(Path file) throws IOException {
      part.write(file.toAbsolutePath().toString());
    }
  }

  private static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** The boundary differs between two equal uploads, so the parts are hashed, not the body. */
  private static String hash(List<Upload> uploads) throws IOException {
    MessageDigest digest = sha256();
    for (Upload upload : uploads) {
      String label = upload.name() + '\n' + upload.filename() + '\n' + upload.size() + '\n';
      digest.update(label.getBytes(StandardCharsets.UTF_8));
      try (InputStream part = new DigestInputStream(upload.content().open(), digest)) {
        part.transferTo(OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
