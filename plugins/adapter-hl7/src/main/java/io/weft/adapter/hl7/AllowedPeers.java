package io.weft.adapter.hl7;

import io.weft.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Addresses, or ranges of them ({@code 10.1.2.0/24}), that may connect; empty allows every address. */
record AllowedPeers(List<Range> ranges) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]+");

    record Range(byte[] address, int bits) {

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    static AllowedPeers of(Settings settings) {
        List<Range> ranges = new ArrayList<>();
        for (String item : settings.list("allow", "")) {
            Range range = range(item);
            if (range == null) {
                settings.fault("allow", item, "is not an IP address or a range as 10.1.2.0/24");
            } else {
                ranges.add(range);
            }
        }
        return new AllowedPeers(ranges);
    }

    /** Null if the text is none; a name is none, because looking it up would ask somebody else. */
    private static Range range(String item) {
        String[] parts = item.split("/", -1);
        if (parts.length > 2 || !ADDRESS.matcher(parts[0]).matches()) {
            return null;
        }
        try {
            byte[] address = InetAddress.getByName(parts[0]).getAddress();
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : address.length * 8;
            return bits < 0 || bits > address.length * 8 ? null : new Range(address, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            return null;
        }
    }

    boolean allow(InetAddress peer) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(peer.getAddress()));
    }
}
