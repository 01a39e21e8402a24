package io.snshub.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.vault.VaultConfiguration.VaultSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  @TempDir Path directory;

  private static byte[] key(int fill) {
    byte[] key = new byte[32];
    key[0] = (byte) fill;
    return key;
  }

  @Test
  void opens_what_it_sealed() {
    Vault vault = new Vault(key(1));

    String sealed = vault.seal("token ✓");

    assertThat(sealed).matches("v1:[0-9a-f]{8}:[A-Za-z0-9+/=]+").doesNotContain("token");
    assertThat(vault.open(sealed)).isEqualTo("token ✓");
    assertThat(vault.seal("token ✓")).isNotEqualTo(sealed);
  }

  @Test
  void names_the_key_that_is_missing() {
    Vault other = new Vault(key(2));
    String sealed = new Vault(key(1)).seal("token");

    assertThatThrownBy(() -> other.open(sealed))
        .isInstanceOf(SealBrokenException.class)
        .hasMessageContaining(other.keyId())
        .hasMessageContaining(sealed.split(":")[1]);
  }

  @Test
  void opens_with_an_old_key_and_seals_with_the_new_one() {
    String sealed = new Vault(key(1)).seal("token");

    Vault vault = new Vault(List.of(key(2), key(1)));

    assertThat(vault.open(sealed)).isEqualTo("token");
    assertThat(vault.reseal(sealed)).startsWith(vault.prefix());
    assertThat(new Vault(key(2)).open(vault.reseal(sealed))).isEqualTo("token");
    assertThat(vault.holds(sealed.split(":")[1])).isTrue();
  }

  @Test
  void takes_old_keys_from_their_setting() {
    String old = Base64.getEncoder().encodeToString(key(1));
    String now = Base64.getEncoder().encodeToString(key(2));
    String sealed = new Vault(key(1)).seal("token");

    Vault vault =
        VaultConfiguration.open(new VaultSettings(directory, now, List.of(" " + old, "")), true);

    assertThat(vault.open(sealed)).isEqualTo("token");
    assertThat(vault.keyId()).isEqualTo(new Vault(key(2)).keyId());
    assertThatThrownBy(
            () ->
                VaultConfiguration.open(
                    new VaultSettings(directory, now, List.of("no base64!")), true))
        .hasMessageContaining("HUB_OLD_ENCRYPTION_KEYS");
  }

  @Test
  void notices_a_damaged_text() {
    Vault vault = new Vault(key(1));
    String[] parts = vault.seal("token").split(":");
    byte[] bytes = Base64.getDecoder().decode(parts[2]);
    bytes[bytes.length - 1] ^= 1;
    String damaged = "v1:" + parts[1] + ":" + Base64.getEncoder().encodeToString(bytes);

    assertThatThrownBy(() -> vault.open(damaged)).isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> vault.open("plain")).isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> vault.open("v1:" + parts[1] + ":%"))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void seals_for_many_threads_at_once() {
    Vault vault = new Vault(key(1));

    List<String> opened =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> vault.open(vault.seal("text " + i)))
            .toList();

    assertThat(opened).doesNotHaveDuplicates().contains("text 0", "text 199");
  }

  @Test
  void refuses_a_bad_key_by_its_setting() {
    String shorter = Base64.getEncoder().encodeToString(new byte[16]);

    assertThatThrownBy(() -> open(shorter, false))
        .hasMessageContaining("HUB_ENCRYPTION_KEY")
        .hasMessageContaining("32")
        .hasMessageNotContaining(shorter);
    assertThatThrownBy(() -> open("no base64!", false)).hasMessageContaining("HUB_ENCRYPTION_KEY");
    assertThatThrownBy(() -> open("", true)).hasMessageContaining("HUB_ENCRYPTION_KEY is required");
  }

  private Vault open(String key, boolean cluster) {
    return VaultConfiguration.open(new VaultSettings(directory, key, List.of()), cluster);
  }

  @Test
  void makes_its_key_once_readable_by_its_owner_only() throws Exception {
    Path data = directory.resolve("data");
    VaultSettings settings = new VaultSettings(data, null, List.of());

    Vault first = VaultConfiguration.open(settings, false);
    Vault second = VaultConfiguration.open(settings, false);

    assertThat(second.open(first.seal("x"))).isEqualTo("x");
    assertThat(mode(data.resolve("encryption-key"))).isEqualTo("rw-------");
    assertThat(mode(data)).isEqualTo("rwx------");
    try (var files = Files.list(data)) {
      assertThat(files).hasSize(1);
    }
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void many_makers_of_one_file_agree() {
    Set<String> texts =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> new SecretFile(directory, "s").readOrMake(() -> "secret " + i).text())
            .collect(Collectors.toSet());

    assertThat(texts).hasSize(1);
  }
}
