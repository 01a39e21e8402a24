package io.snshub.reading;

import io.snshub.call.Answer;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.reading.Pages.CalendarView;
import io.snshub.reading.Pages.DayPost;
import io.snshub.reading.Pages.DayView;
import io.snshub.store.ReadSql;
import io.snshub.store.Sql;
import io.snshub.web.JsonBody;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Posts by day. A post stands at the time for which it was planned; one that was not planned, at
 * the time when it was up; and one that never was, at the time when it was made.
 */
@Component
class PostCalendar {
  /** Posts that a day shows. */
  static final int SHOWN = 20;

  /** A day's posts are counted up to here. */
  static final int COUNTED = 500;

  /** When a stretch has no more than this, it is read at once. */
  private static final int AT_ONCE = 2_000;

  private static final int PREVIEW = 120;

  private final ReadSql reads;
  private final PostDocuments posts;
  private final Projector projector;
  private final JsonBody json;
  private final Clock clock;

  PostCalendar(
      ReadSql reads, PostDocuments posts, Projector projector, JsonBody json, Clock clock) {
    this.reads = reads;
    this.posts = posts;
    this.projector = projector;
    this.json = json;
    this.clock = clock;
  }

  private record Entry(long postId, Instant at) {}

  public Answer show(RequestContext request) {
    CalendarStretch stretch = CalendarStretch.of(request, clock.instant());
    if (request.caller().narrowedBy() != 0) {
      throw Problems.forbidden("the key is for some accounts only, this is about all of them");
    }
    projector.refresh(request.userId());
    SortedMap<LocalDate, List<Entry>> days = days(request.userId(), stretch);
    List<Long> shown =
        days.values().stream()
            .flatMap(day -> day.stream().limit(SHOWN))
            .map(Entry::postId)
            .toList();
    Map<Long, PostView> views = posts.views(request.userId(), shown);
    List<DayView> view = new ArrayList<>();
    days.forEach((date, entries) -> view.add(day(date, entries, views)));
    byte[] content = json.write(view);
    CalendarView calendar =
        new CalendarView(
            stretch.from(), stretch.to(), stretch.zone().getId(), view, clock.instant());
    return EntityTags.answer(request, "W/" + EntityTags.of(content), json.write(calendar));
  }

  private SortedMap<LocalDate, List<Entry>> days(long userId, CalendarStretch stretch) {
    SortedMap<LocalDate, List<Entry>> days = new TreeMap<>();
    List<Entry> all = entries(userId, stretch.from(), stretch.to(), AT_ONCE + 1);
    if (all.size() <= AT_ONCE) {
      for (Entry entry : all) {
        LocalDate date = entry.at().atZone(stretch.zone()).toLocalDate();
        days.computeIfAbsent(date, day -> new ArrayList<>()).add(entry);
      }
      return days;
    }
    for (CalendarStretch day : stretch.days()) {
      List<Entry> entries = entries(userId, day.from(), day.to(), COUNTED + 1);
      if (!entries.isEmpty()) {
        days.put(day.from().atZone(stretch.zone()).toLocalDate(), entries);
      }
    }
    return days;
  }

  private List<Entry> entries(long userId, Instant from, Instant to, int limit) {
    return reads
        .forUser(userId)
        .run("reading/list-days")
        .param("userId", userId)
        .param("from", Sql.at(from))
        .param("to", Sql.at(to))
        .param("limit", limit)
        .query(
            (row, number) ->
                new Entry(
                    row.getLong("post_id"), Objects.requireNonNull(Sql.instant(row, "shown_at"))))
        .list();
  }

  private static DayView day(LocalDate date, List<Entry> entries, Map<Long, PostView> views) {
    List<DayPost> shown = new ArrayList<>();
    for (Entry entry : entries.subList(0, Math.min(SHOWN, entries.size()))) {
      PostView post = views.get(entry.postId());
      if (post != null) {
        shown.add(
            new DayPost(
                post.postId(),
                post.status(),
                post.platforms(),
                entry.at(),
                preview(post.content())));
      }
    }
    boolean exact = entries.size() <= COUNTED;
    long total = Math.min(entries.size(), COUNTED);
    return new DayView(
        date,
        shown,
        total,
        exact ? "exact" : "at_least",
        Math.max(0, total - Math.min(SHOWN, entries.size())));
  }

  private static String preview(String text) {
    if (text.codePointCount(0, text.length()) <= PREVIEW) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, PREVIEW - 1)) + "…";
  }
}
