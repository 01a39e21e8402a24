package io.snshub.web;

import org.apache.camel.model.rest.ResponseMessageDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.apache.camel.spi.ClassResolver;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that the REST DSL names. It writes some of them as in source code, {@code
 * Users.UserView}, which no class loader knows.
 */
final class TypeNames {
  private static final String ARRAY = "[]";

  private TypeNames() {}

  /** Returns the class of a name. */
  static Class<?> resolve(String name, ClassResolver classes) {
    boolean array = name.endsWith(ARRAY);
    String element = array ? name.substring(0, name.length() - ARRAY.length()) : name;
    Class<?> found = find(element, classes);
    if (found == null) {
      throw new IllegalStateException("a REST operation names an unknown type: " + name);
    }
    return array ? found.arrayType() : found;
  }

  /** Returns the class of a name, or null. */
  static @Nullable Class<?> find(String name, ClassResolver classes) {
    String guess = name;
    Class<?> found = classes.resolveClass(guess);
    while (found == null && guess.lastIndexOf('.') > 0) {
      int dot = guess.lastIndexOf('.');
      guess = guess.substring(0, dot) + '$' + guess.substring(dot + 1);
      found = classes.resolveClass(guess);
    }
    return found;
  }

  /** Rewrites all names of a declaration so that a class loader knows them. */
  static void repair(RestDefinition rest, ClassResolver classes) {
    for (VerbDefinition verb : rest.getVerbs()) {
      verb.setType(binary(verb.getType(), classes));
      verb.setOutType(binary(verb.getOutType(), classes));
      for (ResponseMessageDefinition response : verb.getResponseMsgs()) {
        response.setResponseModel(binary(response.getResponseModel(), classes));
      }
    }
  }

  private static @Nullable String binary(@Nullable String name, ClassResolver classes) {
    if (name == null || name.indexOf('.') < 0) {
      return name;
    }
    Class<?> type = resolve(name, classes);
    return type.isArray() ? type.getComponentType().getName() + ARRAY : type.getName();
  }
}
