/** The hub's REST interface, northbound: capture and events as EPCIS 2.0, threads, proofs, messages, health. */
package io.weft.rest;
