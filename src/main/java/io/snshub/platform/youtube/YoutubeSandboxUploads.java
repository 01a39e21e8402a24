package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resumable protocol, and uploads in one request. The newest {@value #CAPACITY} sessions are
 * known, finished ones too: a question about one is answered as its completion was.
 */
final class YoutubeSandboxUploads {
  private static final int CAPACITY = 100_000;
  private static final int GRAIN = 256 * 1024;
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,15})-(\\d{1,15})/(\\d{1,15}|\\*)");
  private static final Pattern PROBE = Pattern.compile("bytes \\*/(\\d{1,15}|\\*)");

  private final Shelf<String, YoutubeSandboxSession> sessions = new Shelf<>(CAPACITY);
  private final Site site;
  private final YoutubeSandboxVideos videos;
  private final Sequence ids;

  YoutubeSandboxUploads(Site site, YoutubeSandboxVideos videos) {
    this.site = site;
    this.videos = videos;
    this.ids = new Sequence(site.clock(), millis -> millis << 20);
  }

  void open() {
    for (String path :
        new String[] {"/upload/youtube/v3/videos", "/resumable/upload/youtube/v3/videos"}) {
      site.route(
              "POST",
              path,
              call -> resumable(call) ? Operation.UPLOAD : Operation.PUBLISH,
              call -> resumable(call) ? initiate(call, path) : atOnce(call))
          .streamed();
      // whoever has the session's address can upload
      site.route("PUT", path, YoutubeSandboxUploads::operation, this::put)
          .tokenOptional()
          .streamed();
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
    String range = call.header("Content-Range");
    if (range == null) {
      return Operation.PUBLISH;
    }
    if (PROBE.matcher(range).matches()) {
      return Operation.LOOKUP;
    }
    Matcher found = RANGE.matcher(range);
    return found.matches()
            && !found.group(3).equals("*")
            && Long.parseLong(found.group(2)) + 1 == Long.parseLong(found.group(3))
        ? Operation.PUBLISH
        : Operation.UPLOAD;
  }

  private Reply initiate(Call call, String path) {
    Set<String> parts = YoutubeSandboxVideos.parts(call);
    JsonObject body = call.json();
    if (body == null && call.size() > 0) {
      throw YoutubeSandboxDialect.refused(400, "global", "parseError", "Parse Error");
    }
    YoutubeSandboxMetadata about =
        YoutubeSandboxMetadata.of(body == null ? new JsonObject() : body, parts, call.at());
    call.about(YoutubeSandboxVideos.content(about));
    String length = call.header("X-Upload-Content-Length");
    boolean known = length != null && length.matches("\\d{1,15}");
    String id = Long.toString(ids.next(), 36);
    sessions.put(id, new YoutubeSandboxSession(about, parts, known ? Long.parseLong(length) : -1));
    String location =
        call.root()
            + path
            + "?uploadType=resumable&upload_id="
            + id
            + "&part="
            + String.join(",", parts);
    return Reply.empty(200).header("Location", location).header("X-GUploader-UploadID", id);
  }

  private Reply put(Call call) {
    YoutubeSandboxSession session = sessions.get(String.valueOf(call.query("upload_id")));
    if (session == null) {
      return site.dialect().notFound(call);
    }
    call.about(YoutubeSandboxVideos.content(session.about()));
    JsonObject done = session.done();
    if (done != null) {
      return Reply.json(201, done);
    }
    String range = call.header("Content-Range");
    if (range == null) {
      return whole(call, session);
    }
    if (PROBE.matcher(range).matches()) {
      return incomplete(session);
    }
    Matcher chunk = RANGE.matcher(range);
    if (!chunk.matches()) {
      throw badRange();
    }
    return chunk(call, session, chunk);
  }

  private Reply whole(Call call, YoutubeSandboxSession session) {
    session.total(call.size());
    if (session.total() != call.size()) {
      throw badRange();
    }
    return complete(call, session, call.size());
  }

  private Reply chunk(Call call, YoutubeSandboxSession session, Matcher chunk) {
    long first = Long.parseLong(chunk.group(1));
    long end = Long.parseLong(chunk.group(2)) + 1;
    if (end - first != call.size()) {
      throw badRange();
    }
    if (!chunk.group(3).equals("*")) {
      session.total(Long.parseLong(chunk.group(3)));
      if (session.total() != Long.parseLong(chunk.group(3)) || end > session.total()) {
        throw badRange();
      }
    }
    if (first > session.stored()) {
      // a gap: nothing of it is stored, the answer says where to go on
      return incomplete(session);
    }
    if (end == session.total()) {
      return complete(call, session, end);
    }
    session.store(end / GRAIN * GRAIN);
    return incomplete(session);
  }

  private Reply complete(Call call, YoutubeSandboxSession session, long size) {
    YoutubeSandboxVideos.Created created =
        videos.create(call, session.about(), session.parts(), size);
    session.finish(created.json());
    return created.reply();
  }

  private static Reply incomplete(YoutubeSandboxSession session) {
    Reply reply = Reply.empty(308);
    return session.stored() == 0
        ? reply
        : reply.header("Range", "bytes=0-" + (session.stored() - 1));
  }

  private Reply atOnce(Call call) {
    String type = String.valueOf(call.query("uploadType"));
    Set<String> parts = YoutubeSandboxVideos.parts(call);
    YoutubeSandboxRelated related = null;
    if (type.equals("multipart")) {
      related = YoutubeSandboxRelated.of(call);
      if (related == null) {
        throw YoutubeSandboxDialect.refused(400, "global", "badContent", "Bad multipart body");
      }
    } else if (!type.equals("media")) {
      throw YoutubeSandboxDialect.refused(
          400, "global", "wrongUrlForUpload", "Uploads must be sent with an uploadType.");
    }
    JsonObject body = related == null ? new JsonObject() : related.metadata();
    // without metadata there is no title to check
    Set<String> checked = related == null ? Set.of() : parts;
    YoutubeSandboxMetadata about = YoutubeSandboxMetadata.of(body, checked, call.at());
    call.about(YoutubeSandboxVideos.content(about));
    return videos
        .create(call, about, parts, related == null ? call.size() : related.size())
        .reply();
  }

  private static RuntimeException badRange() {
    return YoutubeSandboxDialect.refused(
        400, "global", "badRequest", "Failed to parse Content-Range header.");
  }
}
