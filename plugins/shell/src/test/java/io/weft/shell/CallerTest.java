package io.weft.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.Principal;
import java.security.PrivilegedAction;
import java.util.Set;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

class CallerTest {

    /** As Karaf's login modules have them; the class's simple name is what counts. */
    private record UserPrincipal(String getName) implements Principal {
    }

    private record RolePrincipal(String getName) implements Principal {
    }

    @Test
    void isTheUserWhoLoggedInAndNoRole() {
        Subject subject = new Subject(true, Set.of(new RolePrincipal("admin"), new UserPrincipal("ann")), Set.of(), Set.of());

        assertEquals("ann", Subject.doAs(subject, (PrivilegedAction<String>) Caller::name));
        assertEquals("unknown", Caller.name());
    }
}
