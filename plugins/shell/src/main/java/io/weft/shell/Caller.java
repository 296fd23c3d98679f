package io.weft.shell;

import java.security.AccessController;
import java.security.Principal;
import javax.security.auth.Subject;

/** Who entered a command. The session's variable {@code USER} says so, too, but anybody may set that. */
final class Caller {

    private Caller() {
    }

    /** The name logged in with; {@code unknown} where the shell runs without a login. */
    @SuppressWarnings("removal") // Karaf 4.4 hands the subject on in the access control context and nowhere else.
    static String name() {
        Subject subject = Subject.getSubject(AccessController.getContext());
        return subject == null ? "unknown" : subject.getPrincipals().stream()
                .filter(principal -> principal.getClass().getSimpleName().equals("UserPrincipal"))
                .map(Principal::getName).findFirst().orElse("unknown");
    }
}
