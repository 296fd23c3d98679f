package io.weft.adapter.file;

import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;

/**
 * Leaves a delivery in a directory: written under a name that nobody picks up, then renamed. The name is the delivery's,
 * so a repeat of what has arrived changes nothing.
 */
final class Drop {

    private final DropSettings settings;

    Drop(DropSettings settings) {
        this.settings = settings;
    }

    DeliveryAnswer leave(Directory directory, OutboundMessage message) throws IOException {
        String name = settings.prefix() + message.delivery() + settings.suffix();
        String temporary = "." + name + ".tmp";
        try {
            directory.write(temporary, message.payload());
            directory.rename(temporary, name);
            return new DeliveryAnswer.Accepted(name);
        } catch (FileAlreadyExistsException e) {
            directory.delete(temporary);
            return repeated(directory, name, message.payload());
        } catch (AccessDeniedException e) {
            return new DeliveryAnswer.Refused(name + " may not be written: " + e.getMessage());
        }
    }

    private static DeliveryAnswer repeated(Directory directory, String name, byte[] payload) throws IOException {
        try {
            if (Arrays.equals(directory.read(name, payload.length), payload)) {
                return new DeliveryAnswer.Accepted(name);
            }
        } catch (FileTooLargeException e) {
            // It holds other bytes: told below.
        }
        return new DeliveryAnswer.Refused(name + " is there already, with other bytes");
    }
}
