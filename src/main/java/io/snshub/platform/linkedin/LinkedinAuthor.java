package io.snshub.platform.linkedin;

import io.snshub.platform.LaneWork;

/**
 * In whose name a post is made: a page or a member. They are measured in different ways, and a
 * member's posts can hardly ever be read.
 *
 * @param urn its URN
 */
record LinkedinAuthor(String urn) {
  private static final String START = "urn:li:";

  /** An account is known by its URN; a bare number is a page, any other bare id a member. */
  static LinkedinAuthor of(LaneWork work) {
    String id = work.account().remoteId();
    if (id.startsWith(START)) {
      return new LinkedinAuthor(id);
    }
    return new LinkedinAuthor(START + (id.matches("\\d+") ? "organization:" : "person:") + id);
  }

  boolean member() {
    return urn.startsWith(START + "person:");
  }
}
