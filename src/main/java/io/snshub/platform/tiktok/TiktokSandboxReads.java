package io.snshub.platform.tiktok;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The Display API: the user, and the posts that everyone may see. */
final class TiktokSandboxReads {
  private static final int READS_A_MINUTE = 600;
  private static final int MOST = 20;
  private static final Duration LAG = Duration.ofMinutes(1);

  private final Site site;
  private final TiktokSandboxTasks tasks;
  private final BooleanSupplier photosListed;
  private final BooleanSupplier slow;

  TiktokSandboxReads(Site site, TiktokSandboxTasks tasks) {
    this.site = site;
    this.tasks = tasks;
    this.photosListed =
        site.choice("photos_listed", true, "photo posts stand in the list of videos");
    this.slow = site.choice("slow_list", false, "a video is listed a minute after it is up");
  }

  void open(TiktokSandboxLimits limits) {
    site.route(
        "GET", "/v2/user/info", Operation.LOOKUP, limits.of("user", READS_A_MINUTE, this::user));
    site.route(
        "POST", "/v2/video/list", Operation.LOOKUP, limits.of("list", READS_A_MINUTE, this::list));
    site.route(
        "POST",
        "/v2/video/query",
        Operation.METRICS,
        limits.of("query", READS_A_MINUTE, this::query));
  }

  private Reply user(Call call) {
    Map<String, Object> known =
        Map.ofEntries(
            Map.entry("open_id", TiktokSandbox.ACCOUNT),
            Map.entry("union_id", "c9c60f44-a68e-4f5d-84dd-ce22faeb0ba1"),
            Map.entry("avatar_url", TiktokSandboxCreator.AVATAR),
            Map.entry("avatar_url_100", TiktokSandboxCreator.AVATAR),
            Map.entry("avatar_large_url", TiktokSandboxCreator.AVATAR),
            Map.entry("display_name", TiktokSandboxCreator.NICKNAME),
            Map.entry("username", TiktokSandboxCreator.USERNAME),
            Map.entry("bio_description", "The sandbox's creator"),
            Map.entry("is_verified", false),
            Map.entry(
                "profile_deep_link",
                "https://vm.tiktok.example/" + TiktokSandboxCreator.USERNAME + "/"),
            Map.entry("follower_count", 1_234),
            Map.entry("following_count", 56),
            Map.entry("likes_count", 7_890),
            Map.entry("video_count", count(call.at())));
    JsonObject user = new JsonObject();
    for (String field : fields(call, known.keySet())) {
      user.put(field, known.get(field));
    }
    return TiktokSandboxDialect.data(call, new JsonObject().put("user", user));
  }

  /** Newest first; the cursor is the time in milliseconds from which on to read further back. */
  private Reply list(Call call) {
    Set<String> fields = fields(call, TiktokSandboxVideo.FIELDS);
    JsonObject body = call.json() == null ? new JsonObject() : call.json();
    int count = body.getValue("max_count") instanceof Integer asked ? asked : 10;
    if (count < 1 || count > MOST) {
      throw TiktokSandboxDialect.invalid(call, "max_count is invalid: 1 to " + MOST);
    }
    long before =
        body.getValue("cursor") instanceof Number cursor && cursor.longValue() > 0
            ? cursor.longValue()
            : Long.MAX_VALUE;
    List<TiktokSandboxTask> older =
        tasks.newestFirst().stream()
            .filter(task -> shown(task, call.at()))
            .filter(task -> task.publishedAt().toEpochMilli() < before)
            .sorted(Comparator.comparing(TiktokSandboxTask::publishedAt).reversed())
            .toList();
    List<TiktokSandboxTask> page = older.subList(0, end(older, count));
    JsonArray videos = new JsonArray();
    page.forEach(task -> videos.add(TiktokSandboxVideo.toJson(task, fields, call.at())));
    long next = page.isEmpty() ? 0 : page.get(page.size() - 1).publishedAt().toEpochMilli();
    boolean more = page.size() < older.size();
    return TiktokSandboxDialect.data(
        call, new JsonObject().put("videos", videos).put("cursor", next).put("has_more", more));
  }

  /** The cursor is a time, so what went up at the same time stays on one page. */
  private static int end(List<TiktokSandboxTask> older, int count) {
    int end = Math.min(count, older.size());
    while (end > 0 && end < older.size() && moment(older, end) == moment(older, end - 1)) {
      end++;
    }
    return end;
  }

  private static long moment(List<TiktokSandboxTask> tasks, int index) {
    return tasks.get(index).publishedAt().toEpochMilli();
  }

  /** Ids that aren't the user's, or not public, are left out. */
  private Reply query(Call call) {
    Set<String> fields = fields(call, TiktokSandboxVideo.FIELDS);
    JsonObject body = call.json();
    if (body == null
        || !(body.getValue("filters") instanceof JsonObject filters)
        || !(filters.getValue("video_ids") instanceof JsonArray ids)
        || ids.isEmpty()
        || ids.size() > MOST) {
      throw TiktokSandboxDialect.invalid(call, "filters.video_ids is invalid: 1 to " + MOST);
    }
    Set<String> wanted = new LinkedHashSet<>();
    ids.forEach(id -> wanted.add(String.valueOf(id)));
    JsonArray videos = new JsonArray();
    for (TiktokSandboxTask task : tasks.newestFirst()) {
      if (wanted.contains(Long.toString(task.postId())) && task.listed(call.at())) {
        videos.add(TiktokSandboxVideo.toJson(task, fields, call.at()));
      }
    }
    return TiktokSandboxDialect.data(call, new JsonObject().put("videos", videos));
  }

  private boolean shown(TiktokSandboxTask task, Instant now) {
    Instant asOf = slow.getAsBoolean() ? now.minus(LAG) : now;
    return task.listed(asOf) && (photosListed.getAsBoolean() || !task.flow().photo());
  }

  private long count(Instant now) {
    return tasks.newestFirst().stream().filter(task -> task.listed(now)).count();
  }

  private static Set<String> fields(Call call, Set<String> known) {
    String text = call.query("fields");
    if (text == null || text.isBlank()) {
      throw TiktokSandboxDialect.invalid(call, "fields is required");
    }
    Set<String> fields = new LinkedHashSet<>(Arrays.asList(text.replace(" ", "").split(",")));
    for (String field : fields) {
      if (!known.contains(field)) {
        throw TiktokSandboxDialect.invalid(call, "fields is invalid: " + field);
      }
    }
    return fields;
  }
}
