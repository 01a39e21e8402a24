package io.snshub.platform.twitter;

import io.snshub.sandbox.Site;
import java.util.function.BooleanSupplier;

/**
 * What is not known for certain about X, or differs between its customers.
 *
 * @param renamed answers come in the words of description 2.167
 * @param deletesMissing deleting what is not there succeeds
 * @param lookupFails a look at one post that is not there is answered 404
 * @param longForbidden text over the limit is answered 403
 * @param appendSilent a segment is answered 204 and without a body
 * @param imageUnasked the state of an image that needed no work is answered 404
 * @param selfServe no quotes, and no replies to others
 * @param lag lists show a post only some seconds after it was made
 */
record TwitterSandboxChoices(
    BooleanSupplier renamed,
    BooleanSupplier deletesMissing,
    BooleanSupplier lookupFails,
    BooleanSupplier longForbidden,
    BooleanSupplier appendSilent,
    BooleanSupplier imageUnasked,
    BooleanSupplier selfServe,
    BooleanSupplier lag) {

  static TwitterSandboxChoices of(Site site) {
    return new TwitterSandboxChoices(
        site.choice("words_of_2_167", false, "answers say post where they said tweet"),
        site.choice("delete_of_missing_succeeds", false, "in place of 404"),
        site.choice("lookup_of_missing_is_404", false, "in place of 200 with errors"),
        site.choice("too_long_is_403", false, "in place of 400"),
        site.choice("append_is_204", false, "in place of 200 with a body"),
        site.choice("status_of_image_is_404", false, "in place of 200"),
        site.choice("self_serve_limits", false, "no quotes, no replies to strangers"),
        site.choice("lists_lag", false, "a post is in lists after 3 seconds only"));
  }
}
