package io.weft.thread.postgres;

import java.util.Optional;

/**
 * How long a device was fixed to where a lot was while the lot was there.
 *
 * @param place   container or location
 * @param opening the event that fixed it
 * @param closing the event that took it off, if that was before the lot left
 */
record DeviceStay(String device, String place, Interval interval, String opening, Optional<String> closing) {
}
