package io.snshub.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * From where a request comes. {@code X-Forwarded-For} counts only as far as trusted proxies wrote
 * it: it is read from its end, and the first address that is no trusted proxy is the client.
 * Whatever a client writes in front of that changes nothing.
 */
final class ClientAddress {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final int MOST_HOPS = 20;
  private static final int SITE_BYTES = 8;

  private final List<IpAddressMatcher> trusted;

  ClientAddress(ProxySettings settings) {
    this.trusted = settings.trusted().stream().map(ClientAddress::network).toList();
  }

  private static IpAddressMatcher network(String network) {
    try {
      return new IpAddressMatcher(network.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "hub.proxies.trusted: " + network + " is no address and no network such as 10.0.0.0/8",
          e);
    }
  }

  /** Returns the client's address as text. */
  String of(HttpServletRequest request) {
    if (trusted.isEmpty() && onlyDigitsAndDots(request.getRemoteAddr())) {
      // as the socket's own address is written already
      return request.getRemoteAddr();
    }
    InetAddress client = parse(request.getRemoteAddr());
    if (client == null) {
      return request.getRemoteAddr();
    }
    if (!trusted.isEmpty()) {
      List<String> hops =
          Collections.list(request.getHeaders("X-Forwarded-For")).stream()
              .flatMap(line -> Arrays.stream(line.split(",")))
              .map(String::strip)
              .toList();
      int first = Math.max(0, hops.size() - MOST_HOPS);
      for (int i = hops.size() - 1; i >= first && trusts(client); i--) {
        InetAddress before = parse(hops.get(i));
        if (before == null) {
          break;
        }
        client = before;
      }
    }
    return client.getHostAddress();
  }

  private static boolean onlyDigitsAndDots(@Nullable String address) {
    for (int i = 0; address != null && i < address.length(); i++) {
      char c = address.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return address != null;
  }

  /** Returns who shares a limit: an IPv4 address, or the IPv6 network of one site. */
  String site(HttpServletRequest request) {
    String address = of(request);
    InetAddress client = parse(address);
    if (!(client instanceof Inet6Address)) {
      return address;
    }
    byte[] site = client.getAddress();
    Arrays.fill(site, SITE_BYTES, site.length, (byte) 0);
    try {
      return InetAddress.getByAddress(site).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean trusts(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.matches(address.getHostAddress()));
  }

  /** Reads an address and never asks a name server. */
  private static @Nullable InetAddress parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String plain = text.replaceFirst("%.*$", "").replaceAll("^\\[|]$", "");
    boolean literal =
        IPV4.matcher(plain).matches() || plain.contains(":") && IPV6.matcher(plain).matches();
    if (!literal) {
      return null;
    }
    try {
      return InetAddress.getByName(plain);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
