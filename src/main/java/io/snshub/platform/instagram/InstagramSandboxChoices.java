package io.snshub.platform.instagram;

import io.snshub.sandbox.Site;
import java.util.function.BooleanSupplier;

/**
 * What is not known for certain about Instagram, or differs between its two logins.
 *
 * @param republishes publishing a published container again gives the same id
 * @param smallQuota 50 posts a day, as some pages say, in place of 100
 * @param noDelete the Instagram login: there is no delete
 * @param goneIsForbidden deleting what is gone is a missing permission, not a missing object
 * @param lateInsights no counters are there yet
 * @param tokenInList a code is answered with a list, as the documentation shows it
 * @param atStripped captions are shown without their {@code @}
 * @param lag lists show a post only some seconds after it was published
 */
record InstagramSandboxChoices(
    BooleanSupplier republishes,
    BooleanSupplier smallQuota,
    BooleanSupplier noDelete,
    BooleanSupplier goneIsForbidden,
    BooleanSupplier lateInsights,
    BooleanSupplier tokenInList,
    BooleanSupplier atStripped,
    BooleanSupplier lag) {

  static InstagramSandboxChoices of(Site site) {
    return new InstagramSandboxChoices(
        site.choice("republish_returns_id", false, "in place of an error"),
        site.choice("quota_of_50", false, "in place of 100 posts a day"),
        site.choice("login_without_delete", false, "posts can't be deleted, as by Instagram login"),
        site.choice("delete_of_missing_is_permission", false, "24/2207006 in place of 100/33"),
        site.choice("insights_late", false, "counters are empty, as in a post's first hours"),
        site.choice("code_answered_with_list", false, "a list in place of one object"),
        site.choice("at_signs_stripped", false, "captions lose their @"),
        site.choice("lists_lag", false, "a post is in lists after 3 seconds only"));
  }
}
