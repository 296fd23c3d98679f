package io.weft.site.story;

import io.weft.identity.ThreadKey;
import io.weft.site.wms.Warehouse;

/** The GS1 keys of the reference site; the company prefixes are GS1's own for examples. */
final class Places {

    static final String GTIN = "04012345000016";
    /** Of the lots that are only there to be measured. */
    static final String TRIAL_GTIN = "04012345000023";
    static final String SUPPLIER_GLN = "4012345000009";
    static final String BUYER_GLN = "9521321000001";
    static final String PLANT_GLN = "9521321000018";
    static final String STORE_GLN = "9521321000025";
    static final String SHIPPER_GLN = "4012345000016";
    static final String CARRIER_GLN = "9521234000006";
    static final String SSCC_DIGITS = "340123450000000017";
    static final String SSCC = "https://id.gs1.org/00/" + SSCC_DIGITS;
    static final String CARRIER = "https://id.gs1.org/417/" + CARRIER_GLN;
    static final String BUYER = "https://id.gs1.org/417/" + BUYER_GLN;
    static final String SUPPLIER = "https://id.gs1.org/417/" + SUPPLIER_GLN;
    static final String PLANT = "https://id.gs1.org/414/" + PLANT_GLN;
    static final String STORE = "https://id.gs1.org/414/" + STORE_GLN;
    static final String DEVICE_PREFIX = "https://id.gs1.org/8004/9521321SENSOR";

    private Places() {
    }

    /** Zone 1 is the store that the ERP knows; the others are known to the warehouse alone. */
    static Warehouse.Place zone(int number) {
        return new Warehouse.Place(PLANT, number == 1 ? STORE : STORE + "/254/" + number);
    }

    static String device(int zone) {
        return DEVICE_PREFIX + zone;
    }

    static String lot(String number) {
        return new ThreadKey(GTIN, number).canonical();
    }

    static String trialLot(int number) {
        return new ThreadKey(TRIAL_GTIN, "TRIAL-" + number).canonical();
    }

    /** Another system's number of a lot, as the hub writes it. */
    static String alias(String kind, String issuer, String number) {
        return "https://weft.io/ns/id/" + kind + "/" + issuer + "/" + number;
    }

    static Warehouse.Papers papers(String order, String deliveryNote) {
        return new Warehouse.Papers("urn:epcglobal:cbv:bt:" + BUYER_GLN + ":" + order,
                "urn:epcglobal:cbv:bt:" + SUPPLIER_GLN + ":" + deliveryNote, SUPPLIER);
    }
}
