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
    boolean carrierNat = first == 100 && second >= 64 && second <= 127;
    boolean benchmark = first == 198 && (second == 18 || second == 19);
    boolean special = first == 192 && second == 0 && (third == 0 || third == 2);
    return first != 0 && first < 240 && !carrierNat && !benchmark && !special;
  }

  private static boolean isPublic6(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean global = first >= 0x20 && first <= 0x3f;
    // ranges that carry an IPv4 address inside: it would slip past the check
    boolean sixToFour = first == 0x20 && second == 0x02;
    boolean teredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
    return global && !sixToFour && !teredo;
  }
}
