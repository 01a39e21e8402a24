package io.snshub.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Seals texts with AES-256-GCM: {@code v1:<key id>:<base64>}. Sealing the same text twice gives two
 * results. One key seals, any of its keys opens, so that keys can be exchanged one by one. Safe for
 * concurrent use; no message of it holds a secret.
 */
public final class Vault {
  /** Length of a key. */
  public static final int KEY_BYTES = 32;

  private static final String VERSION = "v1";
  private static final int NONCE_BYTES = 12;

  private final Map<String, AesBytesEncryptor> ciphers;
  private final String keyId;

  /**
   * Opens a vault with one key.
   *
   * @throws IllegalArgumentException when the key isn't 32 bytes long
   */
  public Vault(byte[] key) {
    this(List.of(key));
  }

  /**
   * Opens a vault.
   *
   * @param keys the key that seals, then those that only open
   * @throws IllegalArgumentException when there is none, or one isn't 32 bytes long
   */
  public Vault(List<byte[]> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a vault needs a key");
    }
    this.ciphers = new LinkedHashMap<>();
    keys.forEach(key -> ciphers.putIfAbsent(idOf(key), cipher(key)));
    this.keyId = idOf(keys.get(0));
  }

  private static AesBytesEncryptor cipher(byte[] key) {
    return new AesBytesEncryptor(
        new SecretKeySpec(key, "AES"),
        KeyGenerators.secureRandom(NONCE_BYTES),
        CipherAlgorithm.GCM);
  }

  private static String idOf(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "an encryption key has " + KEY_BYTES + " bytes, not " + key.length);
    }
    return HexFormat.of().formatHex(sha256(key), 0, 4);
  }

  /** Returns the text sealed with the key that seals. */
  public String seal(String plain) {
    byte[] sealed = cipher(keyId).encrypt(plain.getBytes(StandardCharsets.UTF_8));
    return prefix() + Base64.getEncoder().encodeToString(sealed);
  }

  /**
   * Returns the text that was sealed.
   *
   * @throws SealBrokenException when it was sealed with a key that isn't here, or is not what was
   *     sealed
   */
  public String open(String sealed) {
    String[] parts = sealed.split(":", 3);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      throw new SealBrokenException("not a sealed text");
    }
    if (!ciphers.containsKey(parts[1])) {
      throw new SealBrokenException(
          "sealed with the key "
              + printable(parts[1])
              + ", this vault holds "
              + String.join(", ", ciphers.keySet()));
    }
    try {
      return new String(
          cipher(parts[1]).decrypt(Base64.getDecoder().decode(parts[2])), StandardCharsets.UTF_8);
    } catch (RuntimeException e) {
      // the cause is left out: ciphers like to quote what they were given
      throw new SealBrokenException("damaged after it was sealed with the key " + parts[1]);
    }
  }

  /** Returns the same text, sealed with the key that seals now. */
  public String reseal(String sealed) {
    return seal(open(sealed));
  }

  /** Returns what every text begins with that is sealed with the key that seals now. */
  public String prefix() {
    return VERSION + ":" + keyId + ":";
  }

  /** Tells whether a text of this key can be opened. */
  public boolean holds(String id) {
    return ciphers.containsKey(id);
  }

  private AesBytesEncryptor cipher(String id) {
    return Objects.requireNonNull(ciphers.get(id));
  }

  /** Tells a sealed text from a plain one. */
  public static boolean sealed(String text) {
    return text.startsWith(VERSION + ":");
  }

  /** Returns the id of the key that seals: the first 8 hex digits of its SHA-256. */
  public String keyId() {
    return keyId;
  }

  private static String printable(String id) {
    return id.matches("[0-9a-f]{8}") ? id : "(unreadable)";
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
