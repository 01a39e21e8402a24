package io.snshub.reading;

import io.snshub.cache.Document;
import io.snshub.call.Answer;
import io.snshub.call.RequestContext;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.reading.Pages.PostPage;
import io.snshub.reading.PostPages.PageOfIds;
import io.snshub.web.JsonBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Posts for their owner: one, and a page of them. */
@Component
class Posts {
  private static final byte[] POSTS = "{\"posts\":[".getBytes(StandardCharsets.UTF_8);

  private final PostDocuments documents;
  private final PostPages pages;
  private final Projector projector;
  private final PlatformCatalog platforms;
  private final JsonBody json;

  Posts(
      PostDocuments documents,
      PostPages pages,
      Projector projector,
      PlatformCatalog platforms,
      JsonBody json) {
    this.documents = documents;
    this.pages = pages;
    this.projector = projector;
    this.platforms = platforms;
    this.json = json;
  }

  public Answer show(RequestContext request) {
    Document post = documents.one(request);
    return EntityTags.answer(request, "\"" + post.version() + "\"", post.bytes());
  }

  public Answer list(RequestContext request) {
    PostFilter filter =
        PostFilter.of(request, name -> platforms.find(name).map(PlatformProfile::name).orElse(""));
    projector.refresh(request.userId());
    PageOfIds page = pages.of(filter);
    Map<Long, Document> posts = documents.several(request.userId(), page.posts());
    return EntityTags.answer(request, tag(page, posts), join(page, posts));
  }

  /** Two pages with one tag differ in the time of looking, at most. */
  private static String tag(PageOfIds page, Map<Long, Document> posts) {
    StringBuilder state = new StringBuilder();
    posts.forEach((id, post) -> state.append(id).append(':').append(post.version()).append(' '));
    state.append(page.total()).append(page.totalRelation()).append(page.nextCursor());
    return EntityTags.weak(state.toString());
  }

  /** Puts a page together from what is written already. */
  private byte[] join(PageOfIds page, Map<Long, Document> posts) {
    byte[] rest =
        json.write(
            new PostPage(
                List.of(),
                page.total(),
                page.totalRelation(),
                page.retrievedAt(),
                page.nextCursor()));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(POSTS);
    String comma = "";
    for (Document post : posts.values()) {
      whole.writeBytes(comma.getBytes(StandardCharsets.UTF_8));
      whole.writeBytes(post.bytes());
      comma = ",";
    }
    whole.write(rest, POSTS.length, rest.length - POSTS.length);
    return whole.toByteArray();
  }
}
