package io.snshub.reading;

import io.snshub.call.Answer;
import io.snshub.call.RequestContext;
import io.snshub.reading.Pages.Entry;
import io.snshub.reading.Pages.Timeline;
import io.snshub.store.ReadSql;
import io.snshub.store.Sql;
import io.snshub.web.JsonBody;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What happened to posts, read as it stands. */
@Component
class Timelines {
  private final PostDocuments posts;
  private final ReadSql reads;
  private final JsonBody json;

  Timelines(PostDocuments posts, ReadSql reads, JsonBody json) {
    this.posts = posts;
    this.reads = reads;
    this.json = json;
  }

  public Answer show(RequestContext request) {
    posts.requireVisible(request);
    long id = request.id();
    List<Entry> entries =
        reads
            .forUser(request.userId())
            .run("reading/find-timeline")
            .param("postId", id)
            .param("subject", "post/" + id)
            .query(
                (row, number) ->
                    new Entry(
                        Objects.requireNonNull(Sql.instant(row, "happened_at")),
                        row.getString("kind"),
                        row.getString("name"),
                        row.getString("platform"),
                        row.getString("from_status"),
                        row.getString("to_status"),
                        row.getString("detail")))
            .list();
    byte[] timeline = json.write(new Timeline(id, entries));
    return EntityTags.answer(request, EntityTags.of(timeline), timeline);
  }
}
