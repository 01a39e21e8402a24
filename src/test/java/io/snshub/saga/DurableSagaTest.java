package io.snshub.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.TestClock;
import io.snshub.TestDatabase;
import io.snshub.store.ClockJumps;
import io.snshub.store.Dialect;
import io.snshub.store.Jitter;
import io.snshub.store.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.SagaCompletionMode;
import org.apache.camel.model.SagaPropagation;
import org.apache.camel.saga.CamelSagaCoordinator;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Camel's saga DSL on the durable service: processes, crashes and time in hand. */
class DurableSagaTest {
  private final List<String> undone = new ArrayList<>();
  private final List<String> confirmed = new ArrayList<>();
  private final Set<String> stuck = new HashSet<>();
  private final Set<String> pending = new HashSet<>();

  /** What happens meanwhile, once, by the name of the step or route. */
  private final Map<String, Runnable> meanwhile = new HashMap<>();

  private final List<Process> processes = new ArrayList<>();
  private TestDatabase database;
  private TestClock clock;
  private Process hub;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.open(Dialect.H2);
    clock = new TestClock();
    hub = new Process("here");
  }

  @AfterEach
  void stop() {
    processes.forEach(process -> process.camel.stop());
    database.close();
  }

  /** One JVM's worth of the hub: a log, a driver and a Camel context. */
  private final class Process {
    final SagaLog log;
    final DefaultCamelContext camel = new DefaultCamelContext();
    final JdbcSagaService service;
    final Doors doors = new CamelDoors(camel);
    final SagaDriver driver;

    Process(String name) throws Exception {
      log = TestSagas.log(database, new Node(name, false), clock);
      service = new JdbcSagaService(log);
      SagaSettings settings =
          new SagaSettings(
              10,
              TestSagas.LEASE,
              Duration.ofMillis(1),
              Duration.ofSeconds(1),
              Duration.ofMinutes(15),
              5);
      driver =
          new SagaDriver(
              log,
              new SagaFinaliser(log, doors),
              new SagaEnds(log),
              doors,
              settings,
              onThisThread(),
              clock,
              new Jitter(new Random(1)),
              database.shared());
      camel.getRegistry().bind("sagaService", service);
      camel.addService(service);
      camel.addRoutes(new Steps());
      camel.start();
      processes.add(this);
    }

    String open(String door) {
      UUID id = UUID.randomUUID();
      log.open(id, "publish", "post/12", 1, door, clock.instant());
      return id.toString();
    }

    /** Works until nothing is due. */
    void drive() {
      try {
        for (int i = 0; i < 10; i++) {
          driver.step();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    Exchange send(String door) {
      return camel.createProducerTemplate().send(door, new DefaultExchange(camel));
    }
  }

  private static ExecutorService onThisThread() {
    return new AbstractExecutorService() {
      @Override
      public void execute(Runnable task) {
        task.run();
      }

      @Override
      public void shutdown() {
        // nothing runs
      }

      @Override
      public List<Runnable> shutdownNow() {
        return List.of();
      }

      @Override
      public boolean isShutdown() {
        return false;
      }

      @Override
      public boolean isTerminated() {
        return false;
      }

      @Override
      public boolean awaitTermination(long time, TimeUnit unit) {
        return true;
      }
    };
  }

  /** Sagas of three steps, and the ways they can end. */
  private final class Steps extends RouteBuilder {
    @Override
    public void configure() {
      saga("abort", "saga:compensate");
      saga("commit", "saga:complete");
      saga("wait", "direct:wait-a-minute");
      saga("break", "direct:throw");
      saga("other", "saga:complete");
      for (String name : List.of("main", "a", "b")) {
        from("direct:undo-" + name)
            .errorHandler(noErrorHandler())
            .process(exchange -> undo(name, exchange));
        from("direct:confirm-" + name)
            .errorHandler(noErrorHandler())
            .process(exchange -> confirmed.add(name));
      }
      step("a");
      step("b");
      from("direct:wait-a-minute")
          .setVariable(SagaRun.RESUME_AT, () -> clock.instant().plusSeconds(60));
      from("direct:throw").errorHandler(noErrorHandler()).throwException(new Broken());
      saga("pause", "direct:pause-here");
      from("direct:pause-here").process(exchange -> meanwhile("pause"));
      from("direct:own-complete")
          .errorHandler(noErrorHandler())
          .saga()
          .propagation(SagaPropagation.REQUIRES_NEW)
          .to("direct:a")
          .process(exchange -> meanwhile("own"))
          .end();
      from("direct:own")
          .errorHandler(noErrorHandler())
          .saga()
          .propagation(SagaPropagation.REQUIRES_NEW)
          .completionMode(SagaCompletionMode.MANUAL)
          .to("direct:a")
          .end();
    }

    private void saga(String name, String end) {
      from("direct:" + name)
          .routeId(name)
          .errorHandler(noErrorHandler())
          .saga()
          .propagation(SagaPropagation.REQUIRES_NEW)
          .completionMode(SagaCompletionMode.MANUAL)
          .compensation("direct:undo-main")
          .completion("direct:confirm-main")
          .to("direct:a")
          .to("direct:b")
          .to(end)
          .end();
    }

    private void step(String name) {
      from("direct:" + name)
          .errorHandler(noErrorHandler())
          .saga()
          .propagation(SagaPropagation.MANDATORY)
          .completionMode(SagaCompletionMode.MANUAL)
          .compensation("direct:undo-" + name)
          .completion("direct:confirm-" + name)
          .option("name", constant("option of " + name))
          .option(SagaOptions.INDEPENDENT, constant("true"))
          .log(org.apache.camel.LoggingLevel.TRACE, "enlisted")
          .end();
    }

    private void undo(String name, Exchange exchange) {
      meanwhile(name);
      if (stuck.contains(name)) {
        throw new Broken();
      }
      if (pending.contains(name)) {
        throw new StepPendingException(name + " waits", clock.instant().plusSeconds(5));
      }
      String option = exchange.getMessage().getHeader("name", "", String.class);
      undone.add(option.isEmpty() ? name : option);
    }
  }

  private void meanwhile(String name) {
    Runnable event = meanwhile.remove(name);
    if (event != null) {
      event.run();
    }
  }

  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void compensations_run_in_reverse_order_each_with_its_own_options() throws Exception {
    String id = hub.open("direct:abort");
    hub.drive();

    assertThat(undone).containsExactly("option of b", "option of a", "main");
    assertThat(hub.log.status(id)).contains(SagaStatus.COMPENSATED);
  }

  @Test
  void a_completed_saga_confirms_its_steps_and_undoes_none() throws Exception {
    String id = hub.open("direct:commit");
    hub.drive();

    assertThat(confirmed).containsExactly("b", "a", "main");
    assertThat(undone).isEmpty();
    assertThat(hub.log.status(id)).contains(SagaStatus.COMPLETED);
  }

  @Test
  void an_independent_step_does_not_wait_for_a_stuck_one_but_all_others_do() throws Exception {
    stuck.add("b");
    String id = hub.open("direct:abort");
    hub.drive();
    assertThat(undone).containsExactly("option of a");
    assertThat(hub.log.status(id)).contains(SagaStatus.COMPENSATING);

    stuck.clear();
    clock.advance(Duration.ofSeconds(2));
    hub.drive();

    assertThat(undone).containsExactly("option of a", "option of b", "main");
    assertThat(hub.log.status(id)).contains(SagaStatus.COMPENSATED);
  }

  @Test
  void a_step_that_says_not_yet_is_no_failure_and_is_called_at_its_time() throws Exception {
    pending.add("b");
    String id = hub.open("direct:abort");
    hub.drive();
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(5));
      hub.drive();
    }
    assertThat(hub.log.find(id).orElseThrow().failures()).isZero();

    pending.clear();
    clock.advance(Duration.ofSeconds(5));
    hub.drive();

    assertThat(hub.log.status(id)).contains(SagaStatus.COMPENSATED);
  }

  @Test
  void a_step_is_enlisted_once_however_often_its_route_is_entered() throws Exception {
    String id = hub.open("direct:wait");
    for (int i = 0; i < 4; i++) {
      hub.drive();
      clock.advance(Duration.ofSeconds(60));
    }

    assertThat(hub.log.unfinishedSteps(id)).hasSize(3);
    assertThat(runs(id)).isEqualTo(4);
  }

  private int runs(String id) {
    return database
        .jdbc()
        .sql("select runs from saga where id = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }

  @Test
  void a_waiting_saga_is_left_alone_until_its_time() throws Exception {
    String id = hub.open("direct:wait");
    hub.drive();
    clock.advance(Duration.ofSeconds(59));
    hub.drive();

    assertThat(runs(id)).isEqualTo(1);
    assertThat(hub.driver.inFlight()).isZero();
  }

  @Test
  void another_process_goes_on_with_what_a_crash_left_and_the_dead_one_changes_nothing()
      throws Exception {
    String id = hub.open("direct:wait");
    SagaRun lost = TestSagas.claimOne(hub.log, id);
    // the route ran, and the process ended before it could give the saga back
    hub.doors.call("direct:abort", lost, Map.of()).get();
    assertThat(undone).isEmpty();
    Process other = new Process("there");
    other.drive();
    assertThat(undone).isEmpty();

    clock.advance(TestSagas.LEASE.plusSeconds(1));
    other.drive();

    assertThat(undone).containsExactly("option of b", "option of a", "main");
    assertThat(other.log.status(id)).contains(SagaStatus.COMPENSATED);
    assertThat(hub.log.park(lost, clock.instant(), 0)).isFalse();
  }

  @Test
  void a_route_that_a_crash_cut_off_is_entered_again_and_finds_its_steps_enlisted()
      throws Exception {
    String id = hub.open("direct:commit");
    SagaRun lost = TestSagas.claimOne(hub.log, id);
    hub.doors.call("direct:wait", lost, Map.of()).get();
    Process other = new Process("there");

    clock.advance(TestSagas.LEASE.plusSeconds(1));
    other.drive();

    assertThat(confirmed).containsExactly("b", "a", "main");
  }

  @Test
  void a_crash_in_the_middle_of_compensating_does_not_undo_twice_what_is_done() throws Exception {
    stuck.add("a");
    String id = hub.open("direct:abort");
    hub.drive();
    assertThat(undone).containsExactly("option of b");
    Process other = new Process("there");
    stuck.clear();
    clock.advance(TestSagas.LEASE.plusSeconds(1));
    other.drive();

    assertThat(undone).containsExactly("option of b", "option of a", "main");
    assertThat(other.log.status(id)).contains(SagaStatus.COMPENSATED);
  }

  @Test
  void a_route_that_fails_is_repeated_after_growing_pauses_and_given_up_in_the_end()
      throws Exception {
    String id = hub.open("direct:break");
    hub.drive();
    assertThat(runs(id)).isEqualTo(1);
    hub.drive();
    assertThat(runs(id)).isEqualTo(1);

    for (int i = 0; i < 4; i++) {
      clock.advance(Duration.ofMinutes(1));
      hub.drive();
    }

    assertThat(runs(id)).isEqualTo(5);
    assertThat(hub.log.status(id)).contains(SagaStatus.FAILED);
  }

  @Test
  void stopping_one_saga_route_does_not_hurt_the_others() throws Exception {
    hub.camel.getRouteController().stopRoute("abort");
    String id = hub.open("direct:other");
    hub.drive();

    assertThat(hub.log.status(id)).contains(SagaStatus.COMPLETED);
  }

  @Test
  void a_step_of_an_unknown_saga_fails_loudly() {
    Exchange exchange =
        hub.camel
            .createProducerTemplate()
            .send(
                "direct:a",
                message ->
                    message.getMessage().setHeader(Exchange.SAGA_LONG_RUNNING_ACTION, "nobody"));

    assertThat(exchange.getException()).isNotNull();
    assertThat(exchange.getException()).hasStackTraceContaining("nobody");
  }

  @Test
  void a_step_outside_of_any_saga_fails_loudly() {
    assertThat(hub.send("direct:a").getException()).isNotNull();
  }

  @Test
  void the_same_decision_twice_is_fine_and_the_other_one_fails() throws Exception {
    CamelSagaCoordinator saga = hub.service.getSaga(hub.open("direct:commit")).get();
    Exchange exchange = new DefaultExchange(hub.camel);

    saga.complete(exchange).get();
    saga.complete(exchange).get();

    assertThatThrownBy(() -> saga.compensate(exchange).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_saga_that_a_route_began_by_itself_is_compensated_when_its_process_ends() throws Exception {
    assertThat(hub.send("direct:own").getException()).isNull();
    Process other = new Process("there");
    other.drive();
    assertThat(undone).isEmpty();

    clock.advance(TestSagas.LEASE.plusSeconds(1));
    other.drive();

    assertThat(undone).containsExactly("option of a");
  }

  @Test
  void a_finaliser_that_lost_its_saga_calls_no_further_compensation() throws Exception {
    Process other = new Process("there");
    String id = hub.open("direct:abort");
    meanwhile.put(
        "a",
        () -> {
          clock.advance(TestSagas.LEASE.plusSeconds(1));
          other.drive();
        });

    hub.drive();

    // b, then a for so long that the other process does it and the rest, then a's own return
    assertThat(undone).containsExactly("option of b", "option of a", "main", "option of a");
    assertThat(hub.log.status(id)).contains(SagaStatus.COMPENSATED);
    assertThat(hub.driver.inFlight()).isZero();
  }

  @Test
  void a_run_whose_saga_was_taken_over_while_its_route_ran_does_not_finish_it() throws Exception {
    Process other = new Process("there");
    stuck.add("b");
    hub.open("direct:pause");
    meanwhile.put(
        "pause",
        () -> {
          clock.advance(TestSagas.LEASE.plusSeconds(1));
          SagaRun taken = other.log.claim(9).get(0);
          other.log.decide(taken, true, "by the other");
        });

    hub.drive();

    assertThat(undone).isEmpty();
    assertThat(hub.driver.inFlight()).isZero();
  }

  @Test
  void a_process_that_slept_extends_what_it_still_runs_and_does_not_begin_it_again()
      throws Exception {
    String id = hub.open("direct:pause");
    meanwhile.put(
        "pause",
        () -> {
          clock.advance(Duration.ofMinutes(5));
          assertThat(hub.driver.look()).isZero();
        });

    hub.drive();

    assertThat(runs(id)).isEqualTo(1);
    assertThat(hub.driver.inFlight()).isZero();
  }

  @Test
  void a_clock_that_jumps_back_while_a_saga_runs_makes_it_run_no_second_time() throws Exception {
    String id = hub.open("direct:pause");
    meanwhile.put(
        "pause",
        () -> {
          clock.advance(Duration.ofMinutes(-5));
          assertThat(hub.driver.look()).isZero();
          clock.advance(TestSagas.LEASE.plusSeconds(1));
          assertThat(hub.driver.look()).isZero();
        });

    hub.drive();

    assertThat(runs(id)).isEqualTo(1);
  }

  @Test
  void a_clock_that_was_set_back_makes_no_saga_wait_longer() throws Exception {
    AtomicLong nanos = new AtomicLong();
    ClockJumps jumps = new ClockJumps(clock, nanos::get);
    SagaWorker worker = new SagaWorker(hub.driver, hub.log, TestSagas.settings(), jumps);
    String id = hub.open("direct:wait");
    hub.drive();
    worker.afterJump();
    assertThat(runs(id)).isEqualTo(1);

    clock.advance(Duration.ofMinutes(-5));
    worker.afterJump();
    hub.drive();

    assertThat(runs(id)).isEqualTo(2);
  }

  @Test
  void a_route_of_its_own_saga_may_take_longer_than_a_lease() throws Exception {
    Process other = new Process("there");
    meanwhile.put(
        "own",
        () -> {
          for (int i = 0; i < 6; i++) {
            clock.advance(Duration.ofSeconds(20));
            hub.driver.renew();
            other.drive();
          }
        });

    assertThat(hub.send("direct:own-complete").getException()).isNull();
    assertThat(undone).isEmpty();

    other.drive();
    assertThat(confirmed).as("finished at once, not when the lease ends").containsExactly("a");
  }

  @Test
  void a_route_that_lost_its_own_saga_can_not_complete_it_any_more() throws Exception {
    Process other = new Process("there");
    meanwhile.put(
        "own",
        () -> {
          clock.advance(TestSagas.LEASE.plusSeconds(1));
          other.drive();
        });

    assertThat(hub.send("direct:own-complete").getException()).isNotNull();
    other.drive();

    assertThat(undone).containsExactly("option of a");
    assertThat(confirmed).isEmpty();
  }

  @Test
  void a_run_that_never_ends_is_left_to_its_lease_in_the_end() throws Exception {
    String id = hub.open("direct:pause");
    meanwhile.put(
        "pause",
        () -> {
          clock.advance(Duration.ofMinutes(61));
          hub.driver.renew();
          clock.advance(TestSagas.LEASE.plusSeconds(1));
          assertThat(hub.driver.look()).isEqualTo(1);
        });

    hub.drive();

    assertThat(runs(id)).isEqualTo(2);
    assertThat(hub.driver.inFlight()).isZero();
  }
}
