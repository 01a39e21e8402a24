package io.snshub.platform.linkedin;

import io.snshub.sandbox.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * Quotas of a day for each resource method, back at midnight UTC. LinkedIn publishes only the one
 * of Share on LinkedIn, so it stands for all.
 */
final class LinkedinSandboxQuota {
  static final int MEMBER_DAY = 150;

  private final Site site;
  private final Map<String, Integer> used = new HashMap<>();
  private LocalDate day = LocalDate.EPOCH;

  LinkedinSandboxQuota(Site site) {
    this.site = site;
  }

  /** Counts a call; true when there is none left today. */
  boolean spent(String resource, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (!today.equals(day)) {
      day = today;
      used.clear();
    }
    return used.merge(resource, 1, Integer::sum) > MEMBER_DAY && site.rateLimits();
  }

  void clear() {
    used.clear();
  }
}
