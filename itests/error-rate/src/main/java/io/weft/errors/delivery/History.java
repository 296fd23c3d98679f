package io.weft.errors.delivery;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a delivery history and derives, always alike, what its rows leave open: keys, lots, expiry, times of day, and
 * the days on which materials were renumbered.
 */
public final class History {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-yy", Locale.ENGLISH);
    private static final DateTimeFormatter ORDER_DAY = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ENGLISH);
    private static final Pattern ORDER_DAY_FORM = Pattern.compile("\\d+/\\d+/\\d{4}");
    private static final Pattern WEIGHT = Pattern.compile("[1-9]\\d*(\\.\\d{1,3})?");
    private static final int FIRST_MATERIAL = 10_000_101;
    private static final int FIRST_FORMER_MATERIAL = 20_000_101;
    private static final int GRAMS_UP_TO = 500;

    private final List<Map<String, String>> rows;
    private final Map<String, Integer> items;
    private final Map<String, Integer> vendors;
    private final Map<String, Integer> sites;
    private final Map<String, LocalDate> renumbered;

    private History(List<Map<String, String>> rows) {
        this.rows = rows;
        this.items = numbered("item description");
        this.vendors = numbered("vendor");
        this.sites = numbered("country");
        this.renumbered = renumberings();
    }

    /**
     * @param folder with one CSV file
     * @param most   rows, from the first
     */
    public static List<Delivery> read(Path folder, int most) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.filter(path -> path.toString().endsWith(".csv")).sorted().findFirst()
                    .orElseThrow(() -> new IOException(folder + " has no .csv file"));
            List<Map<String, String>> rows = Csv.read(Files.readString(file, StandardCharsets.UTF_8));
            return new History(rows).deliveries(Math.min(most, rows.size()));
        }
    }

    private List<Delivery> deliveries(int most) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int row = 0; row < most; row++) {
            deliveries.add(delivery(row + 1, rows.get(row)));
        }
        return deliveries;
    }

    private Delivery delivery(int number, Map<String, String> row) {
        boolean weighed = WEIGHT.matcher(row.get("weight (kilograms)")).matches();
        BigDecimal quantity = new BigDecimal(row.get(weighed ? "weight (kilograms)" : "line item quantity"));
        LocalDate delivered = LocalDate.parse(row.get("delivered to client date"), DAY);
        LocalDate month = delivered.withDayOfMonth(1);
        int vendor = vendors.get(row.get("vendor"));
        int lot = spread(row.get("item description"), row.get("manufacturing site"), month.toString());
        boolean inGrams = weighed && vendor % 3 == 0 && quantity.compareTo(BigDecimal.valueOf(GRAMS_UP_TO)) <= 0;
        return new Delivery(number, row.get("po / so #") + "-" + row.get("id"), row.get("asn/dn #") + "-" + row.get("id"),
                vendor(vendor, row.get("vendor")), site(row.get("country")), item(row.get("item description")), quantity, weighed,
                inGrams, lot(month, lot), month.plusMonths(18 + lot % 13).minusDays(1), Gs1.sscc(number), at(ordered(row), number),
                at(despatched(row), number + 7), at(delivered, number + 13));
    }

    private static LocalDate despatched(Map<String, String> row) {
        LocalDate delivered = LocalDate.parse(row.get("delivered to client date"), DAY);
        return delivered.minusDays(row.get("shipment mode").equals("Ocean") ? 35 : 2 + spread(row.get("id"), "way") % 6);
    }

    /** When the order went to the vendor; where nobody wrote that down, some weeks before. */
    private static LocalDate ordered(Map<String, String> row) {
        LocalDate despatched = despatched(row);
        String written = row.get("po sent to vendor date");
        if (ORDER_DAY_FORM.matcher(written).matches()) {
            LocalDate sent = LocalDate.parse(written, ORDER_DAY);
            if (sent.isBefore(despatched)) {
                return sent;
            }
        }
        return despatched.minusDays(30 + spread(row.get("id"), "order") % 40);
    }

    /** During the day, when no clock is changed. */
    private static LocalDateTime at(LocalDate day, int number) {
        return day.atTime(LocalTime.of(8, 0).plusMinutes(number * 37L % 540));
    }

    private static String lot(LocalDate month, int number) {
        return "L" + DateTimeFormatter.ofPattern("uuMM").format(month) + "-" + Gs1.digits(number % 100_000, 5);
    }

    private Item item(String description) {
        int number = items.get(description);
        return new Item(Gs1.gtin(number), Integer.toString(FIRST_MATERIAL + number), Integer.toString(FIRST_FORMER_MATERIAL + number),
                Optional.ofNullable(renumbered.get(description)));
    }

    private static Party vendor(int number, String name) {
        return new Party(name, Gs1.digits(200_001 + number, 10), "", Gs1.sellerGln(90_000 + number));
    }

    private Party site(String country) {
        int number = sites.get(country);
        return new Party(country, Gs1.digits(300_001 + number, 10), Integer.toString(1001 + number), Gs1.buyerGln(100 + number));
    }

    private Map<String, Integer> numbered(String column) {
        Map<String, Integer> numbers = new HashMap<>();
        new TreeSet<>(rows.stream().map(row -> row.get(column)).toList()).forEach(value -> numbers.put(value, numbers.size()));
        return numbers;
    }

    /** Two of three items that were ordered often got another number on the day of their middle order. */
    private Map<String, LocalDate> renumberings() {
        Map<String, List<LocalDate>> orders = new TreeMap<>();
        rows.forEach(row -> orders.computeIfAbsent(row.get("item description"), any -> new ArrayList<>()).add(ordered(row)));
        Map<String, LocalDate> days = new HashMap<>();
        orders.forEach((description, dates) -> {
            if (dates.size() >= 4 && items.get(description) % 3 != 0) {
                days.put(description, dates.stream().sorted().toList().get(dates.size() / 2));
            }
        });
        return days;
    }

    private static int spread(String... parts) {
        return Math.floorMod(String.join("\n", parts).hashCode() * 0x9E3779B1, Integer.MAX_VALUE);
    }
}
