package io.snshub.platform.tiktok;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The upload host: chunks in order, each of the length that was announced. It answers by status and
 * {@code Content-Range} alone.
 */
final class TiktokSandboxUploads {
  private static final Set<String> TYPES = Set.of("video/mp4", "video/quicktime", "video/webm");
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,15})-(\\d{1,15})/(\\d{1,15})");

  private final Site site;
  private final TiktokSandboxTasks tasks;
  private final BooleanSupplier counts;

  TiktokSandboxUploads(Site site, TiktokSandboxTasks tasks) {
    this.site = site;
    this.tasks = tasks;
    this.counts =
        site.choice("range_counts_bytes", false, "an answer's Content-Range ends with a count");
  }

  void open() {
    for (String path : new String[] {"/video", "/upload"}) {
      site.route("PUT", path, this::operation, this::put).open().streamed();
    }
  }

  /** Returns the access token under which the upload was begun, or null. */
  @Nullable String uploader(Call call) {
    TiktokSandboxTask task = task(call);
    return task == null ? null : task.token();
  }

  /** The last chunk of a direct post is what publishes it. */
  private Operation operation(Call call) {
    TiktokSandboxTask task = task(call);
    Matcher range = RANGE.matcher(String.valueOf(call.header("Content-Range")));
    boolean last =
        task != null
            && task.flow().direct
            && range.matches()
            && Long.parseLong(range.group(2)) + 1 == task.source().size();
    return last ? Operation.PUBLISH : Operation.UPLOAD;
  }

  private Reply put(Call call) {
    TiktokSandboxTask task = task(call);
    if (task == null) {
      return Reply.empty(404);
    }
    call.about(task.about().caption());
    if (task.uploadExpired(call.at())) {
      return Reply.empty(403);
    }
    Matcher range = RANGE.matcher(String.valueOf(call.header("Content-Range")));
    if (!range.matches() || !TYPES.contains(String.valueOf(call.header("Content-Type")))) {
      return Reply.empty(400);
    }
    long first = Long.parseLong(range.group(1));
    long end = Long.parseLong(range.group(2)) + 1;
    long total = task.source().size();
    if (Long.parseLong(range.group(3)) != total || end > total || end - first != call.size()) {
      return Reply.empty(400);
    }
    if (task.begun() || first != task.stored()) {
      return progress(416, task);
    }
    if (call.size() != task.source().lengthAt(first)) {
      return Reply.empty(400);
    }
    task.store(end);
    return end < total ? progress(206, task) : tasks.begin(call, task, progress(201, task));
  }

  private Reply progress(int status, TiktokSandboxTask task) {
    long told = counts.getAsBoolean() ? task.stored() : Math.max(0, task.stored() - 1);
    return Reply.empty(status)
        .header("Content-Range", "bytes 0-" + told + "/" + task.source().size());
  }

  private @Nullable TiktokSandboxTask task(Call call) {
    return tasks.uploading(call.query("upload_id"), call.query("upload_token"));
  }
}
