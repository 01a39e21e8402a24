package io.snshub.call;

import java.util.Map;

/** Keeps who changed what, when and from where. Safe for concurrent use. */
public interface AuditTrail {

  /**
   * Notes a change, in the transaction of the change: both are kept or neither.
   *
   * @param request who asks, and from where
   * @param action what was done, {@code key:revoked}
   * @param subject to what, {@code key/7}
   * @param userId whose it is
   * @param detail more about it, JSON values only, no secrets
   */
  void note(
      RequestContext request,
      String action,
      String subject,
      long userId,
      Map<String, Object> detail);
}
