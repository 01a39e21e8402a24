package io.snshub.media;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the world finds uploaded media: {@code <root>/media/<key>/<name>}.
 *
 * @param root the hub's own root as others see it, without a slash at the end
 * @param live platforms are the real ones, and look for it from outside
 */
record PublicRoot(Supplier<String> root, boolean live) {

  String url(StoredMedium medium) {
    return root.get() + "/media/" + medium.key() + "/" + medium.name();
  }

  /** Returns the key of an address that this hub made, or null. */
  @Nullable String key(String url) {
    String prefix = root.get() + "/media/";
    int end = url.indexOf('/', prefix.length());
    return url.startsWith(prefix) && end > 0 ? url.substring(prefix.length(), end) : null;
  }

  /** Tells why platforms can't fetch from it, or null. */
  @Nullable String outOfReach() {
    if (!live) {
      return null;
    }
    URI uri = URI.create(root.get());
    if (!"https".equals(uri.getScheme())) {
      return "hub.public-url is " + root.get() + ", which is not https";
    }
    String host = uri.getHost();
    // names are not looked up: what they mean in here says nothing about what they mean out there
    boolean literal = host.matches("[0-9.]+|\\[.*]");
    boolean closed = host.equals("localhost") || !host.contains(".") && !literal;
    return closed || literal && !open(host)
        ? "hub.public-url is " + root.get() + ", which nobody reaches from outside"
        : null;
  }

  private static boolean open(String literal) {
    try {
      return PublicAddress.isPublic(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
