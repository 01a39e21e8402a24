package io.snshub.media;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a medium is fetched from.
 *
 * @param tls over https
 * @param host its host
 * @param port its port
 * @param target path and query as written
 * @param shown the URL without its query, for messages
 */
record MediaTarget(boolean tls, String host, int port, String target, String shown) {

  /** Reads a URL; null when it isn't one that is fetched. */
  static @Nullable MediaTarget of(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return null;
    }
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    if ((!tls && !"http".equalsIgnoreCase(uri.getScheme()))
        || uri.getHost() == null
        || uri.getRawUserInfo() != null) {
      return null;
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new MediaTarget(tls, uri.getHost(), port, path + query, withoutQuery(url));
  }

  /** The operator lets this origin have any address. */
  boolean trusted(List<String> origins) {
    return origins.stream()
        .map(MediaTarget::of)
        .anyMatch(
            one ->
                one != null
                    && one.tls == tls
                    && one.port == port
                    && one.host.equalsIgnoreCase(host));
  }

  static String withoutQuery(String url) {
    int end = url.indexOf('?');
    int fragment = url.indexOf('#');
    int cut = end < 0 ? fragment : fragment < 0 ? end : Math.min(end, fragment);
    return cut < 0 ? url : url.substring(0, cut);
  }
}
