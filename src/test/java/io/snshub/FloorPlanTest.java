package io.snshub;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Who may know whom. Rooms stand on floors; imports go down only. */
@AnalyzeClasses(packages = "io.snshub", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorPlanTest {
  private static final String ROOT = "io.snshub";
  private static final int HOUSE = 99;
  private static final int FOLDER = 40;
  private static final Map<String, Integer> FLOORS = new TreeMap<>();

  static {
    floor(0, "post", "call");
    // below the first floor: every room that keeps rows stands on these
    floor(5, "store", "vault");
    floor(10, "routing", "web", "identity", "bus", "saga", "cache", "sandbox");
    floor(20, "platform");
    floor(30, "publishing", "reading", "scheduling", "accounts", "media");
    floor(30, "analytics", "ingesting", "notifying");
    floor(40, "ops");
  }

  private static void floor(int floor, String... rooms) {
    for (String room : rooms) {
      FLOORS.put(room, floor);
    }
  }

  /** A platform's folder is a room of its own; everything else goes by its first package. */
  private static String room(JavaClass type) {
    String[] parts = type.getPackageName().substring(ROOT.length()).split("\\.");
    if (parts.length < 2) {
      return "";
    }
    return parts[1].equals("platform") && parts.length > 2 ? "platform." + parts[2] : parts[1];
  }

  private static int floorOf(String room) {
    return room.isEmpty() ? HOUSE : room.contains(".") ? FOLDER : FLOORS.getOrDefault(room, -1);
  }

  private static final DescribedPredicate<JavaClass> OURS =
      DescribedPredicate.describe(
          "of the hub",
          type ->
              type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + "."));

  private static final ArchCondition<JavaClass> IMPORT_DOWN_ONLY =
      new ArchCondition<>("import rooms below their own only") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (OURS.test(target)
                && !room(target).equals(room(type))
                && floorOf(room(target)) >= floorOf(room(type))) {
              events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
            }
          }
        }
      };

  private static final ArchCondition<JavaClass> STAND_IN_A_ROOM =
      new ArchCondition<>("stand in a room of the floor plan") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          if (floorOf(room(type)) < 0) {
            events.add(
                SimpleConditionEvent.violated(
                    type, type.getFullName() + ": the room " + room(type) + " has no floor"));
          }
        }
      };

  @ArchTest static final ArchRule every_class_stands_in_a_room = classes().should(STAND_IN_A_ROOM);

  /** A cell that begins with = is a formula to whoever opens the file: receipts are JSON. */
  @ArchTest
  static final ArchRule nobody_writes_csv =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(assignableTo(CsvMapper.class))).and(target(nameStartingWith("writ"))))
          .allowEmptyShould(true);

  @ArchTest static final ArchRule imports_go_down_only = classes().should(IMPORT_DOWN_ONLY);

  @ArchTest
  static final ArchRule the_words_need_nothing_but_the_jdk =
      classes()
          .that()
          .resideInAnyPackage("io.snshub.post..", "io.snshub.call..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "io.snshub.post..", "io.snshub.call..");

  @ArchTest
  static final ArchRule a_platform_needs_the_lane_the_words_and_the_sandbox_only =
      classes()
          .that()
          .resideInAPackage("io.snshub.platform.*..")
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.not(OURS)
                  .or(resideInAPackage("io.snshub.platform.."))
                  .or(resideInAPackage("io.snshub.post"))
                  .or(resideInAPackage("io.snshub.sandbox"))
                  .or(
                      DescribedPredicate.describe(
                          "JsonColumn",
                          type -> type.getFullName().equals("io.snshub.store.JsonColumn"))));

  @ArchTest
  static final ArchRule nobody_imports_a_platform =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.snshub.platform.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.snshub.platform.*..");

  @ArchTest
  static final ArchRule routes_are_furniture =
      classes()
          .that()
          .areAssignableTo(RouteBuilder.class)
          .and(
              DescribedPredicate.describe(
                  "are no policy",
                  type ->
                      !type.isAssignableTo(
                          org.apache.camel.builder.RouteConfigurationBuilder.class)))
          .should()
          .bePackagePrivate()
          .andShould()
          .haveSimpleNameEndingWith("Routes");

  /** A bean takes and returns records; those named here say in their comment why they can't. */
  @ArchTest
  static final ArchRule exchanges_stay_in_routes_doors_sagas_and_the_binding =
      noClasses()
          .that(are(DescribedPredicate.not(assignableTo(RoutesBuilder.class))))
          .and()
          .resideOutsideOfPackages("io.snshub.web..", "io.snshub.saga..")
          .and()
          .doNotHaveFullyQualifiedName("io.snshub.platform.PlatformHttpBinding")
          .and()
          .doNotHaveFullyQualifiedName("io.snshub.publishing.SagaWait")
          .and()
          .doNotHaveFullyQualifiedName("io.snshub.bus.KafkaSender")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Exchange.class);

  @ArchTest
  static final ArchRule only_the_bus_knows_kafka =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.snshub.bus..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.camel.component.kafka..",
              "org.springframework.kafka..");

  @ArchTest
  static final ArchRule time_comes_from_a_clock =
      noClasses()
          .that()
          .areNotAssignableTo(Clock.class)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now");

  @ArchTest
  static final ArchRule dates_are_instants =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(java.util.Date.class, java.util.Calendar.class, java.sql.Timestamp.class);

  @ArchTest
  static final ArchRule nothing_sleeps_in_a_thread =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class);

  @ArchTest
  static final ArchRule fields_are_not_injected =
      noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class);

  @ArchTest
  static final ArchRule nothing_public_can_be_changed_from_outside =
      fields().that().arePublic().should().beFinal();
}
