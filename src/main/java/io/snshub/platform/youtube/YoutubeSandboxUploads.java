package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The resumable protocol. The newest {@value #CAPACITY} sessions are known for a week, finished
 * ones too: a question about one is answered as its completion was.
 */
final class YoutubeSandboxUploads {
  private static final int CAPACITY = 100_000;
  private static final int GRAIN = 256 * 1024;
  private static final Duration LIFETIME = Duration.ofDays(7);

  private final Shelf<String, YoutubeSandboxSession> sessions = new Shelf<>(CAPACITY);
  private final Site site;
  private final YoutubeSandboxVideos videos;
  private final YoutubeSandboxInserts inserts;
  private final YoutubeSandboxSwitches switches;
  private final Sequence ids;

  YoutubeSandboxUploads(Site site, YoutubeSandboxVideos videos, YoutubeSandboxSwitches switches) {
    this.site = site;
    this.videos = videos;
    this.inserts = new YoutubeSandboxInserts(videos);
    this.switches = switches;
    this.ids = new Sequence(site.clock(), millis -> millis << 20);
  }

  void open(YoutubeSandboxQuota quota) {
    for (String path :
        new String[] {"/upload/youtube/v3/videos", "/resumable/upload/youtube/v3/videos"}) {
      site.route(
              "POST",
              path,
              call -> resumable(call) ? Operation.UPLOAD : Operation.PUBLISH,
              quota.of(
                  YoutubeSandboxQuota.Bucket.UPLOADS,
                  call -> resumable(call) ? initiate(call, path) : inserts.atOnce(call)))
          .streamed();
      // whoever has the session's address can upload
      site.route("PUT", path, YoutubeSandboxUploads::operation, this::put)
          .tokenOptional()
          .streamed();
      site.route("DELETE", path, Operation.UPLOAD, this::cancel).tokenOptional();
    }
  }

  void clear() {
    sessions.clear();
  }

  private static boolean resumable(Call call) {
    return "resumable".equals(call.query("uploadType"));
  }

  /** The bytes that complete a video publish it; a question about the session only looks. */
  private static Operation operation(Call call) {
    YoutubeSandboxRange range = YoutubeSandboxRange.of(call);
    if (range == null || !range.probe()) {
      return range != null && range.last() ? Operation.PUBLISH : Operation.UPLOAD;
    }
    return Operation.LOOKUP;
  }

  private Reply initiate(Call call, String path) {
    Set<String> parts = YoutubeSandboxAnswers.parts(call, YoutubeSandboxVideos.PARTS);
    JsonObject body = call.size() == 0 ? new JsonObject() : YoutubeSandboxAnswers.body(call);
    String type = call.header("X-Upload-Content-Type");
    if (type != null) {
      YoutubeSandboxInserts.medium(type);
    }
    YoutubeSandboxMetadata about = YoutubeSandboxMetadata.none();
    RefusedCall refusal = null;
    try {
      about = YoutubeSandboxMetadata.of(body, parts, call.at());
    } catch (RefusedCall refused) {
      if (!switches.refusesAtTheEnd()) {
        throw refused;
      }
      refusal = refused;
    }
    call.about(about.text());
    String length = call.header("X-Upload-Content-Length");
    boolean known = length != null && length.matches("\\d{1,15}");
    String id = Long.toString(ids.next(), 36);
    String name =
        switches.namesFiles() ? YoutubeSandboxInserts.filename(call) : YoutubeSandboxFile.UNNAMED;
    sessions.put(
        id,
        new YoutubeSandboxSession(
            about, parts, name, call.at(), known ? Long.parseLong(length) : -1, refusal));
    String location =
        "%s%s?uploadType=resumable&upload_id=%s&part=%s"
            .formatted(call.root(), path, id, String.join(",", parts));
    return Reply.empty(200).header("Location", location).header("X-GUploader-UploadID", id);
  }

  private @Nullable YoutubeSandboxSession session(Call call) {
    String id = String.valueOf(call.query("upload_id"));
    YoutubeSandboxSession session = sessions.get(id);
    if (session != null && session.begun().plus(LIFETIME).isBefore(call.at())) {
      sessions.remove(id);
      return null;
    }
    return session;
  }

  private Reply gone(Call call) {
    return site.dialect().failed(call, switches.goneIs410() ? 410 : 404);
  }

  private Reply cancel(Call call) {
    YoutubeSandboxSession session = session(call);
    if (session == null || session.done() != null) {
      return gone(call);
    }
    sessions.remove(String.valueOf(call.query("upload_id")));
    return Reply.empty(499);
  }

  private Reply put(Call call) {
    YoutubeSandboxSession session = session(call);
    if (session == null) {
      return gone(call);
    }
    call.about(session.about().text());
    JsonObject done = session.done();
    if (done != null) {
      return Reply.json(201, done);
    }
    YoutubeSandboxRange range = YoutubeSandboxRange.of(call);
    if (range == null) {
      throw badRange();
    }
    return range.probe() ? incomplete(session) : bytes(call, session, range);
  }

  private Reply bytes(Call call, YoutubeSandboxSession session, YoutubeSandboxRange range) {
    if (range.end() - range.first() != call.size()) {
      throw badRange();
    }
    if (range.total() >= 0) {
      session.total(range.total());
      if (session.total() != range.total() || range.end() > range.total()) {
        throw badRange();
      }
    }
    if (range.first() > session.stored()) {
      // a gap: nothing of it is stored, the answer says where to go on
      return incomplete(session);
    }
    if (range.first() == 0) {
      session.movie(YoutubeSandboxMovie.of(call.body()));
    }
    if (range.end() == session.total()) {
      return complete(call, session, range.end());
    }
    session.store(range.end() / GRAIN * GRAIN);
    return incomplete(session);
  }

  private Reply complete(Call call, YoutubeSandboxSession session, long size) {
    if (session.refusal() != null) {
      throw session.refusal();
    }
    if (size == 0) {
      throw YoutubeSandboxInserts.mediaBodyRequired();
    }
    YoutubeSandboxFile file = YoutubeSandboxFile.of(session.name(), size, session.movie());
    YoutubeSandboxVideos.Created created =
        videos.create(call, 201, session.about(), session.parts(), file);
    session.finish(created.json());
    return created.reply();
  }

  private static Reply incomplete(YoutubeSandboxSession session) {
    Reply reply = Reply.empty(308);
    return session.stored() == 0
        ? reply
        : reply.header("Range", "bytes=0-" + (session.stored() - 1));
  }

  private static RuntimeException badRange() {
    return YoutubeSandboxDialect.refused(
        400, "global", "badRequest", "Failed to parse Content-Range header.");
  }
}
