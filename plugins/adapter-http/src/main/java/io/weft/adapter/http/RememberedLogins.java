package io.weft.adapter.http;

import io.weft.event.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers who logged in, for a short while, so that a realm with slow hashes or an LDAP server is not asked at every
 * request. It keeps digests under a random key of this process, compares them in constant time, and remembers no failure.
 */
final class RememberedLogins implements Authenticator {

    private static final int MOST = 10_000;

    private final Authenticator realm;
    private final Duration memory;
    private final Clock clock;
    private final byte[] key = new byte[32];
    private final Map<String, Login> logins = new ConcurrentHashMap<>();

    /** @param memory how long a login is remembered, and with it a password that was changed or withdrawn since */
    RememberedLogins(Authenticator realm, Duration memory, Clock clock) {
        this.realm = realm;
        this.memory = memory;
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    @Override
    public Optional<User> authenticate(String name, String password) {
        byte[] digest = Digests.sha256(key, password.getBytes(StandardCharsets.UTF_8));
        Login remembered = logins.get(name);
        if (remembered != null && clock.instant().isBefore(remembered.until)
                && MessageDigest.isEqual(remembered.password, digest)) {
            return Optional.of(remembered.user);
        }
        Optional<User> user = realm.authenticate(name, password);
        user.ifPresent(known -> remember(new Login(known, digest, clock.instant().plus(memory))));
        return user;
    }

    private void remember(Login login) {
        if (logins.size() >= MOST) {
            logins.clear();
        }
        logins.put(login.user.name(), login);
    }

    private record Login(User user, byte[] password, Instant until) {
    }
}
