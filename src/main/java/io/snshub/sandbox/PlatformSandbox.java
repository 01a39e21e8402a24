package io.snshub.sandbox;

import java.util.Set;

/**
 * One platform's part of the sandbox: a bean of this type puts it there. Handlers run one at a
 * time, so that its state needs no locks.
 */
public interface PlatformSandbox {

  /** Returns the first path segment, which is also its name in ledger and faults. */
  String prefix();

  /** Returns other names under which faults and lists know it. */
  default Set<String> aliases() {
    return Set.of();
  }

  /** Returns the account that the seeded token belongs to. */
  String account();

  /** Returns a regular expression for what may stand between prefix and path, such as a version. */
  default String version() {
    return "";
  }

  /**
   * Returns beginnings of paths that are its own also without the prefix: some clients drop what
   * stands between host and path when they upload.
   */
  default Set<String> rootPaths() {
    return Set.of();
  }

  /** Returns its way of putting things. */
  Dialect dialect();

  /** Registers the routes; called once, before the first call. */
  void open(Site site);

  /** Forgets everything. */
  void reset();
}
