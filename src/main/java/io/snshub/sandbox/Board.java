package io.snshub.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is visible now, oldest first; at most {@value #CAPACITY}. Thread-safe. */
final class Board {
  static final int CAPACITY = 200_000;

  private final Map<String, SandboxPost> posts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SandboxPost> eldest) {
          return size() > CAPACITY;
        }
      };

  synchronized void put(SandboxPost post) {
    posts.put(key(post.platform(), post.id()), post);
  }

  synchronized void remove(String platform, String id) {
    posts.remove(key(platform, id));
  }

  /** Returns the newest {@code limit} of a platform (null = all), oldest first. */
  synchronized List<SandboxPost> list(@Nullable String platform, int limit) {
    List<SandboxPost> found = new ArrayList<>();
    for (SandboxPost post : posts.values()) {
      if (platform == null || post.platform().equals(platform)) {
        found.add(post);
      }
    }
    return found.size() <= limit
        ? found
        : List.copyOf(found.subList(found.size() - limit, found.size()));
  }

  synchronized void clear() {
    posts.clear();
  }

  private static String key(String platform, String id) {
    return platform + "/" + id;
  }
}
