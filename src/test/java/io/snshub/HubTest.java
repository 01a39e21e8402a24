package io.snshub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/**
 * A test against the whole hub: one context and one sandbox for all of them, so nothing may be
 * mocked, woven or set per class, and each test speaks of posts with texts of its own. The system
 * property {@code hub.test.database} says on which database ({@code h2}, {@code postgresql}); tests
 * tagged {@code both-databases} run on both.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CamelSpringBootTest
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles(TestEnvironment.PROFILE)
public @interface HubTest {}
