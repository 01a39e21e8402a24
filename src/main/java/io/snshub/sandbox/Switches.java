package io.snshub.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where it isn't known what the real platform does, a switch decides what the sandbox does. Set up
 * before the first call; thread-safe after.
 */
final class Switches {
  private final List<Switch> all = new ArrayList<>();

  /** One thing that isn't known. */
  private static final class Switch implements BooleanSupplier {
    private final String platform;
    private final String name;
    private final boolean standard;
    private final String meaning;
    private volatile boolean value;

    Switch(String platform, String name, boolean standard, String meaning) {
      this.platform = platform;
      this.name = name;
      this.standard = standard;
      this.meaning = meaning;
      this.value = standard;
    }

    @Override
    public boolean getAsBoolean() {
      return value;
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("platform", platform)
          .put("name", name)
          .put("value", value)
          .put("default", standard)
          .put("meaning", meaning);
    }
  }

  BooleanSupplier add(String platform, String name, boolean standard, String meaning) {
    Switch added = new Switch(platform, name, standard, meaning);
    all.add(added);
    return added;
  }

  /** Turns a switch and returns it, or null when there is none of this name. */
  @Nullable JsonObject turn(String platform, String name, boolean value) {
    for (Switch one : all) {
      if (one.platform.equals(platform) && one.name.equals(name)) {
        one.value = value;
        return one.toJson();
      }
    }
    return null;
  }

  void reset() {
    all.forEach(one -> one.value = one.standard);
  }

  JsonArray toJson(@Nullable String platform) {
    JsonArray array = new JsonArray();
    all.stream()
        .filter(one -> platform == null || one.platform.equals(platform))
        .forEach(one -> array.add(one.toJson()));
    return array;
  }
}
