package io.snshub.platform.threads;

import io.snshub.sandbox.Site;
import java.util.function.BooleanSupplier;

/** What the published facts leave open, and how it is taken unless someone turns it. */
final class ThreadsSandboxSwitches {
  final BooleanSupplier refusesSecondPublish;
  final BooleanSupplier tokenErrorsAre401;
  final BooleanSupplier secondDeleteIs100;
  final BooleanSupplier videosReadAsAudio;
  final BooleanSupplier freshContainersHide;
  final BooleanSupplier publishedStateLags;
  final BooleanSupplier listsLag;
  final BooleanSupplier listsNameTheirNeighbours;
  final BooleanSupplier youngTokensRefresh;
  final BooleanSupplier usageHeaders;
  final BooleanSupplier tagsLoseTheirHash;
  final BooleanSupplier publishedContainersVanish;
  final BooleanSupplier ghostsAreUnlisted;
  final BooleanSupplier usedCodesAre100;
  final BooleanSupplier badTokensDebugAs500;

  ThreadsSandboxSwitches(Site site) {
    refusesSecondPublish =
        site.choice(
            "refuses_second_publish",
            true,
            "a published container is refused when it is published again, else it goes up twice");
    tokenErrorsAre401 =
        site.choice("token_errors_are_401", false, "a bad token is answered with 401, not 400");
    secondDeleteIs100 =
        site.choice(
            "second_delete_is_100",
            false,
            "deleting what isn't there is answered with 100/33, not 24/4279009");
    videosReadAsAudio =
        site.choice("videos_read_as_audio", false, "the media_type of a video reads AUDIO");
    freshContainersHide =
        site.choice(
            "fresh_containers_hide", false, "a container can't be found for 2 s after it was made");
    publishedStateLags =
        site.choice(
            "published_state_lags",
            false,
            "a container still says FINISHED for 2 s after it was published");
    listsLag = site.choice("lists_lag", false, "a fresh post is missing from lists for 2 s");
    listsNameTheirNeighbours =
        site.choice(
            "lists_name_their_neighbours",
            true,
            "lists carry paging.next and paging.previous beside the cursors");
    youngTokensRefresh =
        site.choice(
            "young_tokens_refresh", true, "a long-lived token younger than a day is renewed too");
    usageHeaders =
        site.choice("usage_headers", false, "answers carry X-App-Usage and a throttle its wait");
    tagsLoseTheirHash =
        site.choice(
            "tags_lose_their_hash", false, "the tag that became the topic reads without its #");
    publishedContainersVanish =
        site.choice(
            "published_containers_vanish", false, "a published container can't be found any more");
    ghostsAreUnlisted =
        site.choice(
            "ghosts_are_unlisted", false, "ghost posts are missing from the profile's list");
    usedCodesAre100 =
        site.choice(
            "used_codes_are_100", false, "a used code is answered with 100/4279030 in an envelope");
    badTokensDebugAs500 =
        site.choice("bad_tokens_debug_as_500", false, "debug_token answers a bad caller with 500");
  }
}
