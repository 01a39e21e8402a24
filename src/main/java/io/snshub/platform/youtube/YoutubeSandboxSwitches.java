package io.snshub.platform.youtube;

import io.snshub.sandbox.Site;
import java.util.function.BooleanSupplier;

/** What is not known for certain about YouTube: each can be had both ways. */
final class YoutubeSandboxSwitches {
  private final BooleanSupplier refusesAtTheEnd;
  private final BooleanSupplier goneIs410;
  private final BooleanSupplier namesFiles;
  private final BooleanSupplier listsLate;
  private final BooleanSupplier searchesLate;
  private final BooleanSupplier enforcesQuota;
  private final BooleanSupplier dailyStopIs403;

  YoutubeSandboxSwitches(Site site) {
    refusesAtTheEnd =
        site.choice(
            "refuse_at_the_end",
            false,
            "bad metadata are refused with the last byte of an upload, not before the first");
    goneIs410 = site.choice("gone_is_410", false, "an upload session that is over is 410, not 404");
    namesFiles =
        site.choice("slug_is_filename", true, "the Slug of an upload becomes fileDetails.fileName");
    listsLate =
        site.choice(
            "late_uploads_list", false, "a new video is missing from the uploads for 10 seconds");
    searchesLate =
        site.choice("late_search", false, "a new video is missing from searches for 10 minutes");
    enforcesQuota =
        site.choice(
            "enforce_quota", false, "a project's daily quota is enforced, not only counted");
    dailyStopIs403 =
        site.choice("daily_stop_is_403", false, "a used-up bucket is 403 quotaExceeded, not 429");
  }

  /** Metadata that can't be taken are refused with the last byte, not before the first. */
  boolean refusesAtTheEnd() {
    return refusesAtTheEnd.getAsBoolean();
  }

  /** An upload session that is over is 410 Gone, not 404. */
  boolean goneIs410() {
    return goneIs410.getAsBoolean();
  }

  /** The {@code Slug} of an upload becomes the file's name. */
  boolean namesFiles() {
    return namesFiles.getAsBoolean();
  }

  /** A new video is missing from the list of uploads for a while. */
  boolean listsLate() {
    return listsLate.getAsBoolean();
  }

  /** A new video is missing from searches for a while. */
  boolean searchesLate() {
    return searchesLate.getAsBoolean();
  }

  /** The daily quota is enforced. */
  boolean enforcesQuota() {
    return enforcesQuota.getAsBoolean();
  }

  /** A bucket of its own that is used up is told as the units are. */
  boolean dailyStopIs403() {
    return dailyStopIs403.getAsBoolean();
  }
}
