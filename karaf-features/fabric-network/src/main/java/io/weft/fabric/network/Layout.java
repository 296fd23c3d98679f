package io.weft.fabric.network;

import java.nio.file.Path;

/** Where the network keeps what. Everything that an organization must keep to itself is under its own folder or its keys. */
record Layout(Path folder) {

    Layout {
        folder = folder.toAbsolutePath().normalize();
    }

    Path settings() {
        return folder.resolve("network.properties");
    }

    /** Written when channel and contract are there; without it the folder is an attempt that failed. */
    Path committed() {
        return folder.resolve("committed");
    }

    Path config() {
        return folder.resolve("config");
    }

    Path crypto() {
        return folder.resolve("crypto");
    }

    Path genesisBlock() {
        return folder.resolve("genesis.block");
    }

    Path contractPackage() {
        return folder.resolve("contract.tgz");
    }

    Path organizations() {
        return folder.resolve("organizations");
    }

    Path log(String name) {
        return folder.resolve("log").resolve(name + ".log");
    }

    Path processFile(Node node) {
        return folder.resolve("run").resolve(node + ".pid");
    }

    Path orderer() {
        return folder.resolve("orderer");
    }

    Path ordererIdentity() {
        return crypto().resolve("ordererOrganizations/orderer.weft/orderers/orderer.orderer.weft");
    }

    Path ordererOrganization() {
        return crypto().resolve("ordererOrganizations/orderer.weft");
    }

    Path organization(int number) {
        return folder.resolve("org" + number);
    }

    Path organizationCrypto(int number) {
        return crypto().resolve("peerOrganizations/org" + number + ".weft");
    }

    Path peerIdentity(int number) {
        return organizationCrypto(number).resolve("peers/peer.org" + number + ".weft");
    }

    Path contractTls(int number) {
        return organizationCrypto(number).resolve("peers/contract.org" + number + ".weft/tls");
    }

    Path tlsRoot(int number) {
        return organizationCrypto(number).resolve("tlsca/tlsca.org" + number + ".weft-cert.pem");
    }

    Path user(int number, String name) {
        return organizationCrypto(number).resolve("users/" + name + "@org" + number + ".weft");
    }

    Path peerConfig(int number) {
        return organization(number).resolve("peer");
    }

    Path builder(int number) {
        return organization(number).resolve("builder");
    }

    Path contractConnection(int number) {
        return organization(number).resolve("contract-connection.json");
    }
}
