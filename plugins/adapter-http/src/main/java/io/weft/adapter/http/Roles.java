package io.weft.adapter.http;

import java.util.List;
import java.util.Set;

/** Which role includes which: viewer, operator, manager and admin each include those before; operators may send, too. */
final class Roles {

    private static final String SENDER = "sender";
    private static final List<String> ASCENDING = List.of("viewer", "operator", "manager", "admin");

    private Roles() {
    }

    /** @param required a role that is none of the hub's own is had by name alone */
    static boolean satisfy(Set<String> roles, String required) {
        if (roles.contains(required)) {
            return true;
        }
        int least = required.equals(SENDER) ? ASCENDING.indexOf("operator") : ASCENDING.indexOf(required);
        return least >= 0 && ASCENDING.subList(least, ASCENDING.size()).stream().anyMatch(roles::contains);
    }
}
