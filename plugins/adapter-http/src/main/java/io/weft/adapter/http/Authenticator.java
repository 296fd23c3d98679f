package io.weft.adapter.http;

import java.util.Optional;
import java.util.Set;

/** Says who somebody is, by name and password. */
interface Authenticator {

    /** Empty if name or password is wrong, without saying which. */
    Optional<User> authenticate(String name, String password);

    /** An authenticated caller and the roles it has. */
    record User(String name, Set<String> roles) {
    }
}
