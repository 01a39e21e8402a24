package io.snshub.media;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells addresses of the open internet from those behind the hub's own door. */
final class PublicAddress {
  private PublicAddress() {}

  /** Returns true for an address that anybody may be sent to. */
  static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    int fourth = bytes[3] & 0xff;
    boolean carrierNat = first == 100 && second >= 64 && second <= 127;
    boolean benchmark = first == 198 && (second == 18 || second == 19);
    boolean protocols = first == 192 && second == 0 && third == 0;
    boolean relay = first == 192 && second == 88 && third == 99;
    boolean examples =
        first == 192 && second == 0 && third == 2
            || first == 198 && second == 51 && third == 100
            || first == 203 && second == 0 && third == 113;
    // looks public, but is where a cloud tells its machines their secrets
    boolean metadata = first == 168 && second == 63 && third == 129 && fourth == 16;
    return first != 0
        && first < 240
        && !carrierNat
        && !benchmark
        && !protocols
        && !relay
        && !examples
        && !metadata;
  }

  private static boolean isPublic6(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    int fourth = bytes[3] & 0xff;
    boolean global = first >= 0x20 && first <= 0x3f;
    // forms that carry an IPv4 address inside: it would slip past the check
    boolean sixToFour = first == 0x20 && second == 0x02;
    boolean inside = (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e;
    boolean isatap = inside && (bytes[11] & 0xff) == 0xfe;
    // Teredo and other tunnels, identifiers, examples
    boolean special = first == 0x20 && second == 0x01 && third < 0x02;
    boolean examples =
        first == 0x20 && second == 0x01 && third == 0x0d && fourth == 0xb8
            || first == 0x3f && second == 0xff && third < 0x10;
    return global && !sixToFour && !isatap && !special && !examples;
  }
}
