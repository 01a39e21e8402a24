package io.snshub.platform.threads;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A few made-up places that a post can be tagged with. */
final class ThreadsSandboxPlaces {
  private static final Set<String> FIELDS =
      Set.of("id", "name", "address", "city", "country", "latitude", "longitude", "postal_code");

  private static final List<JsonObject> ALL =
      List.of(
          place("106400000000001", "Harbour Square", "1 Quay Street", "Porthaven", 50.1, -5.2),
          place("106400000000002", "Old Mill", "7 River Lane", "Millbrook", 51.4, -2.6),
          place("106400000000003", "Hill Observatory", "2 Summit Road", "Highfield", 52.9, -1.1));

  private final ThreadsSandboxQuota quota;

  ThreadsSandboxPlaces(Site site) {
    this.quota = new ThreadsSandboxQuota(500, site.rateLimits());
  }

  /** Searches by words, or by coordinates, which any place here is near enough to. */
  Reply search(Call call) {
    String words = call.input("q") == null ? call.input("query") : call.input("q");
    boolean point = call.input("latitude") != null && call.input("longitude") != null;
    if (words == null && !point) {
      throw ThreadsSandboxRefusals.required("q");
    }
    quota.want(call.at());
    quota.use(call.at());
    JsonArray data = new JsonArray();
    for (JsonObject place : ALL) {
      String text = (place.getString("name") + " " + place.getString("city"));
      boolean named =
          words != null && text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
      if (named || words == null) {
        data.add(only(place, call));
      }
    }
    return Reply.json(200, new JsonObject().put("data", data));
  }

  JsonObject only(JsonObject place, Call call) {
    Set<String> asked = ThreadsSandboxFields.names(call, "fields");
    return ThreadsSandboxFields.only(place, ThreadsSandboxFields.known(asked, FIELDS));
  }

  @Nullable JsonObject find(String id) {
    return ALL.stream().filter(place -> place.getString("id").equals(id)).findFirst().orElse(null);
  }

  ThreadsSandboxQuota quota() {
    return quota;
  }

  private static JsonObject place(
      String id, String name, String address, String city, double latitude, double longitude) {
    return new JsonObject()
        .put("id", id)
        .put("name", name)
        .put("address", address)
        .put("city", city)
        .put("country", "United Kingdom")
        .put("latitude", latitude)
        .put("longitude", longitude)
        .put("postal_code", "ZZ1 1ZZ");
  }
}
