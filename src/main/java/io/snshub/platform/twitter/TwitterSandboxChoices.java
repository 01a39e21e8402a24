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
    BooleanSupplier no = () -> false;
    return new TwitterSandboxChoices(no, no, no, no, no, no, no, no);
  }
}
