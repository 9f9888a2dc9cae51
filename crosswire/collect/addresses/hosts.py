"""Which hosts may be asked: those whose every address lies in the public network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

from crosswire.errors import InputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that gateways translate to the IPv4 address in their last bits."""
_COMPATIBLE = ipaddress.ip_network("::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses a host's name stands for, in the order in which they should be tried."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address lies in the public network, whichever way it is written."""
    try:
        ip: Address = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    return all(_is_public(form) for form in _forms(ip))


def _forms(ip: Address) -> list[Address]:
    """The address, and the IPv4 address that an IPv6 one may stand for."""
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _TRANSLATED or ip in _COMPATIBLE:
        inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    known = [form for form in inner if form is not None]
    return known if ip.ipv4_mapped else [ip, *known]


def _is_public(ip: Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def allowed_addresses(host: str, port: int, *, private: bool, ask: Resolve) -> list[str]:
    """The addresses of a host that may be asked. One that is not public makes the host refused, since a name that
    stands for both is a trap. Raises InputError CW214 (refused), CW215 (no such host)."""
    try:
        found = list(ask(host, port))
    except (OSError, UnicodeError):
        raise InputError("CW215", f"The host {host} is not known.", "Check the address.", retry=True) from None
    if not found:
        raise InputError("CW215", f"The host {host} has no address.", "Check the address.", retry=True)
    if not private and not all(map(is_public, found)):
        raise InputError(
            "CW214",
            f"The host {host} lies in a private or local network.",
            "Save the page and give the file, or allow it with the setting private_addresses.",
        )
    return found
