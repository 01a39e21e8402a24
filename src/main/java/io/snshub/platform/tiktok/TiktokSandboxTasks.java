package io.snshub.platform.tiktok;

import io.snshub.platform.tiktok.TiktokSandboxTask.Flow;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What has been set going: the newest {@value #CAPACITY} are known. Every init makes a new one,
 * however alike they are.
 */
final class TiktokSandboxTasks {
  private static final int CAPACITY = 100_000;
  private static final Duration WORK = Duration.ofMillis(150);
  private static final long MEGABYTE = 1_000_000;
  private static final long MEBIBYTE = 1 << 20;

  private final Shelf<Long, TiktokSandboxTask> tasks = new Shelf<>(CAPACITY);
  private final Site site;
  private final TiktokSandboxCreator creator;
  private final BooleanSupplier binary;
  private final BooleanSupplier broken;
  private final Sequence ids;

  TiktokSandboxTasks(Site site, TiktokSandboxCreator creator) {
    this.site = site;
    this.creator = creator;
    this.binary =
        site.choice("binary_megabytes", true, "limits of chunks count 2^20 bytes, not 10^6");
    this.broken = site.choice("text_is_spam", false, "posts fail for their text: spam_risk_text");
    this.ids = new Sequence(site.clock(), ms -> ((ms / 1_000) << 32) | ((ms % 1_000) << 22));
  }

  Reply initVideo(Call call) {
    TiktokSandboxPostInfo about = TiktokSandboxPostInfo.ofVideo(call, creator);
    call.about(about.caption());
    TiktokSandboxSource source = TiktokSandboxSource.ofVideo(call, megabyte());
    creator.countPost(call);
    return started(
        call, source.urls().isEmpty() ? Flow.DIRECT_FILE : Flow.DIRECT_URL, about, source);
  }

  Reply initInbox(Call call) {
    TiktokSandboxSource source = TiktokSandboxSource.ofVideo(call, megabyte());
    creator.countShare(call);
    Flow flow = source.urls().isEmpty() ? Flow.INBOX_FILE : Flow.INBOX_URL;
    return started(call, flow, TiktokSandboxPostInfo.draft(), source);
  }

  Reply initPhotos(Call call) {
    JsonObject body = call.json();
    String mode = body == null ? "" : String.valueOf(body.getValue("post_mode"));
    boolean known = mode.equals("DIRECT_POST") || mode.equals("MEDIA_UPLOAD");
    if (body == null || !known || !"PHOTO".equals(body.getValue("media_type"))) {
      throw TiktokSandboxDialect.invalid(call, "Invalid media_type or post_mode");
    }
    boolean direct = mode.equals("DIRECT_POST");
    TiktokSandboxPostInfo about = TiktokSandboxPostInfo.ofPhotos(call, creator, direct);
    call.about(about.caption());
    TiktokSandboxSource source = TiktokSandboxSource.ofPhotos(call);
    if (direct) {
      creator.countPost(call);
    } else {
      creator.countShare(call);
    }
    return started(call, direct ? Flow.PHOTO : Flow.PHOTO_INBOX, about, source);
  }

  /** Media that TikTok pulls itself are published by the init; others only by their last byte. */
  static Operation operation(Call call) {
    JsonObject body = call.json();
    boolean pulled =
        body != null
            && body.getValue("source_info") instanceof JsonObject source
            && "PULL_FROM_URL".equals(source.getValue("source"));
    boolean draft =
        call.path().contains("/inbox/")
            || (body != null && "MEDIA_UPLOAD".equals(body.getValue("post_mode")));
    return pulled && !draft ? Operation.PUBLISH : Operation.UPLOAD;
  }

  Reply status(Call call) {
    TiktokSandboxTask task = named(call);
    return TiktokSandboxDialect.data(call, task.toJson(call.at()));
  }

  /** Only what is still being pulled can be called off. */
  Reply cancel(Call call) {
    TiktokSandboxTask task = named(call);
    if (!task.flow().pulled || task.over(call.at())) {
      throw TiktokSandboxDialect.refused(
          call, 400, "publish_not_cancellable", "The publish can not be cancelled");
    }
    call.about(task.about().caption());
    task.cancel();
    Reply reply = TiktokSandboxDialect.data(call, new JsonObject());
    return task.flow().direct ? reply.deleted(shownAs(task)) : reply;
  }

  /** The media have arrived: from here on it takes its way. */
  Reply begin(Call call, TiktokSandboxTask task, Reply reply) {
    task.begin(site.process(WORK), broken.getAsBoolean());
    if (!task.flow().direct || task.doomed()) {
      return reply;
    }
    return task.about().isPublic()
        ? reply.created(TiktokSandboxVideo.post(call, task))
        : reply.createdPrivately(shownAs(task));
  }

  @Nullable TiktokSandboxTask uploading(@Nullable String uploadId, @Nullable String uploadToken) {
    TiktokSandboxTask task =
        uploadId != null && uploadId.matches("\\d{1,19}") ? find(uploadId) : null;
    return task != null && !task.flow().pulled && task.uploadToken().equals(uploadToken)
        ? task
        : null;
  }

  Collection<TiktokSandboxTask> newestFirst() {
    return tasks.newestFirst();
  }

  void clear() {
    tasks.clear();
  }

  private Reply started(
      Call call, Flow flow, TiktokSandboxPostInfo about, TiktokSandboxSource source) {
    TiktokSandboxTask task =
        new TiktokSandboxTask(
            ids.next(),
            ids.next(),
            flow,
            about,
            source,
            Objects.requireNonNullElse(call.bearer(), ""),
            call.at());
    tasks.put(Long.parseLong(task.uploadId()), task);
    JsonObject data = new JsonObject().put("publish_id", task.publishId());
    if (flow.pulled) {
      return begin(call, task, TiktokSandboxDialect.data(call, data));
    }
    String where = "/video/?upload_id=" + task.uploadId() + "&upload_token=" + task.uploadToken();
    return TiktokSandboxDialect.data(call, data.put("upload_url", call.root() + where));
  }

  private TiktokSandboxTask named(Call call) {
    JsonObject body = call.json();
    String id = body == null ? "" : String.valueOf(body.getValue("publish_id"));
    int dot = id.lastIndexOf('.');
    String number = id.substring(dot + 1);
    TiktokSandboxTask task = number.matches("\\d{1,19}") ? find(number) : null;
    if (task == null || !task.publishId().equals(id)) {
      throw TiktokSandboxDialect.refused(
          call, 400, "invalid_publish_id", "The publish id does not exist");
    }
    return task;
  }

  private @Nullable TiktokSandboxTask find(String number) {
    try {
      return tasks.get(Long.parseLong(number));
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  /** Only a public post gets an id; any other is known by how it was brought. */
  private static String shownAs(TiktokSandboxTask task) {
    return task.about().isPublic() ? Long.toString(task.postId()) : task.publishId();
  }

  private long megabyte() {
    return binary.getAsBoolean() ? MEBIBYTE : MEGABYTE;
  }
}
