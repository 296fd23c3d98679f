/** {@code weft error-rate}: real deliveries with known faults, and what becomes of each fault. */
package io.weft.errors;
