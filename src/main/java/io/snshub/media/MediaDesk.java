package io.snshub.media;

import io.snshub.call.Answer;
import io.snshub.call.FieldError;
import io.snshub.call.IdempotencyTicket;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.call.Upload;
import io.snshub.web.IdempotencyKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The counter at which media are handed in, shown and thrown away. */
class MediaDesk {
  private static final int LONGEST_URL = 2_000;

  private final Uploads uploads;
  private final MediaTable table;
  private final MediaStore store;
  private final PublicRoot root;
  private final MediaSettings settings;
  private final IdempotencyKeys keys;
  private final TransactionTemplate transaction;

  MediaDesk(
      Uploads uploads,
      MediaTable table,
      MediaStore store,
      PublicRoot root,
      MediaSettings settings,
      IdempotencyKeys keys,
      TransactionTemplate transaction) {
    this.uploads = uploads;
    this.table = table;
    this.store = store;
    this.root = root;
    this.settings = settings;
    this.keys = keys;
    this.transaction = transaction;
  }

  /**
   * A medium to be fetched.
   *
   * @param url where it is (http or https)
   * @param altText what it shows, in words
   */
  record MediaImport(@Nullable String url, @Nullable String altText) {}

  /** Takes the parts of a form. */
  public Answer upload(List<Upload> parts, RequestContext request) {
    UploadForm form = UploadForm.read(parts, settings.maxBytes());
    StoredMedium stored =
        uploads.take(
            new Uploads.Incoming(
                request.userId(),
                form.file().filename(),
                form.file().contentType(),
                form.altText(),
                null),
            form.file().content()::moveTo,
            remembered(request));
    return created(stored);
  }

  /** Fetches what a URL leads to. */
  public CompletionStage<Answer> fetch(MediaImport body, RequestContext request) {
    String url = body.url() == null ? "" : body.url().strip();
    String altText = UploadForm.altText(body.altText());
    if (url.isEmpty()) {
      throw Problems.validation("url", "is required");
    }
    if (url.length() > LONGEST_URL) {
      throw Problems.validation(
          "url", "has %d characters, at most %d".formatted(url.length(), LONGEST_URL));
    }
    if (MediaTarget.of(url) == null) {
      throw Problems.validation("url", "is no absolute http or https URL");
    }
    String source = MediaTarget.withoutQuery(url);
    return uploads
        .fetch(
            new Uploads.Incoming(request.userId(), source, null, altText, source),
            url,
            remembered(request))
        .thenApply(this::created);
  }

  private Consumer<StoredMedium> remembered(RequestContext request) {
    IdempotencyTicket ticket = request.idempotency();
    return stored -> {
      if (ticket != null) {
        keys.remember(ticket, created(stored));
      }
    };
  }

  private Answer created(StoredMedium stored) {
    return Answer.created("/api/sns/media/" + stored.id(), view(stored, List.of()));
  }

  public MediaView show(RequestContext request) {
    StoredMedium medium = own(request);
    return view(medium, holds(List.of(medium)).getOrDefault(medium.id(), List.of()));
  }

  public MediaView.Page list(RequestContext request) {
    List<StoredMedium> media = table.list(request.userId(), request.limit(), request.offset());
    Map<Long, List<Long>> holds = holds(media);
    return new MediaView.Page(
        media.stream()
            .map(medium -> view(medium, holds.getOrDefault(medium.id(), List.of())))
            .toList(),
        table.count(request.userId()));
  }

  /** Deletes a medium that no post needs; its public address is gone at once. */
  public Answer delete(RequestContext request) {
    StoredMedium medium = own(request);
    transaction.executeWithoutResult(
        begun -> {
          table.lock(List.of(medium.id()));
          List<Long> posts = table.holds(List.of(medium.id())).getOrDefault(medium.id(), List.of());
          if (!posts.isEmpty()) {
            throw inUse(medium, posts);
          }
          table.delete(medium.id());
        });
    store.delete(medium.key());
    return Answer.noContent();
  }

  private static ProblemException inUse(StoredMedium medium, List<Long> posts) {
    String which = (posts.size() == 1 ? "post " : "posts ") + words(posts);
    String detail = "medium %d is needed by %s".formatted(medium.id(), which);
    ProblemException refusal = Problems.conflict("media_in_use", detail);
    List<FieldError> errors =
        posts.stream().limit(100).map(id -> new FieldError("used_by", "post " + id)).toList();
    return new ProblemException(refusal.problem().about(errors));
  }

  private static String words(List<Long> posts) {
    List<String> first = posts.stream().limit(10).map(String::valueOf).toList();
    int more = posts.size() - first.size();
    return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
  }

  private StoredMedium own(RequestContext request) {
    return table
        .find(request.id())
        .filter(found -> found.userId() == request.userId())
        .orElseThrow(() -> Problems.notFound("medium", request.id()));
  }

  private Map<Long, List<Long>> holds(List<StoredMedium> media) {
    return table.holds(media.stream().map(StoredMedium::id).toList());
  }

  private MediaView view(StoredMedium medium, List<Long> posts) {
    Duration duration = medium.facts().duration();
    Instant expires = medium.neededAt().plus(settings.keepUnused());
    return new MediaView(
        medium.id(),
        medium.facts().kind().name().toLowerCase(Locale.ROOT),
        medium.facts().contentType(),
        medium.facts().bytes(),
        medium.facts().width(),
        medium.facts().height(),
        duration == null ? null : duration.toMillis(),
        medium.animated(),
        medium.sha256(),
        medium.altText(),
        root.url(medium),
        medium.declaredType(),
        medium.sourceUrl(),
        medium.createdAt(),
        posts,
        posts.isEmpty() ? expires : null);
  }
}
