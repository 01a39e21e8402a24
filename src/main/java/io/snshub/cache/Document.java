package io.snshub.cache;

/**
 * What a cache keeps under a key: rendered bytes that nobody changes any more.
 *
 * @param bytes the content; whoever gets it must not write into it
 * @param version grows with each change of the document; of two, the higher one is kept
 * @param resting no change is expected soon: may be kept for as long as the settings allow, and in
 *     Redis. Of a document in motion nothing older than half a second is ever given out
 */
public record Document(byte[] bytes, long version, boolean resting) {

  /** A document that is done with, as far as anybody knows. */
  public static Document resting(byte[] bytes, long version) {
    return new Document(bytes, version, true);
  }

  /** A document that changes by itself. */
  public static Document moving(byte[] bytes, long version) {
    return new Document(bytes, version, false);
  }
}
