package io.snshub.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The paths below {@code /_sandbox}: what happened, what is up, and what shall go wrong. */
final class ControlApi {
  private static final int LONGEST_BODY = 1024 * 1024;

  private final Vertx vertx;
  private final World world;
  private final List<Site> sites;
  private final Map<String, String> prefixByName = new TreeMap<>();

  ControlApi(Vertx vertx, World world, List<Site> sites) {
    this.vertx = vertx;
    this.world = world;
    this.sites = sites;
    for (Site site : sites) {
      String prefix = site.platform().prefix();
      prefixByName.put(prefix, prefix);
      site.platform().aliases().forEach(alias -> prefixByName.put(alias, prefix));
    }
  }

  void mount(Router router) {
    router.get("/_sandbox/ledger").handler(call -> list(call, this::ledger));
    router.get("/_sandbox/posts").handler(call -> list(call, c -> board(c, world.posts())));
    router.get("/_sandbox/messages").handler(call -> list(call, c -> board(c, world.messages())));
    router.get("/_sandbox/faults").handler(this::listFaults);
    router.post("/_sandbox/faults").handler(this::armFault);
    router.delete("/_sandbox/faults").handler(this::clearFaults);
    router.get("/_sandbox/switches").handler(this::listSwitches);
    router.put("/_sandbox/switches").handler(this::turnSwitch);
    router.post("/_sandbox/reset").handler(this::reset);
  }

  static void notFound(RoutingContext call) {
    answer(
        call,
        404,
        new JsonObject()
            .put("error", "not found: " + call.request().method() + " " + call.request().path())
            .toBuffer());
  }

  /** Long lists are written off the event loop, so that no other call waits for them. */
  private void list(RoutingContext call, Function<RoutingContext, JsonArray> what) {
    Callable<Buffer> encode = () -> what.apply(call).toBuffer();
    vertx
        .executeBlocking(encode, false)
        .onSuccess(json -> answer(call, 200, json))
        .onFailure(
            e ->
                error(
                    call,
                    e instanceof BadInput || e instanceof IllegalArgumentException ? 400 : 500,
                    String.valueOf(e.getMessage())));
  }

  private JsonArray ledger(RoutingContext call) {
    JsonArray array = new JsonArray();
    world
        .ledger()
        .entries(platform(call), number(call, "after", 0), limit(call))
        .forEach(entry -> array.add(entry.toJson()));
    return array;
  }

  private JsonArray board(RoutingContext call, Board board) {
    JsonArray array = new JsonArray();
    board.list(platform(call), limit(call)).forEach(post -> array.add(post.toJson()));
    return array;
  }

  private void listFaults(RoutingContext call) {
    JsonArray array = new JsonArray();
    world.faults().list().forEach(fault -> array.add(fault.toJson()));
    answer(call, 200, array.toBuffer());
  }

  private void armFault(RoutingContext call) {
    body(
        call,
        bytes -> {
          Fault fault = world.faults().arm(new FaultInput(object(bytes), prefixByName).read());
          if (fault == null) {
            throw new BadInput("at most " + Faults.CAPACITY + " faults can be armed");
          }
          answer(call, 201, fault.toJson().toBuffer());
        });
  }

  private void clearFaults(RoutingContext call) {
    int cleared = world.faults().clear();
    sites.forEach(site -> site.tokens().restore());
    Set<World.HeldCall> held = world.takeHeld();
    held.forEach(World.HeldCall::release);
    answer(
        call,
        200,
        new JsonObject().put("cleared", cleared).put("released", held.size()).toBuffer());
  }

  private void listSwitches(RoutingContext call) {
    list(call, c -> world.switches().toJson(platform(c)));
  }

  private void turnSwitch(RoutingContext call) {
    body(
        call,
        bytes -> {
          JsonObject asked = object(bytes);
          if (!(asked.getValue("platform") instanceof String platform)
              || !(asked.getValue("name") instanceof String name)
              || !(asked.getValue("value") instanceof Boolean value)) {
            throw new BadInput("body: platform and name must be texts, value true or false");
          }
          JsonObject turned =
              world.switches().turn(FaultInput.prefix(platform, prefixByName), name, value);
          if (turned == null) {
            throw new BadInput("name: no such switch; GET /_sandbox/switches lists them");
          }
          answer(call, 200, turned.toBuffer());
        });
  }

  private void reset(RoutingContext call) {
    world.faults().clear();
    world.switches().reset();
    world.takeHeld().forEach(World.HeldCall::cut);
    for (Site site : sites) {
      synchronized (site) {
        site.platform().reset();
        site.tokens().clear();
      }
    }
    world.ledger().clear();
    world.posts().clear();
    world.messages().clear();
    answer(call, 200, new JsonObject().put("reset", true).toBuffer());
  }

  private static void body(RoutingContext call, Consumer<Buffer> use) {
    CallBody.read(call.request(), false)
        .onSuccess(
            body -> {
              try {
                if (body.size() > LONGEST_BODY) {
                  throw new BadInput("body: at most " + LONGEST_BODY + " bytes");
                }
                use.accept(body.head());
              } catch (BadInput e) {
                error(call, 400, String.valueOf(e.getMessage()));
              }
            });
  }

  private static JsonObject object(Buffer bytes) {
    try {
      return new JsonObject(bytes);
    } catch (DecodeException | ClassCastException e) {
      throw new BadInput("body: must be a JSON object");
    }
  }

  private @Nullable String platform(RoutingContext call) {
    String name = call.request().getParam("platform");
    return name == null || name.isEmpty() || name.equals("any")
        ? null
        : FaultInput.prefix(name, prefixByName);
  }

  private static int limit(RoutingContext call) {
    return (int) number(call, "limit", Integer.MAX_VALUE);
  }

  private static long number(RoutingContext call, String name, long absent) {
    String text = call.request().getParam(name);
    if (text == null) {
      return absent;
    }
    if (!text.matches("\\d{1,9}")) {
      throw new BadInput(name + ": must be a whole number from 0 to 999999999");
    }
    return Long.parseLong(text);
  }

  private static void error(RoutingContext call, int status, String message) {
    answer(call, status, new JsonObject().put("error", message).toBuffer());
  }

  private static void answer(RoutingContext call, int status, Buffer json) {
    if (!call.response().closed()) {
      call.response()
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json; charset=utf-8")
          .putHeader("Cache-Control", "no-store")
          .end(json);
    }
  }
}
