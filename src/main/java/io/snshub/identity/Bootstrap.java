package io.snshub.identity;

import io.snshub.call.KeyLimits;
import io.snshub.vault.SecretFile;
import java.io.Console;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DuplicateKeyException;

/**
 * Makes sure, before the server accepts a request, that the administrator has the operator's key.
 * Nodes that start at once agree through the key's slot, which only one of them can take. The key
 * itself goes to its file and, when made just now, once to an attached console; never to a log.
 */
final class Bootstrap implements SmartInitializingSingleton {
  static final long ADMINISTRATOR = 1;

  private static final Logger log = LoggerFactory.getLogger(Bootstrap.class);

  private final ApiKeys keys;
  private final Audit audit;
  private final IdentitySettings settings;
  private final boolean cluster;

  Bootstrap(ApiKeys keys, Audit audit, IdentitySettings settings, boolean cluster) {
    this.keys = keys;
    this.audit = audit;
    this.settings = settings;
    this.cluster = cluster;
  }

  @Override
  public void afterSingletonsInstantiated() {
    String given = settings.bootstrapKey();
    if (given != null) {
      install(new KeySecret(given));
      return;
    }
    SecretFile file = new SecretFile(settings.dataDir(), "bootstrap-key");
    if (cluster && keys.bootstrapHash().isPresent()) {
      // another node's key: replacing it would lock its users out
      return;
    }
    SecretFile.Content content = file.readOrMake(() -> KeySecret.generate().text());
    if (content.text().length() < IdentitySettings.SHORTEST_KEY) {
      throw new IllegalStateException(
          file.path() + " needs at least " + IdentitySettings.SHORTEST_KEY + " characters");
    }
    boolean ours = install(new KeySecret(content.text()));
    if (content.fresh() && !ours) {
      file.delete();
    } else if (content.fresh()) {
      announce(file, content.text());
    }
  }

  /** Returns false when another node of the cluster was faster. */
  private boolean install(KeySecret secret) {
    Optional<String> stored = keys.bootstrapHash();
    if (stored.isEmpty()) {
      try {
        keys.add(
            ADMINISTRATOR,
            "bootstrap",
            secret,
            List.of("admin"),
            KeyLimits.NONE,
            null,
            "bootstrap",
            null);
        note("key:created", secret);
        return true;
      } catch (DuplicateKeyException e) {
        stored = keys.bootstrapHash();
      }
    }
    if (stored.isPresent() && stored.get().equals(secret.hash())) {
      return true;
    }
    if (cluster && settings.bootstrapKey() == null) {
      return false;
    }
    keys.replaceBootstrap(secret);
    note("key:replaced", secret);
    log.atInfo().addKeyValue("user", ADMINISTRATOR).log("bootstrap key replaced");
    return true;
  }

  private void note(String action, KeySecret secret) {
    audit.note(action, "key/bootstrap", ADMINISTRATOR, Map.of("prefix", secret.prefix()));
  }

  private static void announce(SecretFile file, String key) {
    log.atInfo().addKeyValue("file", file.path()).log("bootstrap key generated");
    Console console = System.console();
    if (console != null) {
      console.printf("%nAPI key of the administrator (shown once): %s%n%n", key);
      console.flush();
    }
  }
}
