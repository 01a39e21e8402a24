package io.snshub.platform.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Search;
import io.snshub.platform.Sighting;
import io.snshub.platform.Sighting.Found;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Tells videos with the same words apart by the files they came as. The same post may be on the
 * channel twice, once as a Short; the name of the file says which target's it is.
 */
final class YoutubeCompare {
  private static final String VIDEOS = "videos";
  private static final int MOST_IDS = 50;
  private static final Set<String> BROKEN = Set.of("failed", "rejected");
  private static final Set<String> OVER = Set.of("processed", "failed", "rejected");

  private YoutubeCompare() {}

  /** Something was found that has to be looked at more closely. */
  static boolean undecided(@Variable("search") Search search) {
    return search.broken() == null && search.found() > 0 && search.found() <= MOST_IDS;
  }

  static Sighting decided(@Variable("search") Search search, @Variable("work") LaneWork work) {
    // the same words are no proof: not even a single video is taken by them alone
    boolean any = search.broken() == null && search.found() > 0;
    return any ? search.many(work.platform(), VIDEOS) : search.verdict(work.platform(), VIDEOS);
  }

  static PlatformRequest files(@Variable("search") Search search, @Variable("work") LaneWork work) {
    String ids =
        Stream.concat(search.same().stream(), search.alike().stream())
            .map(Found::platformPostId)
            .collect(Collectors.joining(","));
    return PlatformRequest.of(
            "GET",
            work.api() + "/youtube/v3/videos?part=status,fileDetails&id=" + Answers.encode(ids))
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
      @Variable("search") Search search,
      @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return Sighting.Unclear.after(YoutubeErrors.failure(work.platform(), answer));
    }
    Map<String, JsonNode> videos = new HashMap<>();
    for (JsonNode video : Answers.json(answered).path("items")) {
      videos.put(video.path("id").asText(""), video);
    }
    Map<Match, List<Found>> found = new EnumMap<>(Match.class);
    for (Found one : search.same()) {
      Match match = match(videos.get(one.platformPostId()), work);
      found.computeIfAbsent(match, key -> new ArrayList<>()).add(one);
    }
    List<Found> early = new ArrayList<>();
    for (Found one : search.alike()) {
      Match match = match(videos.get(one.platformPostId()), work);
      // a date before the attempt is outweighed only by the name
      if (match == Match.SURE) {
        found.computeIfAbsent(match, key -> new ArrayList<>()).add(one);
      } else if (match != Match.OTHER) {
        early.add(one);
      }
    }
    return verdict(found, early, videos, search, work);
  }

  private static Sighting verdict(
      Map<Match, List<Found>> found,
      List<Found> early,
      Map<String, JsonNode> videos,
      Search search,
      LaneWork work) {
    List<Found> left = new ArrayList<>(found.getOrDefault(Match.SURE, List.of()));
    if (left.size() == 1) {
      return state(left.get(0), videos, work);
    }
    if (found.containsKey(Match.LATER)) {
      return new Sighting.Unclear(
          work.platform() + ": a video that may be this one is still being processed", false);
    }
    left.addAll(found.getOrDefault(Match.POSSIBLE, List.of()));
    return left.size() == 1 && early.isEmpty()
        ? state(left.get(0), videos, work)
        : decided(new Search(left, early, search.next(), search.pages(), null), work);
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

  private static Sighting state(Found one, Map<String, JsonNode> videos, LaneWork work) {
    JsonNode video = videos.get(one.platformPostId());
    JsonNode status = video == null ? null : video.path("status");
    return status != null && BROKEN.contains(status.path("uploadStatus").asText(""))
        ? new Sighting.Failed(YoutubeErrors.broken(work.platform(), status))
        : one;
  }
}
