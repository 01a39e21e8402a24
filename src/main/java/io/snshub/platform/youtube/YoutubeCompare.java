package io.snshub.platform.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Tells videos with the same words apart by the files they came as. The same post may be on the
 * channel twice, once as a Short; the name of the file says which target's it is.
 */
final class YoutubeCompare {
  private static final int MOST_IDS = 50;
  private static final Set<String> BROKEN = Set.of("failed", "rejected");
  private static final Set<String> OVER = Set.of("processed", "failed", "rejected");

  private YoutubeCompare() {}

  /** Something was found that has to be looked at more closely. */
  static boolean undecided(@Variable("search") YoutubeSearch search) {
    int found = search.same().size() + search.alike().size();
    return search.broken() == null && found > 0 && found <= MOST_IDS;
  }

  static Sighting decided(
      @Variable("search") YoutubeSearch search, @Variable("work") LaneWork work) {
    if (search.broken() != null) {
      return search.broken();
    }
    int found = search.same().size() + search.alike().size();
    if (found > 0) {
      return many(work, found);
    }
    return search.next() == null
        ? new Sighting.Absent()
        : new Sighting.Unclear(
            work.platform() + ": more videos since then than can be read back", true);
  }

  static PlatformRequest files(
      @Variable("search") YoutubeSearch search, @Variable("work") LaneWork work) {
    List<String> ids = new ArrayList<>(search.same());
    ids.addAll(search.alike());
    return PlatformRequest.of(
            "GET",
            work.api()
                + "/youtube/v3/videos?part=status,fileDetails&id="
                + Answers.encode(String.join(",", ids)))
        .bearer(work.account().accessToken());
  }

  /** How sure it is that a video is this target's. */
  private enum Match {
    SURE,
    POSSIBLE,
    /** Its file is not told yet. */
    LATER,
    OTHER
  }

  static Sighting compared(
      @Body PlatformAnswer answer,
      @Variable("search") YoutubeSearch search,
      @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return Sighting.Unclear.after(YoutubeErrors.failure(work.platform(), answer));
    }
    Map<String, JsonNode> videos = new HashMap<>();
    for (JsonNode video : Answers.json(answered).path("items")) {
      videos.put(video.path("id").asText(""), video);
    }
    Map<Match, List<String>> found = new HashMap<>();
    for (String id : search.same()) {
      found.computeIfAbsent(match(videos.get(id), work), key -> new ArrayList<>()).add(id);
    }
    List<String> early = new ArrayList<>();
    for (String id : search.alike()) {
      Match match = match(videos.get(id), work);
      // a date before the attempt is outweighed only by the name
      if (match == Match.SURE) {
        found.computeIfAbsent(match, key -> new ArrayList<>()).add(id);
      } else if (match != Match.OTHER) {
        early.add(id);
      }
    }
    return verdict(found, early, videos, search, work);
  }

  private static Sighting verdict(
      Map<Match, List<String>> found,
      List<String> early,
      Map<String, JsonNode> videos,
      YoutubeSearch search,
      LaneWork work) {
    List<String> sure = found.getOrDefault(Match.SURE, List.of());
    if (sure.size() == 1) {
      return found(sure.get(0), videos.get(sure.get(0)), work);
    }
    if (found.containsKey(Match.LATER)) {
      return new Sighting.Unclear(
          work.platform() + ": a video that may be this one is still being processed", false);
    }
    List<String> possible = found.getOrDefault(Match.POSSIBLE, List.of());
    int all = sure.size() + possible.size() + early.size();
    if (sure.isEmpty() && possible.size() == 1 && early.isEmpty()) {
      return found(possible.get(0), videos.get(possible.get(0)), work);
    }
    return all > 0
        ? many(work, all)
        : decided(
            new YoutubeSearch(List.of(), List.of(), search.next(), search.pages(), null), work);
  }

  private static Match match(@Nullable JsonNode video, LaneWork work) {
    if (video == null) {
      return Match.LATER;
    }
    JsonNode file = video.path("fileDetails");
    boolean over = OVER.contains(video.path("status").path("uploadStatus").asText(""));
    if (file.isMissingNode() && !over) {
      return Match.LATER;
    }
    String name = file.path("fileName").asText("");
    if (name.startsWith(YoutubeInitiate.NAMED)) {
      return name.equals(YoutubeInitiate.fileName(work)) ? Match.SURE : Match.OTHER;
    }
    String size = file.path("fileSize").asText("");
    long total = YoutubeHandle.of(work).total();
    boolean another = !size.isEmpty() && total > 0 && !size.equals(Long.toString(total));
    return another ? Match.OTHER : Match.POSSIBLE;
  }

  private static Sighting found(String id, @Nullable JsonNode video, LaneWork work) {
    JsonNode status = video == null ? null : video.path("status");
    return status != null && BROKEN.contains(status.path("uploadStatus").asText(""))
        ? new Sighting.Failed(YoutubeErrors.broken(work.platform(), status))
        : new Sighting.Found(id, YoutubeWire.permalink(work, id));
  }

  private static Sighting many(LaneWork work, int videos) {
    return new Sighting.Unclear(
        "%s: %d videos may be this one".formatted(work.platform(), videos), true);
  }
}
