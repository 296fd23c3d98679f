package io.weft.adapter.http;

import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a JAAS realm, in Karaf usually {@code karaf}. Roles are its principals of a class named {@code RolePrincipal}. */
final class JaasAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(JaasAuthenticator.class);

    private final String realm;

    JaasAuthenticator(String realm) {
        this.realm = realm;
    }

    @Override
    public Optional<User> authenticate(String name, String password) {
        Subject subject = new Subject();
        try {
            LoginContext login = new LoginContext(realm, subject, new NameAndPassword(name, password));
            login.login();
            return Optional.of(new User(name, subject.getPrincipals().stream()
                    .filter(principal -> principal.getClass().getSimpleName().equals("RolePrincipal"))
                    .map(Principal::getName)
                    .collect(Collectors.toUnmodifiableSet())));
        } catch (FailedLoginException e) {
            LOG.info("login of '{}' failed", printable(name));
            return Optional.empty();
        } catch (LoginException e) {
            LOG.warn("login of '{}' in realm '{}' failed", printable(name), realm, e);
            return Optional.empty();
        }
    }

    /** What a stranger sent does not write lines into the log. */
    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private record NameAndPassword(String name, String password) implements CallbackHandler {

        @Override
        public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback wanted) {
                    wanted.setName(name);
                } else if (callback instanceof PasswordCallback wanted) {
                    wanted.setPassword(password.toCharArray());
                } else {
                    throw new UnsupportedCallbackException(callback);
                }
            }
        }
    }
}
